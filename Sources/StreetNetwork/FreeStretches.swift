// SPDX-License-Identifier: EUPL-1.2
//
// Where a line runs along an edge with barriers about, the step to it is free from some points of the stretch and
// not from others. It changes only where the step passes an end of a barrier, or where a barrier crosses the edge
// or the line. Between two such points one step is tried, half way: if it is free, both are entrances, as near
// as one likes.
import Planar

extension StreetNetwork {
    /// Calls `body` for the ends of what is free of barriers in a stretch of a segment along a line, as shares of the
    /// way along the segment; the ends of the stretch itself where there is no barrier near.
    func forEachFreeEnd(
        of stretch: ClosedRange<Double>, _ segment: Int, _ line: BorderSegment,
        _ body: (Double) -> Void
    ) {
        func isFree(_ share: Double) -> Bool {
            isAllowed(graph.place(onSegment: segment, at: share, entering: line), segment, line)
        }
        let changes = changes(in: stretch, segment, line)
        guard !changes.isEmpty else {
            if isFree(stretch.lowerBound) { body(stretch.lowerBound) }
            if isFree(stretch.upperBound) { body(stretch.upperBound) }
            return
        }
        let bounds = [stretch.lowerBound] + Set(changes).sorted() + [stretch.upperBound]
        var wasFree = false
        for (from, until) in zip(bounds, bounds.dropFirst()) {
            let isOpen = isFree(from + (until - from) / 2)
            if isOpen != wasFree || (!isOpen && isFree(from)) { body(from) }
            wasFree = isOpen
        }
        if wasFree || isFree(stretch.upperBound) { body(stretch.upperBound) }
    }

    /// Shares inside a stretch where the step to a line may change between free and not.
    private func changes(
        in stretch: ClosedRange<Double>, _ segment: Int, _ line: BorderSegment
    ) -> [Double] {
        guard let barriers else { return [] }
        let x = graph.lines.x, y = graph.lines.y
        let way = DirectedLine(x[segment], y[segment], x[segment + 1], y[segment + 1])
        let border = DirectedLine(line.ax, line.ay, line.bx, line.by)
        let (ax, ay) = way.point(stretch.lowerBound), (bx, by) = way.point(stretch.upperBound)
        var found: [Double] = []
        func add(_ share: Double?) {
            guard let share, share > stretch.lowerBound, share < stretch.upperBound else { return }
            found.append(share)
        }
        barriers.forEachBarrier(near: ax, ay, bx, by, margin: runsAlongWithin) { barrier in
            add(way.share(crossing: barrier))
            var corners = [(barrier.ax, barrier.ay), (barrier.bx, barrier.by)]
            if let share = border.share(crossing: barrier) { corners.append(border.point(share)) }
            for (cx, cy) in corners {
                // Square to the line through the corner, and from the ends of the line through it.
                add(way.share(besidePoint: cx, cy, of: border))
                for (ex, ey) in [(line.ax, line.ay), (line.bx, line.by)] {
                    add(way.share(crossing: DirectedLine(ex, ey, cx, cy)))
                }
            }
        }
        return found
    }
}

/// A line through two points, and shares of the way from the first to the second.
struct DirectedLine {
    let ax: Double
    let ay: Double
    let bx: Double
    let by: Double

    init(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
        (self.ax, self.ay, self.bx, self.by) = (ax, ay, bx, by)
    }

    func point(_ share: Double) -> (Double, Double) {
        (ax + share * (bx - ax), ay + share * (by - ay))
    }

    /// Where it crosses another line, neither of them cut off at its points; `nil` where they run alike.
    func share(crossing other: DirectedLine) -> Double? {
        let dx = other.bx - other.ax, dy = other.by - other.ay
        let start = (ax - other.ax) * dy - (ay - other.ay) * dx
        let end = (bx - other.ax) * dy - (by - other.ay) * dx
        return start == end ? nil : start / (start - end)
    }

    /// Where it is beside a point, square to another line.
    func share(besidePoint px: Double, _ py: Double, of other: DirectedLine) -> Double? {
        let dx = other.bx - other.ax, dy = other.by - other.ay
        let start = (ax - px) * dx + (ay - py) * dy, end = (bx - px) * dx + (by - py) * dy
        return start == end ? nil : start / (start - end)
    }
}
