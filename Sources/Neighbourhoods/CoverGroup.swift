// SPDX-License-Identifier: EUPL-1.2
import Planar

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

extension MeasuredWorkspace {
    /// Groups the inhabitants whom some alternatives would bring within the distance of a share.
    ///
    /// - Parameters:
    ///   - indicator: Place of a share of people within a straight distance, or inside.
    ///   - alternatives: This workspace with one change each; the same people.
    /// - Returns: Groups in order of their alternatives; `nil` where the indicator is no such share.
    /// - Complexity: O(*alternatives* x *addresses*).
    public func coverGroups(
        of indicator: Int, by alternatives: [MeasuredWorkspace]
    ) -> [CoverGroup]? {
        guard let people = run.people,
            case .people(let measure, .shareWithin(let limit)) = run.planned[indicator].computation,
            let old = columns[measure]
        else { return nil }
        var reached: [UInt64] = []
        for (place, other) in alternatives.enumerated() {
            guard let new = other.columns[measure], new.values.count == old.values.count else {
                return nil
            }
            for i in 0..<people.inside where new.values[i] <= limit && !(old.values[i] <= limit) {
                reached.append(UInt64(i) << 16 | UInt64(place))
            }
        }
        reached.sort()
        return grouped(reached, people)
    }

    private func grouped(_ reached: [UInt64], _ people: People) -> [CoverGroup] {
        var sums: [[Int]: ExactSum] = [:]
        var start = 0, buurt = 0
        while start < reached.count {
            let row = Int(reached[start] >> 16)
            var end = start
            while end < reached.count, Int(reached[end] >> 16) == row { end += 1 }
            while people.start[buurt + 1] <= row { buurt += 1 }
            if case .known(_, let scale) = people.status[buurt], people.weight[row] > 0 {
                let key = reached[start..<end].map { Int($0 & 0xFFFF) }
                sums[key, default: ExactSum()].add(people.weight[row] * scale)
            }
            start = end
        }
        return sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { CoverGroup(inhabitants: $0.value.value, reachedBy: $0.key) }
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
