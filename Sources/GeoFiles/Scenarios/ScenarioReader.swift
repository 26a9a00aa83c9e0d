// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Scenarios
import Yams

/// Reads a scenario file and checks everything that can be checked without opening a source.
///
/// - Parameter path: The YAML file, UTF-8.
/// - Returns: The scenario as the file describes it, with the changes of those it builds on.
/// - Throws: A ``GeoFileError`` with code `missingInput` where there is no such file, else `badData`.
public func readScenario(at path: String) throws(GeoFileError) -> ScenarioFile {
    try readScenario(at: path, above: [])
}

private func readScenario(
    at path: String, above: [String]
) throws(GeoFileError) -> ScenarioFile {
    let text = try projectText(at: path, kind: "scenario")
    let node = try composeProject(text, file: path, needs: "scenario and changes")
    let root = try ProjectMapping(node, what: "the scenario file", file: path)
    try root.refuseUnknown(among: ["scenario", "based_on", "changes"])
    var changes: [ChangeDescription] = []
    var files: [String] = []
    if let below = try root.text("based_on") {
        let full = resolved(below, besides: path)
        if (above + [path]).contains(where: { isSameFile($0, full) }) {
            throw root.failure(
                "based_on", "the scenario is built on itself by way of \(below); name another")
        }
        let base = try readScenario(at: full, above: above + [path])
        (changes, files) = (base.changes, base.files)
    }
    let title = try root.text("scenario")
    let own = try root.required(
        root.list("changes", example: "- {id: hub, add: meeting_places, at: [136043, 459230]}"),
        "changes", "changes: [{id: hub, add: meeting_places, at: [136043, 459230]}]")
    for node in own {
        let change = try ChangeReader(node, file: path).change()
        if let first = changes.first(where: { $0.id == change.id }) {
            throw root.failure(
                change.line,
                "change \"\(change.id)\" is here a second time (first in "
                    + (first.file == path ? "line \(first.line)" : "\(first.file):\(first.line)")
                    + "); give each an id of its own")
        }
        changes.append(change)
    }
    guard !changes.isEmpty else {
        throw root.failure("changes", "changes is an empty list; a scenario changes something")
    }
    try refuseUnknownPartners(changes, root)
    let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    return ScenarioFile(
        path: path, name: name, title: title ?? name, changes: changes, files: files + [path])
}

/// A path relative to the file that names it.
private func resolved(_ name: String, besides path: String) -> String {
    if name.hasPrefix("/") { return name }
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? name : folder + "/" + name
}

private func isSameFile(_ a: String, _ b: String) -> Bool {
    URL(fileURLWithPath: a).standardizedFileURL.resolvingSymlinksInPath()
        == URL(fileURLWithPath: b).standardizedFileURL.resolvingSymlinksInPath()
}

/// Names under `requires` and `excludes` must be changes, and prerequisites must not run in a circle.
private func refuseUnknownPartners(
    _ changes: [ChangeDescription], _ root: ProjectMapping
) throws(GeoFileError) {
    let ids = changes.map(\.id)
    for change in changes {
        for partner in change.requires + change.excludes where !ids.contains(partner) {
            throw root.failure(
                change.line,
                "change \(change.id): there is no change \"\(partner)\"" + proposal(partner, ids))
        }
        for partner in change.requires + change.excludes where partner == change.id {
            throw root.failure(change.line, "change \(change.id) names itself; take that out")
        }
        var reached = change.requires
        var place = 0
        while place < reached.count {
            let next = changes.first { $0.id == reached[place] }?.requires ?? []
            reached += next.filter { !reached.contains($0) }
            place += 1
        }
        if reached.contains(change.id) {
            throw root.failure(
                change.line,
                "change \(change.id) requires itself by way of "
                    + change.requires.joined(separator: ", ") + "; break the circle")
        }
    }
}
