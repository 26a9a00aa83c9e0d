// SPDX-License-Identifier: EUPL-1.2
//
// Walking after features came or went. The distances of nodes are mended (StreetNetwork/WalkRepair.swift), and
// the addresses on the edges that this reaches are measured again, with those that may stand beside what
// changed. Who has no way, and who is within T only where streets are not safe, follow from the columns.
import Planar
import SpatialIndex
import StreetNetwork

extension Reevaluation {
    mutating func walkPatches(
        _ selection: FeatureSelection, _ rule: WalkRule, _ column: MeasuredColumn,
        _ people: People, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [BuurtPatch]? {
        let measure = AddressMeasure.walk(selection, rule)
        let isSafe = rule == .safeWalk
        guard !streetsDiffer, selection.minimumHectares == nil,
            try !measures.geometry(selection).isEmpty, let blocks = run.blocks,
            let ways = run.walking.ways(rule), let before = base.run.walking.ways(rule)
        else { return nil }
        let walk = try isSafe ? mended(.walk(selection, .walk), people, &measures) : []
        guard let walk, var field = walkFields[measure] else { return nil }
        let network = ways.network
        let (gone, come) = try entrances(of: selection, rule, before.network, network)
        let edges = field.exchange(
            gone, for: come, network, streets: isSafe ? safety?.streets : nil)
        walkFields[measure] = field
        var rows = RowTally(people)
        for edge in edges { ways.forEachAddress(on: edge) { rows.insert($0) } }
        if isSafe { for row in safety?.rows ?? [] { rows.insert(row) } }
        for patch in walk { for move in patch.moves { rows.insert(move.row) } }
        let pieces = try pieces(selection)
        if !(pieces.removed.hasPointsOnly && pieces.added.hasPointsOnly) {
            let reach = network.maxSnap + runsAlongWithin
            let near = blocks.near(pieces.removed.reachBoxes + pieces.added.reachBoxes, people) {
                _ in reach
            }
            for row in near.flatMap(\.blocks).joined() { rows.insert(row) }
        }
        if rows.isEmpty { return [] }
        let entry = DirectEntry(
            try measures.geometry(selection).pieces(
                meeting: rows.box(people).expanded(by: network.maxSnap + runsAlongWithin)),
            pointCount: rows.count)
        let least = isSafe ? columns[.walk(selection, .walk)]?.summed.values : nil
        let mendedField = field, hasEntry = entry != nil
        return people.remeasured(
            rows.byBuurt(people), of: column.summed.values, threads: threads
        ) { rows, first, values in
            for row in rows {
                let (x, y) = (people.x[row], people.y[row])
                let place = ways.place(row)
                let others = place.isTied ? network.places(x: x, y: y) : []
                var metres = mendedField.distance(to: place, network)
                for place in others {
                    metres = min(metres, mendedField.distance(to: place, network))
                }
                if hasEntry, let entry {
                    entry.shorten(&metres, x: x, y: y, place, network)
                    for place in others { entry.shorten(&metres, x: x, y: y, place, network) }
                }
                // Safe walking is never the shorter.
                if let least { metres = max(metres, least.value(row, people)) }
                values[row - first] = metres
            }
        }
    }

    /// Where the features that changed could be entered and can be; where streets changed, those near them too.
    private mutating func entrances(
        of selection: FeatureSelection, _ rule: WalkRule, _ before: MendedNetwork,
        _ after: MendedNetwork
    ) throws(AnalysisError) -> (gone: [WalkSource], come: [WalkSource]) {
        let diff = try diff(selection)
        var gone = before.entrances(to: diff.removed), come = after.entrances(to: diff.added)
        if rule == .safeWalk, let safety {
            let all = try base.workspace.activeGeometry(selection)
            var near = safety.streets.near(all)
            for row in diff.removedRows { near[Int(row)] = false }
            let kept = all.only(near)
            gone += before.entrances(to: kept)
            come += after.entrances(to: kept)
        }
        return (gone, come)
    }

    mutating func unreachedPatches(
        _ selection: FeatureSelection, _ rule: WalkRule, _ column: MeasuredColumn,
        _ people: People, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [BuurtPatch]? {
        guard let walk = try mended(.walk(selection, rule), people, &measures),
            let walks = columns[.walk(selection, rule)]?.summed.values
        else { return nil }
        let rows = walk.map { patch in
            (
                patch.buurt,
                patch.moves.filter { ($0.old < .infinity) != ($0.new < .infinity) }
                    .map { $0.row..<$0.row + 1 }
            )
        }.filter { !$0.1.isEmpty }
        return people.remeasured(rows, of: column.summed.values, threads: threads) {
            rows, first, values in
            for row in rows {
                values[row - first] = walks.value(row, people) < .infinity ? .infinity : 0
            }
        }
    }

    mutating func lostPatches(
        _ selection: FeatureSelection, _ within: Double, _ column: MeasuredColumn,
        _ people: People, _ measures: inout LayerMeasures
    ) throws(AnalysisError) -> [BuurtPatch]? {
        guard let walk = try mended(.walk(selection, .walk), people, &measures),
            let safe = try mended(.walk(selection, .safeWalk), people, &measures),
            let walks = columns[.walk(selection, .walk)]?.summed.values,
            let safes = columns[.walk(selection, .safeWalk)]?.summed.values
        else { return nil }
        var rows = RowTally(people)
        for patch in walk + safe {
            for move in patch.moves where (move.old <= within) != (move.new <= within) {
                rows.insert(move.row)
            }
        }
        return people.remeasured(
            rows.byBuurt(people), of: column.summed.values, threads: threads
        ) { rows, first, values in
            for row in rows {
                let isLost =
                    walks.value(row, people) <= within && !(safes.value(row, people) <= within)
                values[row - first] = isLost ? 0 : .infinity
            }
        }
    }

    /// Gives a layer that is measured anew the walking distances there are.
    func seedWalks(_ measure: AddressMeasure, _ measures: inout LayerMeasures) {
        let selection: FeatureSelection
        switch measure {
        case .walk(let own, .safeWalk), .unreached(let own, .safeWalk), .lost(let own, _):
            selection = own
        default: return
        }
        let walk = AddressMeasure.walk(selection, .walk)
        guard measures.walkColumns[walk] == nil, let people = run.people,
            let column = columns[walk],
            patchesOf[walk] != nil || !(isTouched(layer: selection.layer) || streetsDiffer)
        else { return }
        measures.walkColumns[walk] = column.summed.values.joined(people)
    }
}
