// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// What a walk is worth and which are allowed.
struct RouteRating: Sendable {
    let weights: RouteWeights
    let length: ClosedRange<Double>
    /// Part of a walk that may be shared with one of the others.
    let overlap: Double
    /// Per walk that was found before whether each edge is in it.
    var others: [[Bool]] = []
    /// Part of a walk that may be walked twice.
    static let mostTwice = 0.1
    /// What a metre outside the allowed length costs, inhabitants.
    static let wrongLength = 15.0
    /// What a metre of too much overlap costs, inhabitants.
    static let wrongOverlap = 10.0

    init(_ problem: RouteProblem) {
        weights = problem.weights
        length = problem.length
        overlap = problem.overlap
    }
}

/// What a walk is worth.
struct RouteWorth: Sendable {
    /// Its numbers; `people` are those that count, `newly` is not filled.
    var numbers: RouteNumbers
    /// Inhabitants and metres, in inhabitants.
    var score: Double
    /// What broken rules cost, inhabitants.
    var penalty: Double
    /// Whether it keeps all rules.
    var isAllowed: Bool
    /// Largest part shared with a walk that was found before.
    var overlap: Double

    init(_ numbers: RouteNumbers, shared: [Double], _ rating: RouteRating) {
        self.numbers = numbers
        let weights = rating.weights, length = numbers.length
        score =
            numbers.people + weights.green * numbers.green - weights.fast * numbers.fast
            - weights.twice * numbers.twice
        let wrong = max(
            rating.length.lowerBound - length, length - rating.length.upperBound, 0)
        let again = max(0, numbers.twice - RouteRating.mostTwice * length)
        let alike = shared.reduce(0) { $0 + max(0, $1 - rating.overlap * length) }
        overlap = length > 0 ? (shared.max() ?? 0) / length : 0
        isAllowed = wrong == 0 && again == 0 && alike == 0 && length > 0
        penalty = RouteRating.wrongLength * (wrong + again) + RouteRating.wrongOverlap * alike
    }
}
