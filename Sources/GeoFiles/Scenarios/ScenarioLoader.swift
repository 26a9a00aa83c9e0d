// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
import Planar
public import Scenarios

/// A scenario whose sources were read and checked against a project.
public struct LoadedScenario: Sendable {
    /// The changes of the workspace.
    public var scenario: Scenario
    /// Where drawn features came from.
    public var inputs: [InputRecord]
    /// What is odd about it, such as a filter that selects nothing.
    public var warnings: [String]
    /// Facts for the log.
    public var notes: [String]
}

/// Reads what a scenario draws and settles which features it means.
///
/// - Parameters:
///   - file: The scenario.
///   - project: The project that it changes.
///   - workspace: That project, loaded.
///   - options: Grids, as for the project.
/// - Returns: The scenario with what is odd about it.
/// - Throws: ``GeoFileError`` in one line: a change of a layer or column that is not there, a drawing
///   that cannot be read or lies elsewhere, changes that contradict each other.
public func load(
    _ file: ScenarioFile, of project: ProjectFile, in workspace: Workspace, options: LoadOptions
) throws(GeoFileError) -> LoadedScenario {
    var loader = ScenarioLoader(project: project, workspace: workspace, options: options)
    for change in file.changes { try loader.add(change) }
    try loader.refuseContradictions(file.changes)
    return LoadedScenario(
        scenario: Scenario(name: file.name, title: file.title, changes: loader.changes),
        inputs: loader.inputs, warnings: loader.warnings, notes: loader.notes)
}

/// See ``load(_:of:in:options:)``.
struct ScenarioLoader {
    let project: ProjectFile
    let workspace: Workspace
    let options: LoadOptions
    var changes: [Change] = []
    var inputs: [InputRecord] = []
    var warnings: [String] = []
    var notes: [String] = []

    init(project: ProjectFile, workspace: Workspace, options: LoadOptions) {
        self.project = project
        self.workspace = workspace
        self.options = options
    }

    /// Reads one change.
    mutating func add(_ change: ChangeDescription) throws(GeoFileError) {
        changes.append(
            Change(
                id: change.id, title: change.title, effect: try effect(of: change),
                cost: change.cost,
                period: change.period, planned: change.planned, requires: change.requires,
                excludes: change.excludes, isChosen: change.isChosen))
    }

    private mutating func effect(of change: ChangeDescription) throws(GeoFileError) -> Effect {
        switch change.verb {
        case .inhabitants: return .settle(try residents(change))
        case .speed: return try speedEffect(change)
        default: break
        }
        let row = try layerRow(change)
        switch change.verb {
        case .add:
            return .exchange(
                layer: row, removing: FeaturePick(), adding: try fragment(change, row))
        case .remove:
            return .exchange(layer: row, removing: try pick(change, row), adding: nil)
        case .replace:
            return .exchange(
                layer: row, removing: try pick(change, row), adding: try fragment(change, row))
        case .set: return try setEffect(change, row)
        default: return try moveEffect(change, row)
        }
    }

    func failure(_ change: ChangeDescription, _ message: String) -> GeoFileError {
        GeoFileError(.badData, "\(change.file):\(change.line): change \(change.id): \(message)")
    }

    mutating func warn(_ change: ChangeDescription, _ message: String) {
        warnings.append("\(change.file):\(change.line): change \(change.id): \(message)")
    }

    private func layerRow(_ change: ChangeDescription) throws(GeoFileError) -> Int {
        let names = workspace.layers.map(\.name)
        let wanted = change.layer ?? ""
        if let row = names.firstIndex(of: wanted) { return row }
        if wanted == workspace.population?.layer {
            throw failure(
                change,
                "\(wanted) is where people live; new dwellings are written as "
                    + "inhabitants: 120, at: [x, y]")
        }
        throw failure(change, "the project has no layer \"\(wanted)\"" + proposal(wanted, names))
    }

    /// Features of the layer and of what earlier changes add to it that the filter selects.
    mutating func pick(
        _ change: ChangeDescription, _ row: Int
    ) throws(GeoFileError) -> FeaturePick {
        var pick = FeaturePick(base: try selected(change, workspace.layers[row]))
        for earlier in changes {
            guard case .exchange(row, _, let added?) = earlier.effect else { continue }
            let rows = try selected(change, added)
            if !rows.isEmpty { pick.added[earlier.id] = rows }
        }
        if pick.isEmpty {
            let name = workspace.layers[row].name
            warn(
                change,
                change.filter.map { "no feature of \(name) is where \($0)" }
                    ?? "\(name) has no feature")
        }
        return pick
    }

    private func selected(
        _ change: ChangeDescription, _ layer: Layer
    ) throws(GeoFileError) -> [Int32] {
        guard let filter = change.filter else {
            return (0..<layer.count).map { Int32(truncatingIfNeeded: $0) }
        }
        let flags = try FilterMasks.flags(
            of: layer.attributes, where: filter,
            name: "\(change.file):\(change.line): change \(change.id): layer \(layer.name)")
        return flags.indices.filter { flags[$0] }.map { Int32(truncatingIfNeeded: $0) }
    }

    private mutating func setEffect(
        _ change: ChangeDescription, _ row: Int
    ) throws(GeoFileError) -> Effect {
        let layer = workspace.layers[row]
        let pick = try pick(change, row)
        let values = try values(of: change, in: layer)
        return .set(
            layer: row, pick, values: values, masks: try masks(after: values, pick, row, change))
    }

    /// In which selections the features of a pick are once they have new values.
    func masks(
        after values: [AttributeColumn], _ pick: FeaturePick, _ row: Int,
        _ change: ChangeDescription
    ) throws(GeoFileError) -> [String: [Bool]] {
        let layer = workspace.layers[row]
        guard !layer.masks.isEmpty else { return [:] }
        var table = layer.attributes.selecting(pick.base)
        for (id, rows) in pick.added.sorted(by: { $0.key < $1.key }) {
            guard case .exchange(_, _, let added?)? = changes.first(where: { $0.id == id })?.effect
            else { continue }
            table.append(added.attributes.selecting(rows))
        }
        for value in values {
            guard let place = table.columns.firstIndex(where: { $0.name == value.name }) else {
                continue
            }
            for row in 0..<table.count { table.columns[place].set(row, to: value) }
        }
        return try masks(of: table, row, change)
    }

    /// In which selections of a layer the rows of a table with its columns are.
    func masks(
        of table: AttributeTable, _ row: Int, _ change: ChangeDescription
    ) throws(GeoFileError) -> [String: [Bool]] {
        var masks: [String: [Bool]] = [:]
        guard
            let description = project.layers.first(where: { $0.name == workspace.layers[row].name })
        else { return masks }
        let ids = (0..<Int64(table.count)).map { $0 + 1 }
        for name in workspace.layers[row].masks.keys {
            let text = description.selections[name] ?? name
            if let column = table[text] {
                var rows = FeatureTable()
                rows.ids = ids
                masks[name] = try FlagColumn.flags(column, rows, description)
            } else {
                masks[name] = try FilterMasks.flags(
                    of: table, where: text,
                    name: "\(change.file):\(change.line): change \(change.id)")
            }
        }
        return masks
    }

    private mutating func moveEffect(
        _ change: ChangeDescription, _ row: Int
    ) throws(GeoFileError) -> Effect {
        let pick = try pick(change, row)
        if let shift = change.shift { return .move(layer: row, pick, x: shift.x, y: shift.y) }
        let layer = workspace.layers[row]
        let points = layer.geometry.points
        let places = points.feature.indices.filter { pick.base.contains(points.feature[$0]) }
        guard let target = change.target, pick.base.count == 1, pick.added.isEmpty,
            places.count == 1
        else {
            throw failure(
                change,
                "to: [x, y] moves one point, and this is "
                    + "\(pick.base.count + pick.added.values.reduce(0) { $0 + $1.count }) features"
                    + "; correct where:, or write by: [east, north]")
        }
        return .move(
            layer: row, pick, x: target.x - points.x[places[0]], y: target.y - points.y[places[0]])
    }
}
