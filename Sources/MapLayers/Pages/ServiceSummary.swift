// SPDX-License-Identifier: EUPL-1.2
//
// The summary in words: for each layer how far people live from it, and which buurten of each group are
// worst served, with the numbers that say why. Rules, not judgement: the worst are those with the largest
// mean distance, and the reasons are what the other indicators of the layer say of the same buurt.
import Neighbourhoods
import Planar

/// How well one layer serves the people of the project.
struct ServiceSummary {
    /// A buurt with its reasons.
    struct Served {
        var row: Int
        var name: String
        var distance: Double
        var reasons: String
    }

    /// A group with its worst-served buurten.
    struct Group {
        var name: String
        var worst: [Served]
    }

    /// Layer as readers call it.
    let layer: String
    /// One sentence about all people.
    let sentence: String
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
        sentence = columns.sentence(self.layer, words)
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

/// The columns that say how a layer serves people.
struct LayerColumns {
    /// Mean distance: walking where the project has streets, else in a straight line.
    let mean: ResultColumn?
    let meanTotal: Double?
    /// Share of the people within the middle threshold.
    let share: ResultColumn?
    let shareTotal: Double?
    /// Metres of that threshold.
    let threshold: String
    /// Features in the buurt.
    let count: ResultColumn?

    init(_ layer: String, _ results: AnalysisResults) {
        let columns = results.buurten.columns.filter { $0.indicator.layer == layer }
        func column(_ key: String) -> ResultColumn? {
            columns.first { $0.indicator.id == layer + "_" + key }
        }
        func total(_ column: ResultColumn?) -> Double? {
            guard let column else { return nil }
            return results.total.columns.first { $0.indicator.id == column.indicator.id }?
                .values.first?.number
        }
        let kind = column("walk_mean") == nil ? "distance" : "walk"
        mean = column(kind + "_mean")
        meanTotal = total(mean)
        let shares = columns.filter {
            let tail = $0.indicator.id.dropFirst(layer.count + 1)
            return tail.hasPrefix(kind + "_share_")
        }
        share = shares.isEmpty ? nil : shares[shares.count / 2]
        shareTotal = total(share)
        threshold = share.map { String($0.indicator.id.split(separator: "_").last ?? "") } ?? ""
        count = column("count")
    }

    /// Whether people of a buurt live farther away than all do on average, and not nearly all of them
    /// within the threshold.
    func isBadlyServed(_ row: Int) -> Bool {
        guard let distance = mean?.values[row].number, let meanTotal else { return false }
        return distance > meanTotal && (share?.values[row].number ?? 0) < 90
    }

    func sentence(_ layer: String, _ words: Words) -> String {
        guard let meanTotal, let mean else { return words("summary.none", ["layer": layer]) }
        let distance = words.amount(meanTotal, "m", decimals: mean.indicator.decimals)
        guard let shareTotal else {
            return words("summary.totalbare", ["distance": distance, "layer": layer])
        }
        return words(
            "summary.total",
            [
                "distance": distance, "layer": layer, "threshold": "\(threshold)\u{A0}m",
                "share": words.amount(shareTotal, "%", decimals: 0),
            ])
    }
}

/// Why a buurt is badly served, in words.
private struct Reasons {
    let columns: LayerColumns
    let words: Words
    let nearest: NearestNames?

    func text(_ row: Int) -> String {
        var parts: [String] = []
        if let mean = columns.mean, let value = mean.values[row].number {
            var part = words("summary.buurt", ["distance": words.amount(value, "m", decimals: 0)])
            if let total = columns.meanTotal, total > 0, value >= 1.3 * total {
                let times = words.number(value / total, decimals: 1)
                part += " (" + words("summary.times", ["times": times]) + ")"
            }
            parts.append(part)
        }
        if let share = columns.share?.values[row].number {
            let threshold = "\(columns.threshold)\u{A0}m"
            parts.append(
                share < 0.05
                    ? words("summary.nobody", ["threshold": threshold])
                    : words(
                        "summary.share",
                        ["threshold": threshold, "share": words.amount(share, "%", decimals: 0)]))
        }
        if let count = columns.count?.values[row].number {
            parts.append(
                count == 0
                    ? words("summary.noinside")
                    : words("summary.inside", ["count": words.number(count, decimals: 0)]))
        }
        if let near = nearest?.text(row, words) { parts.append(near) }
        return parts.joined(separator: "; ")
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
