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
        if let selection = measure.distanceTo, try isEmpty(selection) {
            let when = run.workspace.plan.year.map { " in \($0)" } ?? ""
            absent = .notApplicable("no feature of \(layer.name) counts\(when)")
        }
        let start = ContinuousClock.now
        defer { stopwatch.add("reduce:\(layer.name)", since: start) }
        let reductions = reductions(of: measure)
        let all = reduced(reductions, measure, people, column, absent)
        reduced[measure] = Dictionary(uniqueKeysWithValues: zip(reductions, all))
        return all[reductions.firstIndex(of: reduction) ?? 0]
    }

    /// Reductions of a column; of walking distances all but shares are over the people who have a way.
    private mutating func reduced(
        _ reductions: [Reduction], _ measure: AddressMeasure, _ people: People, _ column: [Double],
        _ absent: IndicatorValue?
    ) -> [LevelValues] {
        let asked = AskedReductions(
            reductions, onlyShares: absent != nil, skipsInfinite: measure.hasGaps)
        let values = AddressValues(column)
        let summed = SummedColumn(
            values: values, asked: asked,
            summaries: people.summaries(of: values, asked, run.threads), absent: absent,
            reason: measure.hasGaps ? "nobody here has a way to \(layer.name)" : nil)
        let keepsColumns = run.keepsColumns
        let quantiles = people.levelQuantiles(
            of: summed, levels: run.levels, threads: run.threads,
            keeps: { keepsColumns && $0 > 4_096 })
        if keepsColumns {
            keptColumns[measure] = MeasuredColumn(
                summed: summed, quantiles: quantiles, residues: residues[measure],
                highest: measure.keepsHighest ? run.blocks?.highest(of: values, people) ?? [] : [])
        }
        return people.values(
            reductions, of: summed, levels: run.levels,
            quantiles: quantiles.map { $0.map(\.values) })
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

    mutating func addressColumn(
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
        case .walk(let selection, let rule):
            if let known = walkColumns[measure] { return known }
            stage = "\(rule.rawValue):\(layer.name)"
            column = try walkDistances(people, count, selection, rule, id: id)
            walkColumns[measure] = column
        case .unreached(let selection, let rule):
            let distances = try addressColumn(.walk(selection, rule), people, id: id)
            // Of an empty layer all shares are 0: there is nothing that a way could be missing to.
            if try geometry(selection).isEmpty { return distances.map { _ in .infinity } }
            return distances.map { $0 < .infinity ? .infinity : 0 }
        case .lost(let selection, let within):
            let walk = try addressColumn(.walk(selection, .walk), people, id: id)
            let safe = try addressColumn(.walk(selection, .safeWalk), people, id: id)
            return walk.indices.map {
                walk[$0] <= within && !(safe[$0] <= within) ? 0 : .infinity
            }
        case .walkReach(let selection, let within):
            stage = "walk_reach:\(layer.name):\(shortestText(within))"
            column = try walkReach(people, count, selection, within)
        case .twoStep(let selection, let within):
            stage = "2sfca:\(layer.name):\(shortestText(within))"
            column = try twoStep(people, count, selection, within)
        case .trees:
            stage = "trees:\(layer.name)"
            column = try withThreeTrees(people, count)
        case .threeRules(let selection):
            column = try followingAllRules(people, count, selection)
            stage = "trees:\(layer.name)"
        }
        stopwatch.add(stage, since: start)
        if run.perAddress { keep(column, of: measure, people, id: id) }
        return column
    }

    mutating func index(
        _ selection: FeatureSelection, for pointCount: Int
    ) throws(AnalysisError) -> NearestFeatureIndex {
        if let known = indexes[selection] { return known }
        let index = NearestFeatureIndex(
            try geometry(selection), pointCount: pointCount, threads: run.threads)
        indexes[selection] = index
        return index
    }

    private mutating func counter(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> FeatureCounter {
        if let known = counters[selection] { return known }
        let counter = FeatureCounter(
            try geometry(selection), threads: run.threads, sharing: indexes[selection])
        counters[selection] = counter
        return counter
    }

    mutating func reach(
        _ people: People, _ count: Int, _ selection: FeatureSelection, _ within: Double
    ) throws(AnalysisError) -> [Double] {
        let counter = try counter(selection)
        return filledColumn(count: count, initial: 0.0, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            var counts = [Int32](repeating: 0, count: rows.count)
            var span = counts.mutableSpan
            counter.counts(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows),
                within: within, into: &span)
            for i in counts.indices { output[i] = Double(counts[i]) }
        }
    }

    mutating func inside(
        _ people: People, _ count: Int, _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        let zones = CoverageIndex(
            DistinctFeatures(try geometry(selection), threads: run.threads).geometry.polygons,
            pointCount: count, threads: run.threads)
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
        case .inside, .unreached, .lost, .trees, .threeRules: return
        case .distance(let selection), .reach(let selection, _), .walk(let selection, _),
            .walkReach(let selection, _), .twoStep(let selection, _):
            name = columnName(measure, selection, id: id)
        }
        var values = [Double](repeating: .nan, count: column.count)
        for i in column.indices where column[i].isFinite {
            values[Int(people.sourceRow[i])] = column[i]
        }
        columns.append(AddressColumn(name: name, values: values))
    }

    func columnName(
        _ measure: AddressMeasure, _ selection: FeatureSelection, id: String
    ) -> String {
        // A filter has no name of its own: the indicator that brought it lends its.
        var name = selection.mask == nil || selection.minimumHectares != nil ? layer.name : id
        switch measure {
        case .reach(_, let within): name += "_reach_\(nameText(within))"
        case .walkReach(_, let within): name += "_walk_reach_\(nameText(within))"
        case .twoStep(_, let within): name += "_2sfca_\(nameText(within))"
        case .walk(_, let rule): name += "_\(rule.rawValue)"
        default: name += "_distance"
        }
        if let hectares = selection.minimumHectares { name += "_\(nameText(hectares))ha" }
        return name
    }
}
