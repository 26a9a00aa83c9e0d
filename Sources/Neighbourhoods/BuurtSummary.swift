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
    /// Whether an infinite value is none: means, quantiles and maxima are over the others.
    var skipsInfinite: Bool

    /// Sorts out reductions; where there is nothing to measure only shares are left.
    init(_ reductions: [Reduction], onlyShares: Bool, skipsInfinite: Bool = false) {
        self.skipsInfinite = skipsInfinite
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
    /// Weight of the rows that have a value; `nil` where all have.
    var reached: ExactSum?
}

extension People {
    /// Summary of one buurt.
    func summary<Sum: WeightSum>(
        of buurt: Int, _ column: AddressValues, _ asked: AskedReductions, in: Sum.Type
    ) -> BuurtSummary {
        var result = BuurtSummary()
        let rows = rows(of: buurt)
        if let own = ownRows(of: buurt, column, hasGaps: false) {
            result.within = asked.limits.map {
                Sum.weight(upTo: $0, own.values.span, own.weights.span).exact
            }
        } else {
            let values = column.flat.span.extracting(rows)
            let weights = weight.span.extracting(rows)
            result.within = asked.limits.map { Sum.weight(upTo: $0, values, weights).exact }
        }
        let hasGaps = asked.skipsInfinite && column.hasInfinite(rows, of: buurt)
        if let own = ownRows(of: buurt, column, hasGaps: hasGaps) {
            if hasGaps {
                var reached = ExactSum()
                for weight in own.weights { reached.add(weight) }
                result.reached = reached
            }
            result.fill(own.values, own.weights, own.values.indices, asked, in: Sum.self)
        } else {
            result.fill(column.flat, weight, rows, asked, in: Sum.self)
        }
        return result
    }

    /// Values and weights of a buurt where they are not those of the columns; rows without a value weigh
    /// nothing.
    func ownRows(of buurt: Int, _ column: AddressValues, hasGaps: Bool) -> OwnRows? {
        let rows = rows(of: buurt)
        let values = column.ownValues(of: buurt)
        guard hasGaps else {
            return values.map { OwnRows(values: $0, weights: Array(weight[rows])) }
        }
        var own = OwnRows(
            values: values ?? Array(column.flat[rows]), weights: Array(weight[rows]))
        for i in own.values.indices where own.values[i] == .infinity {
            own.values[i] = 0
            own.weights[i] = 0
        }
        return own
    }
}

extension BuurtSummary {
    /// All but the shares.
    fileprivate mutating func fill<Sum: WeightSum>(
        _ column: [Double], _ weight: [Double], _ rows: Range<Int>, _ asked: AskedReductions,
        in: Sum.Type
    ) {
        let values = column.span.extracting(rows), weights = weight.span.extracting(rows)
        if asked.mean { total.addProducts(values, weights) }
        if asked.extent { extent = ValueExtent(of: values, weights) }
        guard !asked.quantiles.isEmpty else { return }
        quantiles = QuantileSearch<Sum>(
            column: column, weight: weight, runs: [WeightedRun(rows: rows, factor: 1)],
            extent: extent, threads: 1
        ).values(asked.quantiles)
    }
}

extension AddressValues {
    /// Whether an address of a buurt has an infinite value.
    fileprivate func hasInfinite(_ rows: Range<Int>, of buurt: Int) -> Bool {
        withRows(rows, of: buurt) { values in
            var highest = -Double.infinity
            for i in values.indices { highest = max(highest, values[i]) }
            return highest == .infinity
        }
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
