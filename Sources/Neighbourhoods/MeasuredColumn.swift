// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the bits of a full run 2 only addresses that a change can reach are measured
// 3 only buurten whose values changed are summarised, only rows of groups that hold them reduced.
//
// Distances. Let d be the distance before, r that to what was removed, a that to what was added. An
// address whose nearest feature may have gone has r = d, and asks the index of all features that are
// left; for any other the nearest is still there, and the new distance is min(d, a). Distances come
// from single pieces by one formula that does not depend on the index, so both ways give the same bits.
// An address can change only where a < d or r = d, so a buurt is left alone when the box of its
// addresses lies further from all pieces than the largest distance in it.
//
// Counts within T: less those of the removed within T, more those of the added; only near them. Inside
// or not: asked anew in the boxes of the polygons that came or went.
//
// Rejected: an order of all addresses by distance to what serves them (an array per column, and updates
// of it cost more than the pass over boxes of buurten saves).
import Planar
import SpatialIndex

/// A column over addresses with its summaries.
struct MeasuredColumn: Sendable {
    /// A value per address, buurt by buurt.
    var values: [Double]
    /// Per buurt what reductions need of it; none where some people have no way, and reductions are
    /// over parts of them.
    var summaries: [BuurtSummary]
    /// Per buurt the largest value, of addresses without weight too; minus infinity without addresses.
    var highest: [Double]

    init(values: [Double], summaries: [BuurtSummary], people: People) {
        self.values = values
        self.summaries = summaries
        highest = (0..<people.buurten).map { Self.highest(values[people.rows(of: $0)]) }
    }

    static func highest(_ values: some Sequence<Double>) -> Double {
        values.reduce(-Double.infinity) { max($0, $1) }
    }
}

extension People {
    /// The box of the addresses of each buurt.
    var boxes: [Box] {
        (0..<buurten).map { b in
            Box(x: x.span.extracting(rows(of: b)), y: y.span.extracting(rows(of: b)))
        }
    }

    /// New values of buurten, measured on at most `threads` threads; `nil` where a buurt keeps its own.
    func remeasured(
        _ buurten: [Int], of old: [Double], threads: Int,
        _ measure: @Sendable (_ rows: Range<Int>) -> [Double]
    ) -> [(buurt: Int, values: [Double])] {
        let found = filledColumn(
            count: buurten.count, initial: [Double](), threads: threads, size: 1
        ) { (places, output: inout MutableSpan<[Double]>) in
            for k in places {
                let rows = rows(of: buurten[k])
                let values = measure(rows)
                var isSame = true
                for (i, value) in zip(rows, values) { isSame = isSame && old[i] == value }
                if !isSame { output[k - places.lowerBound] = values }
            }
        }
        return zip(buurten, found).compactMap { $1.isEmpty ? nil : ($0, $1) }
    }
}

extension Box {
    /// Whether something within `reach` of one of the boxes may lie in this one, with room for rounding.
    func isWithin(_ reach: Double, ofAny boxes: [Box]) -> Bool {
        if reach == .infinity { return !isEmpty }
        let limit = reach * (1 + 1e-12)
        return !isEmpty && boxes.contains { distance(to: $0) <= limit }
    }
}
