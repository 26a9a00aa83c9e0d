// SPDX-License-Identifier: EUPL-1.2
//
// Who gains and who loses: a share may stand still while a hundred people come within reach here and a
// hundred fall out of it there. So addresses are compared one by one.
import Planar

/// The inhabitants who come within a distance, and those who fall out of it, between two states.
public struct AccessShift: Sendable {
    /// The share that it is about, such as `meeting_places_distance_share_300`.
    public var indicator: Indicator
    /// Metres; 0 for being inside.
    public var threshold: Double
    /// Inhabitants beyond it before and within it after; per buurt, per group level and total.
    public var gained: ShiftCounts
    /// Inhabitants within it before and beyond it after.
    public var lost: ShiftCounts
    /// Inhabitants who were not there before and live within it.
    public var newcomers: ShiftCounts
}

/// Numbers of inhabitants on all levels; absent where the privacy rule hides them.
public struct ShiftCounts: Sendable, Equatable {
    /// Per buurt.
    public var buurten: [IndicatorValue]
    /// Per group level a value per row, and last the total.
    public var levels: [[IndicatorValue]]

    /// The number for all buurten together.
    public var total: IndicatorValue { levels.last?.first ?? .notApplicable(noPopulation) }
}

extension AddressMeasure {
    /// Whether a share of it is of people who reach something, not of those who do not.
    fileprivate var isReached: Bool {
        switch self {
        case .unreached, .lost: false
        default: true
        }
    }
}

extension MeasuredWorkspace {
    /// Compares address by address who is within reach here and in another state of the same workspace.
    ///
    /// - Parameter other: This workspace after changes, with the same indicators; its population may
    ///   have rows behind those of this one.
    /// - Returns: A shift per indicator that is a share of people within a distance, in order; shares
    ///   of those who have no way have none.
    /// - Complexity: O(addresses) per indicator.
    public func shifts(to other: MeasuredWorkspace) -> [AccessShift] {
        guard let people = run.people, let after = other.run.people else { return [] }
        let before = rowsBefore(people, after)
        return run.planned.compactMap { planned in
            guard case .people(let measure, .shareWithin(let limit)) = planned.computation,
                measure.isReached, let old = columns[measure], let new = other.columns[measure]
            else { return nil }
            let sums = ShiftSums(
                people: after, before: before,
                old: before == nil
                    ? old.summed.values : AddressValues(old.summed.values.joined(people)),
                new: new.summed.values, limit: limit)
            return AccessShift(
                indicator: planned.indicator, threshold: limit,
                gained: other.run.counts(sums.gained), lost: other.run.counts(sums.lost),
                newcomers: other.run.counts(sums.newcomers))
        }
    }

    /// Per row of `after` its row before, -1 for newcomers; `nil` where rows are the same.
    private func rowsBefore(_ people: People, _ after: People) -> [Int32]? {
        if people.sourceRow == after.sourceRow { return nil }
        var rowOfSource = [Int32](repeating: -1, count: after.sourceRow.count)
        for (row, source) in people.sourceRow.enumerated() where row < people.inside {
            rowOfSource[Int(source)] = Int32(truncatingIfNeeded: row)
        }
        return after.sourceRow.map { rowOfSource[Int($0)] }
    }
}

/// Per buurt the weight of those who gain, lose, and came.
private struct ShiftSums {
    var gained: [ExactSum]
    var lost: [ExactSum]
    var newcomers: [ExactSum]

    init(
        people: People, before: [Int32]?, old: AddressValues, new: AddressValues, limit: Double
    ) {
        let none = [ExactSum](repeating: ExactSum(), count: people.buurten)
        (gained, lost, newcomers) = (none, none, none)
        for b in 0..<people.buurten {
            guard let before else {
                people.forEachRow(of: b, old, new) { row, old, new in
                    book(b, people.weight[row], was: old <= limit, is: new <= limit)
                }
                continue
            }
            // Where the population differs, it was measured anew: all values stand in one column.
            new.withRows(people.rows(of: b), of: b) { values in
                for (i, row) in people.rows(of: b).enumerated() {
                    let isWithin = values[i] <= limit
                    if before[row] >= 0 {
                        let wasWithin = old.flat[Int(before[row])] <= limit
                        book(b, people.weight[row], was: wasWithin, is: isWithin)
                    } else if isWithin {
                        newcomers[b].add(people.weight[row])
                    }
                }
            }
        }
    }

    private mutating func book(_ buurt: Int, _ weight: Double, was: Bool, is isWithin: Bool) {
        guard was != isWithin else { return }
        if isWithin { gained[buurt].add(weight) } else { lost[buurt].add(weight) }
    }
}

extension People {
    /// Reads two columns of the same people side by side.
    func forEachRow(
        of buurt: Int, _ one: AddressValues, _ other: AddressValues,
        _ body: (_ row: Int, _ one: Double, _ other: Double) -> Void
    ) {
        let rows = rows(of: buurt)
        one.withRows(rows, of: buurt) { one in
            other.withRows(rows, of: buurt) { other in
                for i in one.indices { body(rows.lowerBound + i, one[i], other[i]) }
            }
        }
    }
}

extension AnalysisRun {
    /// Numbers of people from sums of weights, scaled, the privacy rule applied.
    fileprivate func counts(_ sums: [ExactSum]) -> ShiftCounts {
        guard let people else { return ShiftCounts(buurten: [], levels: []) }
        func value(_ members: [Int]) -> IndicatorValue {
            if case .missing(let reason)? = people.absence(of: members) { return .missing(reason) }
            return .present(people.scaledSum(sums, over: members).value)
        }
        let values = LevelValues(
            buurten: people.buurten, levels: levels, buurt: { value([$0]) }, row: value)
        let shown = suppression()?.applied(to: values) ?? values
        return ShiftCounts(buurten: shown.buurten, levels: shown.levels)
    }
}
