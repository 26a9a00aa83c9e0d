// SPDX-License-Identifier: EUPL-1.2
//
// The summary in words: for each layer how far people live from it, and which buurten of each group are
// worst served, with the numbers that say why. Rules, not judgement: the worst are those with the largest
// mean distance, and the reasons are what the other indicators of the layer say of the same buurt. All of it
// keeps to one measure, walking where the project has streets and else the straight line, and every number
// says which it is; the map and the table that the page opens with are of that measure.
import Neighbourhoods
import Planar

/// How well one layer serves the people of the project.
struct ServiceSummary {
    /// A buurt with its reasons.
    struct Served {
        var row: Int
        var name: String
        /// Inhabitants in words, in brackets; empty where they are not known.
        var people: String
        var distance: Double
        var reasons: String

        /// Fields of a template.
        var fields: [String: Any] { ["name": name, "people": people, "why": reasons] }
    }

    /// A group with its worst-served buurten.
    struct Group {
        var name: String
        var worst: [Served]
    }

    /// Layer as readers call it.
    let layer: String
    /// Sentences about all people.
    let sentences: [String]
    /// How distances are measured, in words.
    let measure: String
    /// The mean distance of all people, in words.
    let mean: String
    /// Indicator by which buurten are compared.
    let indicator: String
    /// Groups in the order of the table.
    let groups: [Group]
    /// Level of the groups; `nil` where there is one list for all.
    let level: String?

    /// Worst-served buurten that are named per group.
    private static let named = 3

    /// `nil` where the project has no distance to the layer.
    ///
    /// - Parameters:
    ///   - layer: The layer.
    ///   - workspace: The data.
    ///   - results: What was computed.
    ///   - words: The language.
    ///   - only: Buurten that are looked at; `nil` for all.
    ///   - boxes: Boxes of all buurten, where they are known already.
    init?(
        _ layer: Layer, _ workspace: Workspace, _ results: AnalysisResults, _ words: Words,
        only: Set<Int>? = nil, boxes: [Box]? = nil
    ) {
        let columns = LayerColumns(layer.name, results)
        guard let mean = columns.mean else { return nil }
        self.layer = words.layer(layer.name)
        measure = words("measure." + columns.kind)
        self.mean =
            columns.meanTotal.map { words.amount($0, "m", decimals: 0) } ?? words("value.none")
        indicator = mean.indicator.id
        sentences =
            [columns.sentence(self.layer, words)]
            + [columns.lost(self.layer, workspace.buurten.names, words)].compactMap { $0 }
        let boxes = boxes ?? buurtBoxes(workspace.buurten.polygons, count: workspace.buurten.count)
        let reasons = Reasons(
            columns: columns, words: words, nearest: NearestNames(layer, workspace, boxes))
        let level = summaryLevel(workspace.buurten)
        self.level = level?.name
        var members: [Int: [Int]] = [:]
        for row in mean.values.indices
        where mean.values[row].number != nil && only?.contains(row) ?? true {
            members[level.map { Int($0.groupOfBuurt[row]) } ?? 0, default: []].append(row)
        }
        groups = members.keys.sorted().map { group in
            let rows = (members[group] ?? []).sorted { one, other in
                let a = mean.values[one].number ?? 0, b = mean.values[other].number ?? 0
                return a != b ? a > b : one < other
            }
            let worst = rows.filter(columns.isBadlyServed).prefix(Self.named).map { row in
                Served(
                    row: row, name: workspace.buurten.names[row],
                    people: words.inBrackets(results.buurten.inhabitants[row]),
                    distance: mean.values[row].number ?? 0, reasons: reasons.text(row))
            }
            let name = level.map { level in
                level.names[group].isEmpty ? level.codes[group] : level.names[group]
            }
            return Group(name: name ?? "", worst: Array(worst))
        }
    }
}

/// The level by which the summary is divided: the first whose groups hold several buurten, if there are
/// not too many of them.
func summaryLevel(_ buurten: Buurten) -> GroupLevel? {
    buurten.groups.first { $0.codes.count > 1 && $0.codes.count * 2 <= buurten.count }
}

extension Words {
    /// ` (4.260 inwoners)`; empty where they are not known.
    fileprivate func inBrackets(_ people: IndicatorValue) -> String {
        people.number.map {
            " (" + self("summary.people", ["inhabitants": number($0, decimals: 0)]) + ")"
        } ?? ""
    }
}

/// Why a buurt is badly served, in words.
private struct Reasons {
    let columns: LayerColumns
    let words: Words
    let nearest: NearestNames?

    func text(_ row: Int) -> String {
        [
            distance(row), detour(row), share(row), unsafe(row), unreached(row), inside(row),
            nearest?.text(row, words),
        ].compactMap { $0 }.joined(separator: "; ")
    }

    private var threshold: String { "\(columns.threshold)\u{A0}m" }

    private func distance(_ row: Int) -> String? {
        guard let value = columns.mean?.values[row].number else { return nil }
        let part = words(
            "summary.buurt",
            ["distance": words.amount(value, "m", decimals: 0), "way": columns.way(words)])
        guard let total = columns.meanTotal, total > 0, value >= 1.3 * total else { return part }
        let times = words.number(value / total, decimals: 1)
        return part + " (" + words("summary.times", ["times": times]) + ")"
    }

    /// Where the way is much longer than the straight line, that is why.
    private func detour(_ row: Int) -> String? {
        guard let value = columns.mean?.values[row].number,
            let straight = columns.straight?.values[row].number, straight > 0,
            value >= 1.5 * straight
        else { return nil }
        return words(
            "summary.detour",
            [
                "distance": words.amount(straight, "m", decimals: 0),
                "times": words.number(value / straight, decimals: 1),
            ])
    }

    private func share(_ row: Int) -> String? {
        guard let share = columns.share?.values[row].number else { return nil }
        return words(
            share < 0.05 ? "summary.nobody" : "summary.share",
            [
                "threshold": threshold, "share": words.amount(share, "%", decimals: 0),
                "way": columns.way(words),
            ])
    }

    private func unsafe(_ row: Int) -> String? {
        guard let lost = columns.lost?.values[row].number, lost >= 5 else { return nil }
        return words(
            "summary.unsafe",
            ["share": words.amount(lost, "%", decimals: 0), "threshold": threshold])
    }

    private func unreached(_ row: Int) -> String? {
        guard let share = columns.unreached?.values[row].number, share >= 5 else { return nil }
        return words("summary.unreached", ["share": words.amount(share, "%", decimals: 0)])
    }

    private func inside(_ row: Int) -> String? {
        guard let count = columns.count?.values[row].number else { return nil }
        return count == 0
            ? words("summary.noinside")
            : words("summary.inside", ["count": words.number(count, decimals: 0)])
    }
}

/// The feature of a layer of points that lies nearest to the middle of a buurt.
private struct NearestNames {
    private let names: AttributeColumn
    private let points: PointSet
    private let middles: [(x: Double, y: Double)]

    /// Few enough to look at each.
    private static let most = 5_000

    init?(_ layer: Layer, _ workspace: Workspace, _ boxes: [Box]) {
        guard let names = layer.nameColumn,
            let row = workspace.layers.firstIndex(where: { $0.name == layer.name }),
            let geometry = try? workspace.drawnGeometry(ofLayer: row),
            (1...Self.most).contains(geometry.points.count)
        else { return nil }
        self.names = names
        points = geometry.points
        middles = boxes.map { (($0.minX + $0.maxX) / 2, ($0.minY + $0.maxY) / 2) }
    }

    func text(_ row: Int, _ words: Words) -> String? {
        let (x, y) = middles[row]
        var best = Double.infinity
        var place = -1
        for k in points.x.indices {
            let dx = points.x[k] - x, dy = points.y[k] - y
            let square = dx * dx + dy * dy
            if square < best { (best, place) = (square, k) }
        }
        guard place >= 0, let name = names.text(Int(points.feature[place])) else { return nil }
        let metres = (best.squareRoot() / 10).rounded() * 10
        return words(
            "summary.nearest", ["name": name, "distance": words.amount(metres, "m", decimals: 0)])
    }
}
