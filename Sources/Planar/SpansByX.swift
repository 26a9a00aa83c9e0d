// SPDX-License-Identifier: EUPL-1.2
//
// Short lists of edges are simply walked through. In long ones (a park of a thousand corners over a border of
// a thousand edges) an edge finds those that it has a range of x in common with in buckets of x. An edge
// over many buckets is not listed in each: memory stays linear whatever the edges.

/// Spans of x by bucket.
struct SpansByX: Sendable {
    /// Lists below this length are walked through.
    static var worthwhile: Int { 64 }

    private var starts: [Int32] = []
    private var entries: [Int32] = []
    /// Spans over more buckets than `widest`.
    private var wide: [Int32] = []
    private var next: [Int32] = []
    private var left = 0.0
    private var inverseWidth = 0.0
    private var buckets = 1
    private static var widest: Int { 8 }

    /// Lists `count` spans, most of them between `from` and `to`; `span` tells both ends of one.
    mutating func list(
        _ count: Int, from: Double, to: Double, _ span: (Int) -> (Double, Double)
    ) {
        left = from
        buckets = max(count / 2, 1)
        inverseWidth = to > from ? Double(buckets) / (to - from) : 0
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: buckets + 1))
        wide.removeAll(keepingCapacity: true)
        for i in 0..<count {
            let (low, high) = span(i)
            let range = bucket(low)...bucket(high)
            if range.count > Self.widest { wide.append(Int32(i)) } else { addToCounts(range) }
        }
        for b in 0..<buckets { starts[b + 1] += starts[b] }
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: starts)
        entries.removeAll(keepingCapacity: true)
        entries.append(contentsOf: repeatElement(0, count: Int(starts[buckets])))
        for i in 0..<count {
            let (low, high) = span(i)
            let range = bucket(low)...bucket(high)
            guard range.count <= Self.widest else { continue }
            for b in range {
                entries[Int(next[b])] = Int32(i)
                next[b] += 1
            }
        }
    }

    private mutating func addToCounts(_ range: ClosedRange<Int>) {
        for b in range { starts[b + 1] += 1 }
    }

    @inline(__always)
    private func bucket(_ x: Double) -> Int {
        let position = (x - left) * inverseWidth
        guard position > 0 else { return 0 }
        return position < Double(buckets) ? Int(position) : buckets - 1
    }

    /// Calls `body` once for the number of each span that may overlap `from...to`.
    @inline(__always)
    func forEach(from: Double, to: Double, _ span: (Int) -> (Double, Double), _ body: (Int) -> Void)
    {
        for i in wide { body(Int(i)) }
        for b in bucket(from)...bucket(to) {
            for k in Int(starts[b])..<Int(starts[b + 1]) {
                let i = Int(entries[k])
                // A span is in several buckets; it counts in the one where the common range begins.
                if bucket(max(from, span(i).0)) == b { body(i) }
            }
        }
    }
}
