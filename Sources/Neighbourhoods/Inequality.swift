// SPDX-License-Identifier: EUPL-1.2
//
// How unequally a distance or a share is spread over the buurten of a group, each weighing as many as
// live in it. People within a buurt count as equally served, so the true inequality is larger.
//
// Gini: buurten sorted by value, F their cumulative share of the people and L of the total (value times
// people); G = 1 - sum of (F_k - F_k-1)(L_k + L_k-1), one less twice the area under Lorenz's curve.
// Palma: what the best-served tenth of the people have of that total, divided by what the worst-served
// four tenths have; the buurt on a bound is divided pro rata. Best served is near for a distance and high
// for a share; with all equal it is 0.25.

/// The value of a buurt and how many people have it.
struct ServedPeople: Sendable {
    /// A distance or share, >= 0.
    var value: Double
    /// Inhabitants, > 0.
    var people: Double
}

/// Gini's coefficient, 0 (all equal) to below 1; 0 where nobody has anything.
///
/// - Parameter buurten: In any order.
/// - Returns: The coefficient; NaN where there is no buurt.
func gini(_ buurten: [ServedPeople]) -> Double {
    let sorted = buurten.sorted { ($0.value, $0.people) < ($1.value, $1.people) }
    let people = sorted.reduce(0) { $0 + $1.people }
    let total = sorted.reduce(0) { $0 + $1.value * $1.people }
    guard people > 0 else { return .nan }
    guard total > 0 else { return 0 }
    var served = 0.0, area = 0.0
    for buurt in sorted {
        let before = served
        served += buurt.value * buurt.people / total
        area += buurt.people / people * (before + served)
    }
    return max(0, 1 - area)
}

/// Palma's ratio: the best-served tenth to the worst-served four tenths.
///
/// - Parameters:
///   - buurten: In any order.
///   - lowIsGood: Whether the best served have the low values, as with distances.
/// - Returns: The ratio; NaN where the worst served have nothing.
func palma(_ buurten: [ServedPeople], lowIsGood: Bool) -> Double {
    let ascending = buurten.sorted { ($0.value, $0.people) < ($1.value, $1.people) }
    let people = ascending.reduce(0) { $0 + $1.people }
    let low = lowIsGood ? 0.1 : 0.4, high = lowIsGood ? 0.4 : 0.1
    let ofLow = total(of: ascending, first: low * people)
    let ofHigh = total(of: ascending.reversed(), first: high * people)
    let best = lowIsGood ? ofLow : ofHigh, worst = lowIsGood ? ofHigh : ofLow
    return worst > 0 ? best / worst : .nan
}

/// Value times people over the first so many people.
private func total(of buurten: [ServedPeople], first wanted: Double) -> Double {
    var left = wanted, sum = 0.0
    for buurt in buurten where left > 0 {
        let part = min(left, buurt.people)
        sum += buurt.value * part
        left -= part
    }
    return sum
}

/// Gini and Palma of an indicator over the buurten of a group, as indicators.
func inequalityIndicators(of indicator: Indicator) -> [Indicator] {
    var gini = indicator
    gini.id += "_gini"
    gini.title += ", Gini"
    gini.unit = "ratio"
    gini.decimals = 3
    gini.direction = .lower
    gini.source = "Gini (1912), Variabilità e mutabilità"
    gini.definition =
        "Gini coefficient of \(indicator.id) over the buurten of the group, weighted by"
        + " inhabitants: 0 is equal, near 1 is all for a few."
    var palma = gini
    palma.id = indicator.id + "_palma"
    palma.title = indicator.title + ", Palma"
    palma.direction = .neutral
    palma.source = "Palma (2011), Homogeneous middles vs. heterogeneous tails"
    palma.definition =
        "What the best-served 10 % of the inhabitants of the group have of \(indicator.id),"
        + " divided by what the worst-served 40 % have, by buurt; 0.25 is equal."
    return [gini, palma]
}

extension PlannedIndicator {
    /// The two indicators that a table of groups has of this one; none where it is no mean of distances
    /// and no share of the people.
    var inequality: [Indicator] {
        guard case .people(let measure, let reduction) = computation else { return [] }
        switch (measure, reduction) {
        case (.distance, .mean), (.walk, .mean), (_, .shareWithin): break
        default: return []
        }
        return inequalityIndicators(of: indicator)
    }
}

extension AnalysisRun {
    /// Columns of inequality for the rows of one level, from the values of the buurten as shown.
    func inequalityColumns(_ level: Level, _ values: [LevelValues]) -> [ResultColumn] {
        zip(planned, values).flatMap { planned, values in
            planned.inequality.enumerated().map { kind, indicator in
                let lowIsGood = planned.indicator.direction == .lower
                return ResultColumn(
                    indicator: indicator,
                    values: level.members.map { members in
                        inequality(of: values.buurten, members) { served in
                            kind == 0 ? gini(served) : palma(served, lowIsGood: lowIsGood)
                        }
                    })
            }
        }
    }

    /// A value that rests on a buurt that the privacy rule hides would help to work it out.
    private func inequality(
        of values: [IndicatorValue], _ members: [Int], _ measure: ([ServedPeople]) -> Double
    ) -> IndicatorValue {
        guard let people else { return .notApplicable(noPopulation) }
        if let absence = people.absence(of: members) { return absence }
        var served: [ServedPeople] = []
        for b in members {
            if case .suppressed(let reason) = values[b] { return .suppressed(reason) }
            guard let value = values[b].number, let count = people.inhabitants(b).number, count > 0
            else { continue }
            served.append(ServedPeople(value: value, people: count))
        }
        if let first = members.first, served.isEmpty { return values[first] }
        let result = measure(served)
        return result.isFinite
            ? .present(result) : .notApplicable("the worst-served 40 % have nothing")
    }
}
