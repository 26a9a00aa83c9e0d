// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
import Planar

/// `factsheets/<gemeente>.html`, one or two printable pages per gemeente.
///
/// Key figures beside those of all, maps, what needs attention, the five pillars of the Regio Deal, works
/// and method.
public struct Factsheet: Sendable {
    let workspace: Workspace
    let results: AnalysisResults
    let facts: RunFacts
    let settings: MapSettings
    /// Table of the level.
    let table: ResultTable
    /// Row of the group in the table.
    let group: Int
    /// Buurten of the group.
    let members: [Int]
    /// What all factsheets of a run share.
    let shared: Shared

    /// Boxes of the buurten, and the classes of the columns that maps may show.
    struct Shared: Sendable {
        let boxes: [Box]
        let classes: [String: Classification]
    }

    /// Name of the file, such as `factsheets/Utrecht.html`.
    public let fileName: String
    /// Name of the group.
    public let name: String

    /// The factsheets of a project: one per row of the level `gemeente`, or of the last level where there
    /// is none; none without levels.
    ///
    /// - Parameters:
    ///   - workspace: The data.
    ///   - results: What was computed.
    ///   - facts: What is told of the run.
    ///   - settings: Language, classes and colours.
    /// - Returns: The factsheets in the order of the table; the row of buurten without a group has none.
    public static func all(
        _ workspace: Workspace, _ results: AnalysisResults, facts: RunFacts, settings: MapSettings
    ) -> [Factsheet] {
        let levels = workspace.buurten.groups
        guard let row = levels.firstIndex(where: { $0.name == "gemeente" }) ?? levels.indices.last
        else { return [] }
        var members = [[Int]](repeating: [], count: levels[row].codes.count)
        for (buurt, group) in levels[row].groupOfBuurt.enumerated() {
            members[Int(group)].append(buurt)
        }
        let shared = Shared(
            boxes: buurtBoxes(workspace.buurten.polygons, count: workspace.buurten.count),
            classes: classes(of: mapColumns(workspace, results), settings))
        var taken: Set<String> = []
        return members.indices.compactMap { group in
            guard !levels[row].codes[group].isEmpty, !members[group].isEmpty else { return nil }
            let name = levels[row].names[group]
            var file = fileStem(name.isEmpty ? levels[row].codes[group] : name)
            // Two gemeenten of one name, and names that differ by case only, keep their own files.
            if !taken.insert(file.lowercased()).inserted {
                file += "-" + fileStem(levels[row].codes[group])
                taken.insert(file.lowercased())
            }
            return Factsheet(
                workspace: workspace, results: results, facts: facts, settings: settings,
                table: results.groups[row], group: group, members: members[group], shared: shared,
                fileName: "factsheets/\(file).html",
                name: name.isEmpty ? levels[row].codes[group] : name)
        }
    }

    var words: Words { settings.words }

    /// The page.
    ///
    /// - Complexity: O(buurten of the group × indicators).
    public func document() -> String {
        var fields: [String: Any] = [
            "lang": settings.language.rawValue, "w": words.fields, "name": name,
            "title": words("fact.title", ["gemeente": name]), "project": workspace.plan.project,
            "css": resource(PackageResources.factsheet_css) + MapStyle.shared,
            "made": words(
                "app.made", ["date": words.date(facts.created), "version": facts.version]) + ".",
            "scope": scope, "notes": results.assumptions.map { ["text": words.told($0)] },
            "figures": figures, "hasPrevious": settings.previous != nil,
            "pillars": pillars, "previousNote": previousNote,
            "hash": facts.hash, "sources": sources,
            "assumptions": ReportPage.assumptions(workspace, results, words).map { ["text": $0] },
            "noWorks": words("fact.noworks", ["gemeente": name]),
        ]
        let maps = maps
        fields["maps"] = maps
        fields["mapStyles"] = maps.compactMap { $0["style"] as? String }.joined()
        let worst = worstServed
        fields["worst"] = worst
        fields["hasWorst"] = !worst.isEmpty
        let works = PlannedWork.all(workspace, in: members, boxes: shared.boxes, words)
        for (key, value) in workFields(works) { fields[key] = value }
        return PageTemplate.factsheet.render(fields)
    }

    /// Works that a page has room for.
    private static let mostWorks = 12

    private func workFields(_ works: [PlannedWork]) -> [String: Any] {
        func text(_ euros: Double?) -> String {
            euros.map { "€\u{A0}" + words.number($0, decimals: 0) } ?? words("value.none")
        }
        let costs = works.compactMap(\.euros)
        let left = works.count - Self.mostWorks
        return [
            "hasWorks": !works.isEmpty, "hasEuros": !costs.isEmpty,
            "works": PlannedWork.chosen(works, most: Self.mostWorks, year: workspace.plan.year)
                .map { work in
                    [
                        "name": work.name, "kind": work.kind, "years": work.years,
                        "size": work.size ?? words("value.none"), "euros": text(work.euros),
                    ]
                },
            "moreWorks": left > 0 ? words("fact.moreworks", ["count": "\(left)"]) : "",
            "hasSum": costs.count > 1, "sum": text(costs.reduce(0, +)),
        ]
    }

    private var previousNote: String {
        settings.previous.map {
            words("fact.previousnote", ["wave": $0.text(words), "hash": $0.hash])
        } ?? ""
    }

    private var scope: String {
        let people = table.inhabitants[group].number
        let buurten = words.buurten(members.count)
        return people.map {
            "\(buurten), \(words("summary.people", ["inhabitants": words.number($0, decimals: 0)]))."
        } ?? "\(buurten)."
    }

    private var sources: String {
        let names = facts.inputs.map { "\(words.layer($0.layer)) (\($0.source))" }
        return words("map.source") + ": " + names.joined(separator: ", ") + "."
    }

    // MARK: Figures

    /// Columns that a page has room for: of each layer its service and its amount, at most twelve.
    private var keyColumns: [ResultColumn] {
        var chosen: [String] = []
        for layer in workspace.layers {
            let own = LayerColumns(layer.name, results)
            chosen += [own.mean, own.share].compactMap { $0?.indicator.id }
            for key in ["count", "cover_share", "people_share", "share", "per_inhabitant", "size"]
            where !(key == "count" && layer.role == .green) {
                chosen.append(layer.name + "_" + key)
            }
        }
        let columns = table.columns.filter { chosen.contains($0.indicator.id) }
        return Array(
            (columns.isEmpty ? table.columns : columns).prefix(settings.previous == nil ? 14 : 12))
    }

    private var figures: [[String: Any]] {
        let layers = workspace.layers.map(\.name)
        return keyColumns.map { column in
            let indicator = column.indicator
            let text = IndicatorWords(indicator, layers: layers, words)
            let value = column.values[group]
            let total = results.total.columns.first { $0.indicator.id == indicator.id }?
                .values.first
            var fields: [String: Any] = [
                "title": text.title, "value": show(value, indicator),
                "total": total.map { show($0, indicator) } ?? words("value.none"),
                "difference": words("value.none"), "tone": "",
            ]
            addPrevious(value, indicator, to: &fields)
            // A sum over all gemeenten is no mean to compare with.
            guard let own = value.number, let all = total?.number, !isSum(indicator) else {
                return fields
            }
            let difference = own - all
            fields["difference"] = words.difference(
                difference, indicator.unit, decimals: indicator.decimals)
            if let isBetter = isBetter(difference, indicator) {
                fields["tone"] = isBetter ? "better" : "worse"
                fields["verdict"] = words(isBetter ? "fact.better" : "fact.worse")
            }
            return fields
        }
    }

    /// The number of the earlier run, and what changed since.
    private func addPrevious(
        _ value: IndicatorValue, _ indicator: Indicator, to fields: inout [String: Any]
    ) {
        fields["previous"] = words("value.none")
        fields["change"] = words("value.none")
        let code = table.codes[group]
        // A number that is hidden now does not come to light by its change.
        guard let own = value.number,
            let earlier = settings.previous?.number(indicator, level: table.level, code: code)
        else { return }
        fields["previous"] = show(.present(earlier), indicator)
        fields["change"] = words.difference(
            own - earlier, indicator.unit, decimals: indicator.decimals)
        if let isBetter = isBetter(own - earlier, indicator) {
            fields["changeTone"] = isBetter ? "better" : "worse"
            fields["changeVerdict"] = words(isBetter ? "fact.better" : "fact.worse")
        }
    }

    /// Whether more of an indicator is better; `nil` where it is neither or nothing that readers see.
    private func isBetter(_ difference: Double, _ indicator: Indicator) -> Bool? {
        let isSame =
            words.number(difference.magnitude, decimals: indicator.decimals)
            == words.number(0, decimals: indicator.decimals)
        guard indicator.direction != .neutral, !isSame else { return nil }
        return (difference > 0) == (indicator.direction == .higher)
    }

    private func isSum(_ indicator: Indicator) -> Bool {
        ["_count", "_length", "_area", "_size"].contains { indicator.id.hasSuffix($0) }
    }

    private func show(_ value: IndicatorValue, _ indicator: Indicator) -> String {
        guard let number = value.number else { return words.status(value) }
        return words.amount(number, indicator.unit, decimals: indicator.decimals)
    }

    // MARK: Maps

    /// Up to three maps: the mean distances of the first layers, then what else there is.
    private var maps: [[String: Any]] {
        let known = Self.mapColumns(workspace, results).filter { column in
            members.contains { column.values[$0].number != nil }
        }
        let chosen = known.isEmpty ? results.buurten.columns.prefix(2) : known.prefix(3)
        let drawing = MapDrawing(workspace, members: members, width: 1400, tallest: 1.15)
        return chosen.enumerated().map { place, column in fields(column, drawing, "m\(place)") }
    }

    /// Columns that maps may show: of each layer how many people it serves, or what it covers.
    private static func mapColumns(
        _ workspace: Workspace, _ results: AnalysisResults
    ) -> [ResultColumn] {
        workspace.layers.compactMap { layer in
            let own = LayerColumns(layer.name, results)
            let cover = results.buurten.columns.first {
                $0.indicator.id == layer.name + "_cover_share"
            }
            return layer.role == .zone ? cover : own.share ?? own.mean
        }
    }

    private static func classes(
        of columns: [ResultColumn], _ settings: MapSettings
    ) -> [String: Classification] {
        var classes: [String: Classification] = [:]
        for column in columns {
            classes[column.indicator.id] = settings.classes(
                of: settings.reference[column.indicator.id]
                    ?? column.values.compactMap(\.number), column.indicator)
        }
        return classes
    }

    private func fields(
        _ column: ResultColumn, _ drawing: MapDrawing, _ id: String
    ) -> [String: Any] {
        // Classes of all gemeenten, so that factsheets can be laid side by side.
        let own = ResultColumn(
            indicator: column.indicator, values: members.map { column.values[$0] })
        let map = IndicatorMap(
            own, total: nil, layers: workspace.layers.map(\.name), settings: settings,
            comparable: [column], classification: shared.classes[column.indicator.id])
        // On so small a map the borders of zones hide what they are about.
        let overlay = drawing.overlays.first {
            $0.layer == column.indicator.layer && $0.role != .zone
        }
        let over = overlay.map { "<g class=\"o-\($0.role.rawValue)\">\($0.elements)</g>" } ?? ""
        let title = Legend.title(map.text.title, map.indicator)
        let scale = MapFurniture.scaleBar(
            drawing.outline.frame, x: 130, y: Double(drawing.height) + 120, size: 52, words)
        let patterns = (MapFurniture.patterns(28) + MapFurniture.clips(drawing.outline.frame))
            .replacing("id=\"", with: "id=\"\(id)-")
        let elements =
            "<g class=\"buurten\">"
            + drawing.buurten {
                map.className($0)
            } title: {
                "\(drawing.names[$0]): \(map.valueText($0, words))"
            } + "</g>" + drawing.borderElement + drawing.panelTitles(size: 60) + over
            + drawing.labels(size: 50, over: overlay) + scale
        return [
            "id": id, "title": title, "width": drawing.width, "height": drawing.height + 150,
            "label": "\(title), \(name)", "patterns": patterns,
            "elements": elements.replacing("url(#panel", with: "url(#\(id)-panel"),
            "style": MapStyle.classes(map.legend, scope: "#\(id) ")
                + "#\(id) .cm{fill:url(#\(id)-missing)}#\(id) .cs{fill:url(#\(id)-suppressed)}",
            "legend": legend(map),
        ]
    }

    private func legend(_ map: IndicatorMap) -> [[String: Any]] {
        var rows: [[String: Any]] = map.legend.enumerated().map { row, entry in
            ["mark": "c\(row)", "label": entry.label, "count": words.buurten(entry.count)]
        }
        for (mark, key, count) in [
            ("cm", "legend.missing", map.absent.missing),
            ("cs", "legend.suppressed", map.absent.suppressed),
            ("cn", "legend.notapplicable", map.absent.notApplicable),
        ] where count > 0 {
            rows.append(["mark": mark, "label": words(key), "count": words.buurten(count)])
        }
        return rows
    }

    // MARK: Attention and pillars

    private var worstServed: [[String: Any]] {
        let own = Set(members)
        return workspace.layers.filter { $0.role == .destination }.prefix(2).compactMap { layer in
            guard
                let served = ServiceSummary(
                    layer, workspace, results, words, only: own, boxes: shared.boxes)?
                    .groups.flatMap(\.worst).sorted(by: { $0.distance > $1.distance }).prefix(3),
                !served.isEmpty
            else { return nil }
            return [
                "title": words.layer(layer.name).capitalisedFirst,
                "buurten": served.map(\.fields),
            ]
        }
    }

    /// Stand for the mean distance and the share within reach, walking or straight as everywhere else.
    private static let mean = "MEAN", share = "SHARE"

    /// What the layers of the project say of each pillar; those without spatial data say so.
    private var pillars: [[String: Any]] {
        let says: [(key: String, roles: [LayerRole], suffix: [String])] = [
            ("health", [.green], [Self.mean, "access_300_1ha"]),
            ("safety", [.zone], ["people_share", "cover_share"]),
            ("participation", [.destination], [Self.share, "count"]),
            ("education", [], []),
            ("living", [.green, .site], ["share", "per_inhabitant", "count", "size"]),
        ]
        let layers = workspace.layers.map(\.name)
        return says.map { pillar in
            var parts: [String] = []
            for layer in workspace.layers where pillar.roles.contains(layer.role) {
                let own = LayerColumns(layer.name, results)
                for suffix in pillar.suffix {
                    let id =
                        (suffix == Self.mean
                            ? own.mean?.indicator.id
                            : suffix == Self.share ? own.share?.indicator.id : nil)
                        ?? "\(layer.name)_\(suffix)"
                    guard let column = table.columns.first(where: { $0.indicator.id == id }),
                        let number = column.values[group].number
                    else { continue }
                    let indicator = column.indicator
                    let title = IndicatorWords(indicator, layers: layers, words).title
                    parts.append(
                        title + ": "
                            + words.amount(number, indicator.unit, decimals: indicator.decimals))
                }
            }
            return [
                "name": words("pillar." + pillar.key),
                "text": parts.isEmpty ? words("fact.nodata") : parts.joined(separator: "; ") + ".",
            ]
        }
    }
}

/// A name as part of a file name: letters, digits and hyphens, at most 60 of them.
func fileStem(_ name: String) -> String {
    var stem = ""
    for character in name {
        if character.isLetter || character.isNumber {
            stem.append(character)
        } else if !stem.isEmpty, !stem.hasSuffix("-") {
            stem.append("-")
        }
    }
    while stem.hasSuffix("-") { stem.removeLast() }
    return stem.isEmpty ? "gemeente" : String(stem.prefix(60))
}
