// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 no trace of the order of the rows 2 a column over addresses is read from memory
// once for all its reductions.
//
// A buurt has some hundreds of addresses: value and weight stay in the first-level cache while one short
// loop after the other runs over them, four rows at a time.
import Planar

/// What reductions ask of a column, each thing once.
struct AskedReductions: Sendable {
    /// Whether a mean is asked for.
    var mean = false
    /// Whether the extent of the values is.
    var extent = false
    /// Thresholds of the shares, metres or counts.
    var limits: [Double] = []
    /// Shares of the quantiles.
    var quantiles: [Double] = []

    /// Sorts out reductions; where there is nothing to measure only shares are left.
    init(_ reductions: [Reduction], onlyShares: Bool) {
        for reduction in Set(reductions) {
            switch reduction {
            case .shareWithin(let limit): limits.append(limit)
            case .mean: mean = !onlyShares
            case .quantile(let p): if !onlyShares { quantiles.append(p) }
            case .max: extent = !onlyShares
            case .sum, .shareOfArea, .perInhabitant:
                preconditionFailure("not a reduction over people")
            }
        }
        extent = extent || !quantiles.isEmpty
        limits.sort()
        quantiles.sort()
    }
}

/// What the rows of one buurt add up to; weights as given.
struct BuurtSummary: Sendable {
    /// Sum of weight times value; 0 where no mean is asked for.
    var total = ExactSum()
    /// Per threshold the weight with a value up to it.
    var within: [ExactSum] = []
    /// Of the rows with a weight above zero.
    var extent = ValueExtent()
    /// Per share the quantile.
    var quantiles: [Double] = []
}

extension People {
    /// Summary of one buurt.
    func summary<Sum: WeightSum>(
        of buurt: Int, _ column: [Double], _ asked: AskedReductions, in: Sum.Type
    ) -> BuurtSummary {
        var result = BuurtSummary()
        let rows = rows(of: buurt)
        let values = column.span.extracting(rows), weights = weight.span.extracting(rows)
        if asked.mean { result.total.addProducts(values, weights) }
        result.within = asked.limits.map { Sum.weight(upTo: $0, values, weights).exact }
        if asked.extent { result.extent = ValueExtent(of: values, weights) }
        if !asked.quantiles.isEmpty {
            result.quantiles = QuantileSearch<Sum>(
                column: column, weight: weight, runs: [WeightedRun(rows: rows, factor: 1)],
                extent: result.extent, threads: 1
            ).values(asked.quantiles)
        }
        return result
    }
}

extension ValueExtent {
    /// Extent of the values with a weight above zero.
    init(of values: Span<Double>, _ weights: Span<Double>) {
        var lows = SIMD4(repeating: Double.infinity), highs = -lows
        forEachFour(values, weights) { value, weight in
            let counts = weight .> 0
            lows.replace(with: value, where: counts .& (value .< lows))
            highs.replace(with: value, where: counts .& (value .> highs))
        }
        low = lows.min()
        high = highs.max()
    }
}
