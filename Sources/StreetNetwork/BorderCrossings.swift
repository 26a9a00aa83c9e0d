// SPDX-License-Identifier: EUPL-1.2
//
// Where one segment of an edge meets a segment of a border, or comes nearest to it.
import Planar

extension StreetGraph {
    /// The place at a share of the way along a segment, with a connector.
    func place(onSegment i: Int, at t: Double, connector: Double) -> StreetPlace {
        let length = along[i + 1] - along[i]
        return StreetPlace(
            edge: edgeOfVertex[i], along: min(along[i] + max(t, 0) * length, along[i + 1]),
            connector: connector)
    }

    /// Where a segment meets another: one place, two where it runs along it, or none.
    func crossings(of i: Int, with border: BorderSegment) -> [StreetPlace] {
        let (sx, sy, ex, ey) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
        guard
            segmentsIntersect(sx, sy, ex, ey, border.ax, border.ay, border.bx, border.by)
        else { return [] }
        let start = orientation(border.ax, border.ay, border.bx, border.by, sx, sy)
        let end = orientation(border.ax, border.ay, border.bx, border.by, ex, ey)
        if start != end {
            return [place(onSegment: i, at: start / (start - end), connector: 0)]
        }
        // On one line: from the later start to the earlier end.
        let ends = [(border.ax, border.ay), (border.bx, border.by)].map {
            share(of: i, $0.0, $0.1)
        }
        let low = min(max(min(ends[0], ends[1]), 0), 1), high = min(max(ends[0], ends[1], 0), 1)
        return [low, high].map { place(onSegment: i, at: $0, connector: 0) }
    }

    /// Share of the way along a segment at which a point lies beside it; not cut to 0...1.
    private func share(of i: Int, _ x: Double, _ y: Double) -> Double {
        let dx = lines.x[i + 1] - lines.x[i], dy = lines.y[i + 1] - lines.y[i]
        let squared = dx * dx + dy * dy
        guard squared > 0 else { return 0 }
        return ((x - lines.x[i]) * dx + (y - lines.y[i]) * dy) / squared
    }

    /// Places on a segment of which one is the nearest to another segment that it does not meet.
    func approaches(of i: Int, to line: BorderSegment) -> [StreetPlace] {
        let met = crossings(of: i, with: line)
        if !met.isEmpty { return met }
        let onto = [(line.ax, line.ay), (line.bx, line.by)].map { x, y in
            place(x: x, y: y, onSegment: i)
        }
        return onto
            + [
                place(
                    onSegment: i, at: 0, connector: line.distance(lines.x[i], lines.y[i])),
                place(
                    onSegment: i, at: 1, connector: line.distance(lines.x[i + 1], lines.y[i + 1])),
            ]
    }
}
