// SPDX-License-Identifier: EUPL-1.2
//
// From amounts per buurt, or pairs of feature and buurt, to values per buurt, group and total.
import Planar

/// What reductions of amounts divide by.
struct Denominators: Sendable {
    /// Area of each buurt, square metres.
    var area: [ExactSum]
    /// The people; `nil` where the project has no population.
    var people: People?
    /// Groups and total.
    var levels: [Level]

    /// Values of one reduction of an amount per buurt.
    func values(_ reduction: Reduction, of amounts: [ExactSum]) -> LevelValues {
        switch reduction {
        case .shareOfArea:
            return LevelValues(buurten: area.count, levels: levels) { b in
                share(amounts[b], of: area[b])
            } row: { members in
                share(sum(amounts, members), of: sum(area, members))
            }
        case .perInhabitant:
            let known = amounts.indices.map { isKnown($0) ? amounts[$0] : ExactSum() }
            return perInhabitant(totals(known))
        default:
            return totals(amounts)
        }
    }

    /// Per cent of one amount in another.
    func share(of parts: [ExactSum], in wholes: [ExactSum], otherwise reason: String) -> LevelValues
    {
        func value(_ part: ExactSum, _ whole: ExactSum) -> IndicatorValue {
            guard whole.value > 0 else { return .notApplicable(reason) }
            return .present(min(100, max(0, part.value / whole.value * 100)))
        }
        return LevelValues(buurten: area.count, levels: levels) { b in
            value(parts[b], wholes[b])
        } row: { members in
            value(sum(parts, members), sum(wholes, members))
        }
    }

    /// One amount divided by another.
    func quotient(of parts: [ExactSum], by wholes: [ExactSum], otherwise reason: String)
        -> LevelValues
    {
        func value(_ part: ExactSum, _ whole: ExactSum) -> IndicatorValue {
            guard whole.value > 0 else { return .notApplicable(reason) }
            return .present(max(0, part.value / whole.value))
        }
        return LevelValues(buurten: area.count, levels: levels) { b in
            value(parts[b], wholes[b])
        } row: { members in
            value(sum(parts, members), sum(wholes, members))
        }
    }

    private func totals(_ amounts: [ExactSum]) -> LevelValues {
        LevelValues(buurten: area.count, levels: levels) { b in
            .present(max(0, amounts[b].value))
        } row: { members in
            .present(max(0, sum(amounts, members).value))
        }
    }

    /// Number of distinct features per buurt and row, from the pairs that share something.
    func values(_ reduction: Reduction, counting pairs: [FeatureInBuurt]) -> LevelValues {
        if reduction == .perInhabitant {
            return perInhabitant(values(.sum, counting: pairs.filter { isKnown(Int($0.buurt)) }))
        }
        var result = LevelValues(all: .present(0), buurten: area.count, levels: levels)
        let identity = (0..<area.count).map(Int32.init)
        result.buurten = distinctCounts(pairs, rowOfBuurt: identity, rows: area.count)
        for (k, level) in levels.enumerated() {
            result.levels[k] = distinctCounts(
                pairs, rowOfBuurt: level.rowOfBuurt, rows: level.count)
        }
        return result
    }

    private func distinctCounts(
        _ pairs: [FeatureInBuurt], rowOfBuurt: [Int32], rows: Int
    ) -> [IndicatorValue] {
        var keys = pairs.map {
            UInt64(UInt32($0.feature)) << 32 | UInt64(rowOfBuurt[Int($0.buurt)])
        }
        keys.sort()
        var counts = [Int](repeating: 0, count: rows)
        for (i, key) in keys.enumerated() where i == 0 || keys[i - 1] != key {
            counts[Int(key & 0xFFFF_FFFF)] += 1
        }
        return counts.map { .present(Double($0)) }
    }

    /// Whether the people of a buurt are known, so that its amounts count per inhabitant.
    private func isKnown(_ buurt: Int) -> Bool {
        if case .known = people?.status[buurt] { true } else { false }
    }

    /// Amounts of the buurten whose people are known, divided by those people.
    private func perInhabitant(_ amounts: LevelValues) -> LevelValues {
        guard let people else {
            return LevelValues(
                all: .notApplicable(noPopulation), buurten: area.count, levels: levels)
        }
        func value(_ amount: IndicatorValue, _ members: [Int]) -> IndicatorValue {
            if let absence = people.absence(of: members) { return absence }
            guard let amount = amount.number, let count = people.inhabitants(of: members).number
            else { return .notApplicable(People.nobody) }
            return .present(amount / count)
        }
        var result = amounts
        result.buurten = amounts.buurten.indices.map { value(amounts.buurten[$0], [$0]) }
        for (k, level) in levels.enumerated() {
            result.levels[k] = level.members.indices.map {
                value(amounts.levels[k][$0], level.members[$0])
            }
        }
        return result
    }

    private func sum(_ amounts: [ExactSum], _ members: [Int]) -> ExactSum {
        var total = ExactSum()
        for b in members { total.merge(amounts[b]) }
        return total
    }

    /// Per cent; rounding of areas may leave a whole a hair above or below its parts.
    private func share(_ part: ExactSum, of whole: ExactSum) -> IndicatorValue {
        guard whole.value > 0 else { return .notApplicable("no area") }
        return .present(min(100, max(0, part.value / whole.value * 100)))
    }
}

/// Reason for a value about people in a project without them.
let noPopulation = "the project has no population layer"
