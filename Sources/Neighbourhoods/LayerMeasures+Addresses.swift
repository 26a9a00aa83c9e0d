// SPDX-License-Identifier: EUPL-1.2
//
// Columns over addresses: the kernels on slices of the columns, shared out over threads.
import Planar
import SpatialIndex

extension LayerMeasures {
    mutating func peopleValues(
        _ measure: AddressMeasure, _ reduction: Reduction, id: String
    ) throws(AnalysisError) -> LevelValues {
        guard let people = run.people else {
            return LevelValues(
                all: .notApplicable(noPopulation), buurten: run.workspace.buurten.count,
                levels: run.levels)
        }
        if let known = reduced[measure]?[reduction] { return known }
        let column = try addressColumn(measure, people, id: id)
        var absent: IndicatorValue?
        if case .distance(let selection) = measure, try geometry(selection).isEmpty {
            let when = run.workspace.plan.year.map { " in \($0)" } ?? ""
            absent = .notApplicable("no feature of \(layer.name) counts\(when)")
        }
        let start = ContinuousClock.now
        defer { stopwatch.add("reduce:\(layer.name)", since: start) }
        let reductions = reductions(of: measure)
        let summaries = people.summaries(
            of: column, AskedReductions(reductions, onlyShares: absent != nil), run.threads)
        let all = people.values(
            reductions, of: column, absent: absent, levels: run.levels, threads: run.threads,
            summaries: summaries)
        if run.keepsColumns {
            keptColumns[measure] = MeasuredColumn(
                values: column, summaries: summaries, people: people)
        }
        reduced[measure] = Dictionary(uniqueKeysWithValues: zip(reductions, all))
        return all[reductions.firstIndex(of: reduction) ?? 0]
    }

    /// All reductions that are planned for a measure: they are made at once, and its column goes.
    private func reductions(of measure: AddressMeasure) -> [Reduction] {
        var result: [Reduction] = []
        for planned in run.planned where planned.layer == row {
            if case .people(measure, let reduction) = planned.computation,
                !result.contains(reduction)
            {
                result.append(reduction)
            }
        }
        return result
    }

    private mutating func addressColumn(
        _ measure: AddressMeasure, _ people: People, id: String
    ) throws(AnalysisError) -> [Double] {
        let start = ContinuousClock.now
        let count = run.perAddress ? people.x.count : people.inside
        let column: [Double]
        let stage: String
        switch measure {
        case .distance(let selection):
            stage = "distance:\(layer.name)"
            column = try distances(people, count, selection)
        case .reach(let selection, let within):
            stage = "reach:\(layer.name):\(shortestText(within))"
            column = try reach(people, count, selection, within)
        case .inside(let selection):
            stage = "inside:\(layer.name)"
            column = try inside(people, count, selection)
        }
        stopwatch.add(stage, since: start)
        if run.perAddress { keep(column, of: measure, people, id: id) }
        return column
    }

    mutating func index(
        _ selection: FeatureSelection, for pointCount: Int
    ) throws(AnalysisError) -> NearestFeatureIndex {
        if let known = indexes[selection] { return known }
        let index = NearestFeatureIndex(try geometry(selection), pointCount: pointCount)
        indexes[selection] = index
        return index
    }

    mutating func distances(
        _ people: People, _ count: Int, _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        let index = try index(selection, for: count)
        return filledColumn(count: count, initial: Double.nan, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            index.distances(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows), into: &output)
        }
    }

    mutating func reach(
        _ people: People, _ count: Int, _ selection: FeatureSelection, _ within: Double
    ) throws(AnalysisError) -> [Double] {
        let index = try index(selection, for: count)
        return filledColumn(count: count, initial: 0.0, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            var counts = [Int32](repeating: 0, count: rows.count)
            var span = counts.mutableSpan
            index.counts(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows),
                within: within, into: &span)
            for i in counts.indices { output[i] = Double(counts[i]) }
        }
    }

    mutating func inside(
        _ people: People, _ count: Int, _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        let zones = CoverageIndex(try geometry(selection).polygons, pointCount: count)
        return filledColumn(count: count, initial: Double.infinity, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            var zone = [Int32](repeating: -1, count: rows.count)
            var span = zone.mutableSpan
            zones.assign(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows), into: &span)
            for i in zone.indices where zone[i] >= 0 { output[i] = 0 }
        }
    }

    /// Keeps a column for `addresses.csv`, in the order of the source.
    mutating func keep(
        _ column: [Double], of measure: AddressMeasure, _ people: People, id: String
    ) {
        let name: String
        switch measure {
        case .inside: return
        case .distance(let selection), .reach(let selection, _):
            name = columnName(measure, selection, id: id)
        }
        var values = [Double](repeating: .nan, count: column.count)
        for i in column.indices { values[Int(people.sourceRow[i])] = column[i] }
        columns.append(AddressColumn(name: name, values: values))
    }

    func columnName(
        _ measure: AddressMeasure, _ selection: FeatureSelection, id: String
    ) -> String {
        // A filter has no name of its own: the indicator that brought it lends its.
        var name = selection.mask == nil || selection.minimumHectares != nil ? layer.name : id
        switch measure {
        case .reach(_, let within): name += "_reach_\(nameText(within))"
        default: name += "_distance"
        }
        if let hectares = selection.minimumHectares { name += "_\(nameText(hectares))ha" }
        return name
    }
}
