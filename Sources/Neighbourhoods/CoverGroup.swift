// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex

/// Inhabitants beyond a distance whom the same alternatives would bring within it.
public struct CoverGroup: Sendable, Equatable {
    /// Their number.
    public var inhabitants: Double
    /// Places of the alternatives, ascending.
    public var reachedBy: [Int]

    /// Creates a group.
    public init(inhabitants: Double, reachedBy: [Int]) {
        self.inhabitants = inhabitants
        self.reachedBy = reachedBy
    }
}

/// The people of one row of a level, and what alternatives would do for them.
public struct CoverRow: Sendable {
    /// Name of the row.
    public var name: String
    /// Its inhabitants.
    public var inhabitants: Double
    /// Those within the distance.
    public var within: Double
    /// Those beyond it whom some alternatives would bring within it.
    public var groups: [CoverGroup]
}

extension MeasuredWorkspace {
    /// Groups the inhabitants whom some alternatives would bring within the distance of a share.
    ///
    /// - Parameters:
    ///   - indicator: Place of a share of people within a straight distance, or inside.
    ///   - alternatives: This workspace with features added, and where it differs; the same people.
    /// - Returns: Groups in order of their alternatives; `nil` where the indicator is no such share, or
    ///   an alternative takes something away.
    /// - Throws: ``AnalysisError`` where a year cannot be read.
    /// - Complexity: O(*alternatives* x *addresses near what they add*).
    public func coverGroups(
        of indicator: Int, by alternatives: [(workspace: Workspace, edits: [LayerEdit])]
    ) throws(AnalysisError) -> [CoverGroup]? {
        try coverRows(of: indicator, by: alternatives, level: nil)?.first?.groups
    }

    /// The same for each row of a level.
    ///
    /// - Parameters:
    ///   - indicator: Place of a share of people within a straight distance, or inside.
    ///   - alternatives: This workspace with features added, and where it differs; the same people.
    ///   - level: `buurt` or a group level; `nil` for all buurten together.
    /// - Returns: A row per row of the level that has inhabitants; `nil` as in
    ///   ``coverGroups(of:by:)``, and where there is no such level.
    /// - Throws: ``AnalysisError`` where a year cannot be read.
    public func coverRows(
        of indicator: Int, by alternatives: [(workspace: Workspace, edits: [LayerEdit])],
        level: String?
    ) throws(AnalysisError) -> [CoverRow]? {
        guard let people = run.people, isCover(indicator),
            case .people(let measure, .shareWithin(let limit)) = run.planned[indicator].computation,
            let old = columns[measure]
        else { return nil }
        let (names, rowOfBuurt): ([String], [Int])
        if level == "buurt" {
            (names, rowOfBuurt) = (workspace.buurten.names, Array(0..<people.buurten))
        } else if let level {
            guard let group = workspace.buurten.groups.first(where: { $0.name == level }) else {
                return nil
            }
            (names, rowOfBuurt) = (group.names, group.groupOfBuurt.map { Int($0) })
        } else {
            (names, rowOfBuurt) = (
                [workspace.plan.project], [Int](repeating: 0, count: people.buurten)
            )
        }
        var reached: [UInt64] = []
        for (place, other) in alternatives.enumerated() {
            guard
                let rows = try newlyReached(
                    measure, limit, old, people, other.workspace, other.edits)
            else { return nil }
            for row in rows { reached.append(UInt64(row) << 16 | UInt64(place)) }
        }
        reached.sort()
        let groups = grouped(reached, people, rowOfBuurt, count: names.count)
        let sums = withinSums(old, limit, people)
        var members = [[Int]](repeating: [], count: names.count)
        for (buurt, row) in rowOfBuurt.enumerated() { members[row].append(buurt) }
        return names.indices.compactMap { row in
            let inhabitants = people.scaledSum(people.weightSum, over: members[row]).value
            guard inhabitants > 0 else { return nil }
            return CoverRow(
                name: names[row], inhabitants: inhabitants,
                within: people.scaledSum(sums, over: members[row]).value, groups: groups[row])
        }
    }

    /// Addresses beyond the distance that what an alternative adds brings within it; `nil` where it takes
    /// something away.
    private func newlyReached(
        _ measure: AddressMeasure, _ limit: Double, _ old: MeasuredColumn, _ people: People,
        _ changed: Workspace, _ edits: [LayerEdit]
    ) throws(AnalysisError) -> [Int]? {
        let selection: FeatureSelection
        switch measure {
        case .distance(let own), .inside(let own): selection = own
        default: return nil
        }
        guard let edit = edits.first(where: { $0.layer == selection.layer }) else { return [] }
        let diff = SelectionDiff(
            before: (
                workspace.layers[selection.layer].geometry, try workspace.active(selection)
            ),
            after: (changed.layers[selection.layer].geometry, try changed.active(selection)),
            altered: edit.altered)
        guard diff.removed.isEmpty else { return nil }
        let boxes = diff.added.reachBoxes
        let homes = run.blocks?.buurtBoxes ?? []
        let near = homes.indices.filter { homes[$0].isWithin(limit, ofAny: boxes) }
        let values = old.summed.values.joined(people)
        let count = near.reduce(0) { $0 + people.rows(of: $1).count }
        guard count > 0, !diff.added.isEmpty else { return [] }
        if case .inside = measure {
            let zones = CoverageIndex(diff.added.polygons, pointCount: count)
            return near.flatMap { people.rows(of: $0) }.filter {
                !(values[$0] <= limit) && zones.feature(x: people.x[$0], y: people.y[$0]) >= 0
            }
        }
        let index = NearestFeatureIndex(diff.added, pointCount: count)
        return near.flatMap { buurt -> [Int] in
            let rows = people.rows(of: buurt)
            var distances = [Double](repeating: .infinity, count: rows.count)
            var span = distances.mutableSpan
            index.distances(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows), into: &span)
            return rows.filter {
                distances[$0 - rows.lowerBound] <= limit && !(values[$0] <= limit)
            }
        }
    }

    private func withinSums(
        _ column: MeasuredColumn, _ limit: Double, _ people: People
    ) -> [ExactSum] {
        let values = column.summed.values.joined(people)
        return (0..<people.buurten).map { buurt in
            var sum = ExactSum()
            for i in people.rows(of: buurt) where values[i] <= limit {
                sum.add(people.weight[i])
            }
            return sum
        }
    }

    private func grouped(
        _ reached: [UInt64], _ people: People, _ rowOfBuurt: [Int], count: Int
    ) -> [[CoverGroup]] {
        var sums = [[[Int]: ExactSum]](repeating: [:], count: count)
        var start = 0, buurt = 0
        while start < reached.count {
            let row = Int(reached[start] >> 16)
            var end = start
            while end < reached.count, Int(reached[end] >> 16) == row { end += 1 }
            while people.start[buurt + 1] <= row { buurt += 1 }
            if case .known(_, let scale) = people.status[buurt], people.weight[row] > 0 {
                let key = reached[start..<end].map { Int($0 & 0xFFFF) }
                sums[rowOfBuurt[buurt]][key, default: ExactSum()].add(people.weight[row] * scale)
            }
            start = end
        }
        return sums.map { sums in
            sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                .map { CoverGroup(inhabitants: $0.value.value, reachedBy: $0.key) }
        }
    }
}

extension MeasuredWorkspace {
    /// Whether features that are added serve people independently of each other in an indicator: a
    /// share within a straight distance or inside, without a rule on the size of green spaces.
    public func isCover(_ indicator: Int) -> Bool {
        guard case .people(let measure, .shareWithin) = run.planned[indicator].computation else {
            return false
        }
        switch measure {
        case .distance(let selection): return selection.minimumHectares == nil
        case .inside: return true
        default: return false
        }
    }
}
