// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Writes runs of edges one after the other.
struct RunWriter {
    private let output: UnsafeMutableBufferPointer<EdgeRun>
    private let x: [Double]
    private let y: [Double]
    /// Runs written so far.
    private(set) var count = 0

    init(to output: UnsafeMutableBufferPointer<EdgeRun>, _ x: [Double], _ y: [Double]) {
        self.output = output
        self.x = x
        self.y = y
    }

    /// Adds a polygon of one ring.
    mutating func appendWhole(_ p: Int, _ rows: Range<Int>, feature: Int32) {
        let start = Int32(rows.lowerBound)
        add(
            .whole, rows, edges: rows.count - 1, closing: start, feature: feature,
            polygon: Int32(p))
    }

    /// Adds the inside of a polygon.
    mutating func appendInside(_ p: Int, _ rows: Range<Int>, feature: Int32) {
        add(.inside, rows, edges: 0, closing: -1, feature: feature, polygon: Int32(p))
    }

    /// Adds a line or a ring as runs.
    mutating func append(_ kind: EdgeRun.Kind, _ rows: Range<Int>, feature: Int32) {
        guard let last = rows.last else { return }
        var from = rows.lowerBound
        repeat {
            let to = min(from + RunMaker.runLength, last)
            // A ring goes back to its first vertex; a line of one vertex is an edge of length 0.
            let isClosed = to == last && (kind == .border || rows.count == 1)
            add(
                kind, from..<to + 1, edges: to - from,
                closing: isClosed ? Int32(rows.lowerBound) : -1, feature: feature, polygon: -1)
            from = to
        } while from < last
    }

    private mutating func add(
        _ kind: EdgeRun.Kind, _ rows: Range<Int>, edges: Int, closing: Int32, feature: Int32,
        polygon: Int32
    ) {
        var box = Box.empty
        var longest = 0.0
        var (px, py) = (x[rows.lowerBound], y[rows.lowerBound])
        func step(to i: Int) {
            let (dx, dy) = (x[i] - px, y[i] - py)
            longest = max(longest, dx * dx + dy * dy)
            (px, py) = (x[i], y[i])
            box.insert(x: px, y: py)
        }
        for i in rows { step(to: i) }
        if closing >= 0 { step(to: Int(closing)) }
        output.initializeElement(
            at: count,
            to: EdgeRun(
                box: box, feature: feature, polygon: polygon, start: Int32(rows.lowerBound),
                edgeCount: Int32(edges), closing: closing, kind: kind,
                sag: Float(longest / 4 * (1 + 0x1p-20))))
        count += 1
    }
}
