// SPDX-License-Identifier: EUPL-1.2
//
// Counts within T and the two steps of the floating catchment: from each feature that changed one search as
// far as the largest T, before and after; an address that was within T of it has one less, or its ratio
// less, and one that now is has one more. Sums are exact, so a ratio that is taken out leaves no trace.
import Planar
import SpatialIndex
import StreetNetwork

extension Reevaluation {
    mutating func walkReachPatches(
        _ selection: FeatureSelection, _ within: Double, _ column: MeasuredColumn,
        _ people: People
    ) throws(AnalysisError) -> [BuurtPatch]? {
        guard let moved = try walkersMoved(selection, people) else { return nil }
        var rows = RowTally(people)
        var changes: [Int] = []
        for (facilities, change) in [(moved.before, -1), (moved.after, 1)] {
            for walkers in facilities {
                for walker in walkers where walker.metres <= within {
                    let slot = rows.insert(walker.row)
                    if slot == changes.count { changes.append(0) }
                    changes[slot] += change
                }
            }
        }
        let (tally, all) = (rows, changes)
        return people.remeasured(
            rows.byBuurt(people) { all[$0] != 0 }, of: column.summed.values, threads: threads
        ) { rows, first, values in
            for row in rows { values[row - first] += Double(all[tally.slot(of: row)]) }
        }
    }

    mutating func twoStepPatches(
        _ selection: FeatureSelection, _ within: Double, _ column: inout MeasuredColumn,
        _ people: People
    ) throws(AnalysisError) -> [BuurtPatch]? {
        guard let moved = try walkersMoved(selection, people), var residues = column.residues
        else { return nil }
        var rows = RowTally(people)
        var changes: [ExactSum] = []
        for (facilities, isAfter) in [(moved.before, false), (moved.after, true)] {
            for walkers in facilities {
                var demand = ExactSum()
                for walker in walkers where walker.metres <= within { demand.add(walker.weight) }
                guard let ratio = twoStepRatio(demand: demand) else { continue }
                for walker in walkers where walker.metres <= within {
                    let slot = rows.insert(walker.row)
                    if slot == changes.count { changes.append(ExactSum()) }
                    if isAfter { changes[slot].add(ratio) } else { changes[slot].subtract(ratio) }
                }
            }
        }
        let near = rows.byBuurt(people) { !changes[$0].isZero }
        var values = column.summed.values
        for (buurt, blocks) in near {
            let all = people.rows(of: buurt)
            var own = values.array(of: all, buurt), rest = residues.array(of: all, buurt)
            for block in blocks {
                for row in block {
                    let i = row - all.lowerBound
                    var sum = changes[rows.slot(of: row)]
                    sum.add(own[i])
                    sum.add(rest[i])
                    own[i] = sum.value
                    rest[i] = sum.rest(of: own[i])
                }
            }
            values.set(own, of: buurt, buurten: people.buurten)
            residues.set(rest, of: buurt, buurten: people.buurten)
        }
        column.residues = residues
        let after = values
        return people.remeasured(near, of: column.summed.values, threads: threads) {
            rows, first, values in
            for row in rows {
                values[row - first] = after.value(row, people)
            }
        }
    }

    /// Who walks how far to the features that changed.
    private mutating func walkersMoved(
        _ selection: FeatureSelection, _ people: People
    ) throws(AnalysisError) -> WalkersMoved? {
        if let known = self.walkers[selection] { return known }
        guard !streetsDiffer, selection.minimumHectares == nil, let network = run.walking.network,
            let catchments = run.walking.catchments
        else { return nil }
        var farthest = 0.0
        for planned in run.planned {
            switch planned.computation {
            case .people(.walkReach(selection, let within), _),
                .people(.twoStep(selection, let within), _):
                farthest = max(farthest, within)
            default: continue
            }
        }
        let diff = try diff(selection)
        let limit = farthest
        let sides = [diff.removed, diff.added]
        let places = run.walking.places
        let blocks = run.blocks
        let found = filledColumn(
            count: 2, initial: [[Walker]](), threads: threads, size: 1, least: 1
        ) { (rows, output: inout MutableSpan<[[Walker]]>) in
            for k in rows {
                let near = blocks?.near(sides[k].reachBoxes, people) { _ in
                    network.maxSnap + runsAlongWithin
                }
                let direct = DirectReach(sides[k])?.reached(
                    people, places, network, rows: (near ?? []).flatMap(\.blocks).joined())
                output[k - rows.lowerBound] = catchments.walkers(
                    to: network.entrances(to: sides[k]), direct ?? [:], within: limit, people)
            }
        }
        let moved = WalkersMoved(before: found[0], after: found[1])
        self.walkers[selection] = moved
        return moved
    }
}

extension Catchments {
    /// Per feature who is within some distance of it, along the network or at once.
    fileprivate func walkers(
        to sources: [WalkSource], _ direct: [Int32: [(address: Int, metres: Double)]],
        within limit: Double, _ people: People
    ) -> [[Walker]] {
        let byFeature = Dictionary(grouping: sources, by: \.facility)
        var scratch = scratch()
        return Set(byFeature.keys).union(direct.keys).sorted().map { feature in
            var own: [Walker] = []
            forEachDistance(within: limit, of: (byFeature[feature] ?? [])[...], &scratch) {
                own.append(Walker(row: $0, metres: $1, weight: people.scaledWeight($0)))
            }
            guard let near = direct[feature] else { return own }
            var places: [Int: Int] = [:]
            for (place, walker) in own.enumerated() { places[walker.row] = place }
            for (row, metres) in near where metres <= limit {
                if let place = places[row] {
                    own[place].metres = min(own[place].metres, metres)
                } else {
                    places[row] = own.count
                    own.append(
                        Walker(row: row, metres: metres, weight: people.scaledWeight(row)))
                }
            }
            return own
        }
    }
}

/// Somebody within reach of a feature.
struct Walker: Sendable {
    var row: Int
    /// Along the network, connectors included.
    var metres: Double
    /// Inhabitants.
    var weight: Double
}

/// Per feature that changed who is within reach of it.
struct WalkersMoved: Sendable {
    var before: [[Walker]]
    var after: [[Walker]]
}
