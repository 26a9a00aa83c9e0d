// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios
import Yams

/// Reads one entry under `changes`.
struct ChangeReader {
    private let entry: ProjectMapping
    private let id: String

    private static let common = [
        "id", "title", "cost", "works", "from", "until", "planned", "requires", "excludes",
        "chosen",
    ]

    init(_ node: Node, file: String) throws(GeoFileError) {
        let entry = try ProjectMapping(node, what: "a change", file: file)
        id = try entry.required(entry.text("id"), "id", "id: hub")
        self.entry = try ProjectMapping(node, what: "change \(id)", file: file)
    }

    func change() throws(GeoFileError) -> ChangeDescription {
        let verb = try verb()
        try entry.refuseUnknown(
            among: [verb.rawValue] + Self.common + Self.keys(of: verb))
        var change = ChangeDescription(id: id, verb: verb, line: entry.line, file: entry.file)
        change.title = try entry.text("title")
        try readDetail(&change)
        change.cost = try entry.number("cost", .notNegative) ?? 0
        change.period = try period(entry)
        if let planned = try entry.mapping("planned", what: "planned of change \(id)") {
            try planned.refuseUnknown(among: ["works", "from", "until"])
            change.planned = try period(planned)
        }
        change.requires = try entry.texts("requires", example: "[renovation]") ?? []
        change.excludes = try entry.texts("excludes", example: "[lint-b]") ?? []
        if let chosen = try entry.text("chosen") {
            guard ["yes", "no", "true", "false"].contains(chosen) else {
                throw entry.failure(
                    "chosen", "chosen of change \(id) is \(chosen); write yes or no")
            }
            change.isChosen = chosen == "yes" || chosen == "true"
        }
        return change
    }

    private static func keys(of verb: ChangeVerb) -> [String] {
        let place = ["with", "geometry", "at", "crs"]
        return switch verb {
        case .add: place + ["attributes"]
        case .replace: place + ["where", "attributes"]
        case .remove: ["where"]
        case .set: ["where", "attributes"]
        case .move: ["where", "to", "by"]
        case .speed: []
        case .inhabitants: place
        }
    }

    private func verb() throws(GeoFileError) -> ChangeVerb {
        let found = ChangeVerb.allCases.filter { entry.entry($0.rawValue) != nil }
        let names = ChangeVerb.allCases.map(\.rawValue)
        if found.count > 1 {
            throw entry.failure(
                entry.line,
                "change \(id) has both \(found[0].rawValue) and \(found[1].rawValue); split it in two"
            )
        }
        if let verb = found.first { return verb }
        for key in entry.entries where !Self.common.contains(key.key) {
            if let meant = nearestName(to: key.key, among: names) {
                throw entry.failure(
                    key.line,
                    "unknown key \"\(key.key)\" in change \(id): did you mean \"\(meant)\"?")
            }
        }
        throw entry.failure(
            entry.line,
            "change \(id) says nothing to do; it needs one of "
                + names.joined(separator: ", "))
    }

    private func readDetail(_ change: inout ChangeDescription) throws(GeoFileError) {
        switch change.verb {
        case .speed: try readSpeed(&change)
        case .inhabitants:
            change.people = try entry.number("inhabitants", .positive) ?? 0
            change.drawn = try drawn()
        default: change.layer = try entry.text(change.verb.rawValue)
        }
        change.filter = try entry.text("where")
        switch change.verb {
        case .add, .replace: change.drawn = try drawn()
        case .move: try readMove(&change)
        case .set:
            guard entry.entry("attributes") != nil else {
                throw entry.failure(
                    entry.line,
                    "change \(id) lacks attributes; add for instance "
                        + "attributes: {naam: Buurthub}")
            }
        default: break
        }
        try readAttributes(&change)
    }

    private func readAttributes(_ change: inout ChangeDescription) throws(GeoFileError) {
        guard let table = try entry.mapping("attributes", what: "attributes of change \(id)")
        else { return }
        for value in table.entries {
            let text = try table.scalar(
                value.value, "\(value.key) of change \(id)", value.line, needs: "a value")
            change.attributes.append((value.key, text.string, value.line))
        }
    }

    private func readMove(_ change: inout ChangeDescription) throws(GeoFileError) {
        change.target = try pair("to")
        change.shift = try pair("by")
        if (change.target == nil) == (change.shift == nil) {
            throw entry.failure(
                entry.line,
                "change \(id) needs either to: [x, y] or by: [east, north] in metres")
        }
    }

    private func readSpeed(_ change: inout ChangeDescription) throws(GeoFileError) {
        guard let speed = try entry.mapping("speed", what: "speed of change \(id)") else { return }
        try speed.refuseUnknown(among: ["inside", "along", "to", "within"])
        change.speed = try speed.required(speed.number("to", .positive), "to", "to: 30")
        let inside = try speed.text("inside")
        let along = try speed.text("along")
        guard (inside == nil) != (along == nil), let file = inside ?? along else {
            throw speed.failure(
                speed.line,
                "speed of change \(id) needs either inside: FILE with polygons or "
                    + "along: FILE with lines")
        }
        change.isAlong = along != nil
        change.within = try speed.number("within", .positive) ?? change.within
        change.drawn = DrawnFeatures(source: SourceDescription(source: file, line: speed.line))
    }

    private func drawn() throws(GeoFileError) -> DrawnFeatures {
        let file = try entry.text("with")
        let text = try entry.text("geometry")
        let at = try pair("at")
        let given = [file != nil, text != nil, at != nil].filter { $0 }.count
        guard given == 1 else {
            throw entry.failure(
                entry.line,
                given == 0
                    ? "change \(id) says no place; add with: FILE, geometry: WKT or at: [x, y]"
                    : "change \(id) says its place \(given) times; keep one of with, geometry and at"
            )
        }
        if let file {
            return DrawnFeatures(
                source: SourceDescription(
                    source: file, crs: try entry.text("crs"), line: entry.line))
        }
        if let at { return DrawnFeatures(text: "POINT (\(at.x) \(at.y))") }
        return DrawnFeatures(text: text)
    }

    /// Two numbers in a list.
    private func pair(_ key: String) throws(GeoFileError) -> (x: Double, y: Double)? {
        guard let nodes = try entry.list(key, example: "[136043, 459230]") else { return nil }
        let line = entry.entry(key)?.line ?? entry.line
        guard nodes.count == 2 else {
            throw entry.failure(
                line,
                "\(key) of change \(id) has \(nodes.count) entries where two are needed, "
                    + "such as [136043, 459230]")
        }
        return (
            try entry.number(nodes[0], "\(key) of change \(id)", line, .any),
            try entry.number(nodes[1], "\(key) of change \(id)", line, .any)
        )
    }

    private func period(_ mapping: ProjectMapping) throws(GeoFileError) -> Period {
        let from = try year(mapping, "from")
        let until = try year(mapping, "until")
        if let from, let until, until < from {
            throw mapping.failure(
                "until", "\(mapping.what) has until \(until) before from \(from); swap them")
        }
        return Period(works: try works(mapping), from: from, until: until)
    }

    private func year(_ mapping: ProjectMapping, _ key: String) throws(GeoFileError) -> Int? {
        guard let year = try mapping.number(key) else { return nil }
        return try whole(year, mapping, key)
    }

    private func whole(
        _ year: Double, _ mapping: ProjectMapping, _ key: String
    ) throws(GeoFileError) -> Int {
        guard year >= 1, year <= 9999, year == year.rounded() else {
            throw mapping.failure(
                key, "\(key) of \(mapping.what) is no year such as 2024")
        }
        return Int(year)
    }

    private func works(_ mapping: ProjectMapping) throws(GeoFileError) -> ClosedRange<Int>? {
        guard let nodes = try mapping.list("works", example: "[2021, 2022]") else { return nil }
        var years: [Int] = []
        for node in nodes {
            let value = try mapping.number(
                node, "works of \(mapping.what)", node.mark?.line ?? mapping.line, .any)
            years.append(try whole(value, mapping, "works"))
        }
        guard let first = years.first, let last = years.last, years.count <= 2, first <= last
        else {
            throw mapping.failure(
                "works",
                "works of \(mapping.what) is the first and the last year, such as "
                    + "[2021, 2022]")
        }
        return first...last
    }
}
