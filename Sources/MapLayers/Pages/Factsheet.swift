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
