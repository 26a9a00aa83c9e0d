// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// The population as it was loaded.
struct LoadedPopulation {
    /// The points; `nil` where a defect refuses them.
    var population: Population?
    /// Identifiers of the points in their source, for messages.
    var ids: [Int64]
    /// Defects, inputs, notes, stages.
    var report: LoadReport
}

/// Loads addresses with their weights.
struct PopulationLoader {
    private let project: ProjectFile
    private let description: PopulationDescription
    private let options: LoadOptions

    init(_ description: PopulationDescription, _ project: ProjectFile, options: LoadOptions) {
        self.project = project
        self.description = description
        self.options = options
    }

    /// Loads a population that has a source.
    func load(_ source: SourceDescription) throws(GeoFileError) -> LoadedPopulation {
        let loader = TableLoader(project: project, options: options, layer: description.name)
        let columns = [description.weight, description.dwellings].compactMap { $0 }
        var loaded = try loader.load(source, columns: .only(columns))
        try requirePoints(loaded.table, source)
        if let name = description.weight { checkNumbers(&loaded, name, .weight) }
        if let name = description.dwellings { checkNumbers(&loaded, name, .dwellings) }
        try loaded.requireFeatures(source.source, layer: description.name)
        var report = LoadReport()
        report.defects = loaded.log.defects
        report.inputs = [loaded.input]
        report.notes = loaded.notes
        report.stages = loaded.stages
        let population = loaded.log.refuses ? nil : self.population(loaded.table)
        return LoadedPopulation(population: population, ids: loaded.table.ids, report: report)
    }

    private func requirePoints(
        _ table: FeatureTable, _ source: SourceDescription
    ) throws(GeoFileError) {
        let geometry = table.geometry
        for (owners, kind) in [
            (geometry.polygons.feature, "polygon"), (geometry.lines.feature, "line"),
        ] {
            guard let row = owners.first else { continue }
            throw GeoFileError(
                .badData,
                "\(source.source): layer \(description.name): fid \(table.ids[Int(row)]) is a \(kind), and a "
                    + "population is points; give the addresses as points")
        }
        for i in geometry.points.feature.indices.dropFirst()
        where geometry.points.feature[i] == geometry.points.feature[i - 1] {
            throw GeoFileError(
                .badData,
                "\(source.source): layer \(description.name): "
                    + "fid \(table.ids[Int(geometry.points.feature[i])]) has several points, and an address is one; "
                    + "split the multipoints")
        }
    }

    /// What the numbers of a column are.
    private enum Quantity {
        /// Leaves out the address where it is absent.
        case weight
        /// Whole; counts as 0 where it is absent.
        case dwellings

        var rule: String { self == .weight ? "numbers of 0 or more" : "whole numbers of 0 or more" }

        func isGood(_ number: Double) -> Bool {
            switch self {
            case .weight: number >= 0 && number < .infinity
            case .dwellings: number >= 0 && Int32(exactly: number) != nil
            }
        }
    }

    /// Refuses numbers that are not what the column is for, and notes those that are absent.
    private func checkNumbers(_ loaded: inout LoadedTable, _ name: String, _ quantity: Quantity) {
        guard let column = loaded.table.attributes[name] else { return }
        let table = loaded.table
        let at = { (row: Int32) in
            let i = Int(row)
            let point = table.geometry.points
            return "fid \(table.ids[i])"
                + (i < point.count ? " at \(place(point.x[i], point.y[i]))" : "")
        }
        var bad: [Int32] = []
        var missing: [Int32] = []
        if column.absence.isEmpty, Self.areAllGood(column.values, quantity) { return }
        for row in 0..<table.count {
            if column.absenceReason(row) != nil {
                missing.append(Int32(truncatingIfNeeded: row))
            } else if let number = column.number(row), quantity.isGood(number) {
                continue
            } else {
                bad.append(Int32(truncatingIfNeeded: row))
            }
        }
        loaded.log.add(
            .badWeight, .refused, rows: bad,
            remedy:
                "column \(name) has to hold \(quantity.rule); correct them or leave them out with where:",
            describe: { "\(at($0)): \(column.text(Int($0)) ?? "")" })
        loaded.log.add(
            .missingValue, quantity == .weight ? .leftOut : .reported, rows: missing,
            remedy: quantity == .weight
                ? "addresses without a value in \(name) were left out"
                : "\(name) is missing and counts as 0",
            describe: { "\(at($0)): \(column.absenceReason(Int($0)) ?? "")" })
        if quantity == .weight { loaded.leaveOut(missing) }
    }

    /// Whether all values are finite numbers of 0 or more, in one pass over the column.
    private static func areAllGood(
        _ values: AttributeColumn.Values, _ quantity: Quantity
    ) -> Bool {
        switch values {
        case .integers(let values):
            values.allSatisfy { $0 >= 0 && (quantity == .weight || $0 <= Int32.max) }
        case .reals(let values): values.allSatisfy { quantity.isGood($0) }
        case .flags: true
        case .texts: false
        }
    }

    /// The points with their weights and dwellings.
    private func population(_ table: FeatureTable) -> Population {
        let points = table.geometry.points
        var weight = [Double](repeating: 1, count: points.count)
        if let name = description.weight, let column = table.attributes[name] {
            weight = Self.numbers(column)
        }
        let dwellings = description.dwellings.flatMap { table.attributes[$0] }.map(Self.numbers)
        return Population(
            layer: description.name, x: points.x, y: points.y, weight: weight,
            rescaleTo: description.rescaleTo, dwellings: (dwellings ?? []).map { Int32($0) })
    }

    /// The column as numbers; rows that are none have been refused before.
    private static func numbers(_ column: AttributeColumn) -> [Double] {
        switch column.values {
        case .reals(let values): values
        case .integers(let values): values.map { Double($0) }
        case .flags, .texts: (0..<column.count).map { column.number($0) ?? 0 }
        }
    }
}
