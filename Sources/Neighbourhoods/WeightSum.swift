// SPDX-License-Identifier: EUPL-1.2
//
// Weights are nearly always whole numbers of people. Whole numbers below 2^53 add up exactly in a
// double, in any order, in a quarter of the instructions of an `ExactSum`: the loops are generic over
// both, and give the same sums.
import Planar

/// A sum of weights that shows no trace of their order.
protocol WeightSum: Sendable, Comparable {
    /// A sum of no weights.
    init()
    /// The least sum of this kind that is not below another sum.
    init(notBelow sum: ExactSum)
    /// Adds a weight.
    mutating func add(_ weight: Double)
    /// Adds all weights of another sum.
    mutating func merge(_ other: Self)
    /// The weight of the values up to a limit; columns of equal length.
    static func weight(
        upTo limit: Double, _ values: Span<Double>, _ weights: Span<Double>
    ) -> Self
    /// The same sum as an `ExactSum`.
    var exact: ExactSum { get }
}

/// A sum of whole numbers.
///
/// - Precondition: every weight is a whole number, and all together are below 2^53.
struct WholeSum: WeightSum {
    private var whole = 0.0

    init() {}

    init(notBelow sum: ExactSum) { whole = sum.roundedUp }

    mutating func add(_ weight: Double) { whole += weight }

    mutating func merge(_ other: WholeSum) { whole += other.whole }

    static func weight(
        upTo limit: Double, _ values: Span<Double>, _ weights: Span<Double>
    ) -> WholeSum {
        var sums = SIMD4<Double>.zero
        forEachFour(values, weights) { value, weight in
            sums += SIMD4.zero.replacing(with: weight, where: value .<= limit)
        }
        var result = WholeSum()
        result.whole = sums.sum()
        return result
    }

    var exact: ExactSum {
        var sum = ExactSum()
        sum.add(whole)
        return sum
    }

    static func < (a: WholeSum, b: WholeSum) -> Bool { a.whole < b.whole }
}

extension ExactSum: WeightSum {
    init(notBelow sum: ExactSum) { self = sum }

    static func weight(
        upTo limit: Double, _ values: Span<Double>, _ weights: Span<Double>
    ) -> ExactSum {
        var sum = ExactSum()
        for i in values.indices { sum.add(values[i] <= limit ? weights[i] : 0) }
        return sum
    }

    var exact: ExactSum { self }
}

/// Visits two columns four rows at a time; the last rows are filled up with values of NaN that weigh
/// nothing.
@inline(__always)
func forEachFour(
    _ values: Span<Double>, _ weights: Span<Double>,
    _ body: (SIMD4<Double>, SIMD4<Double>) -> Void
) {
    precondition(values.count == weights.count, "columns differ in length")
    values.withUnsafeBytes { values in
        weights.withUnsafeBytes { weights in
            var offset = 0
            while offset + 32 <= values.count {
                body(
                    values.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self),
                    weights.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self))
                offset += 32
            }
            if offset == values.count { return }
            var lastValues = SIMD4(repeating: Double.nan), lastWeights = SIMD4<Double>.zero
            for (lane, offset) in stride(from: offset, to: values.count, by: 8).enumerated() {
                lastValues[lane] = values.load(fromByteOffset: offset, as: Double.self)
                lastWeights[lane] = weights.load(fromByteOffset: offset, as: Double.self)
            }
            body(lastValues, lastWeights)
        }
    }
}
