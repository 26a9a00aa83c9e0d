// SPDX-License-Identifier: EUPL-1.2
//
// A changed workspace shares every layer that no change touches with its base: arrays are copied when
// they are written. A feature that goes keeps its row and loses its geometry, as one that is not in
// force does; features that come have the rows behind those of the base. So a row of the base means the
// same feature in every scenario, and re-evaluation can compare them.
public import Neighbourhoods
import Planar
import SpatialIndex

/// A workspace with changes, and where it differs from its base.
public struct ChangedWorkspace: Sendable {
    /// The workspace.
    public var workspace: Workspace
    /// The layers that differ.
    public var edits: [LayerEdit]
}

extension Workspace {
    /// The workspace after changes, in their order; untouched layers are shared.
    ///
    /// - Parameters:
    ///   - changes: Changes of this workspace.
    ///   - year: Year against which features count; `nil`: that of the plan.
    /// - Returns: The changed workspace, with the rows that differ.
    /// - Complexity: O(vertices of the layers that are changed).
    public func applying(_ changes: [Change], year: Int? = nil) -> ChangedWorkspace {
        var layers = layers
        var edits: [LayerEdit] = []
        for row in layers.indices {
            let own = changes.filter { $0.effect.layer == row }
            guard !own.isEmpty else { continue }
            var editing = LayerEditing(layers[row])
            for change in own { editing.apply(change) }
            (layers[row], edits) = (
                editing.finished(), edits + [LayerEdit(layer: row, altered: editing.altered)]
            )
        }
        var plan = plan
        plan.year = year ?? plan.year
        let residents: [NewResidents] = changes.compactMap {
            if case .settle(let residents) = $0.effect { residents } else { nil }
        }
        guard !residents.isEmpty else {
            return ChangedWorkspace(workspace: replacing(layers: layers, plan: plan), edits: edits)
        }
        let (buurten, population) = settled(residents)
        return ChangedWorkspace(
            workspace: Workspace(
                buurten: buurten, population: population, layers: layers, plan: plan),
            edits: edits)
    }

    /// What the weights of buurten are multiplied by, where they are scaled to a number of inhabitants.
    ///
    /// - Parameter rows: Buurten.
    /// - Returns: Per buurt the scale; nothing where weights are as given or nobody is there to scale.
    public func populationScales(of rows: Set<Int32>) -> [Int32: Double] {
        guard let population, let name = population.rescaleTo,
            let column = buurten.attributes[name]
        else { return [:] }
        let index = CoverageIndex(buurten.polygons, pointCount: population.count)
        var sums = [Int32: ExactSum]()
        for i in 0..<population.count {
            let buurt = index.feature(x: population.x[i], y: population.y[i])
            if rows.contains(buurt) { sums[buurt, default: ExactSum()].add(population.weight[i]) }
        }
        var scales: [Int32: Double] = [:]
        for (buurt, sum) in sums {
            guard let people = column.number(Int(buurt)), people > 0, sum.value > 0 else {
                continue
            }
            scales[buurt] = people / sum.value
        }
        return scales
    }

    /// Buurten and population with new residents.
    private func settled(_ residents: [NewResidents]) -> (Buurten, Population?) {
        guard var population else { return (buurten, nil) }
        var buurten = buurten
        for group in residents {
            population.x += group.x
            population.y += group.y
            population.weight += group.weight
            if !population.dwellings.isEmpty {
                population.dwellings += [Int32](repeating: 0, count: group.x.count)
            }
            if let attribute = population.rescaleTo {
                for i in group.x.indices where group.buurt[i] >= 0 {
                    buurten.attributes.add(group.people[i], to: attribute, row: Int(group.buurt[i]))
                }
            }
        }
        return (buurten, population)
    }
}

extension AttributeTable {
    /// Adds to a number that is present; a column of whole numbers becomes one of real numbers.
    fileprivate mutating func add(_ amount: Double, to name: String, row: Int) {
        guard let place = columns.firstIndex(where: { $0.name == name }),
            let value = columns[place].number(row)
        else { return }
        var numbers = (0..<count).map { columns[place].number($0) ?? 0 }
        numbers[row] = value + amount
        columns[place].values = .reals(numbers)
    }
}
