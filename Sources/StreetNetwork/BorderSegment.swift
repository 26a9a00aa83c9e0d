// SPDX-License-Identifier: EUPL-1.2
import Planar

/// A segment of a border or line.
public struct BorderSegment: Sendable, BitwiseCopyable {
    /// Easting of one end.
    public var ax: Double
    /// Northing of one end.
    public var ay: Double
    /// Easting of the other end.
    public var bx: Double
    /// Northing of the other end.
    public var by: Double

    /// Creates a segment; its west end first, so that the direction it was drawn in cannot matter.
    public init(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
        let keeps = (ax, ay) <= (bx, by)
        self.ax = keeps ? ax : bx
        self.ay = keeps ? ay : by
        self.bx = keeps ? bx : ax
        self.by = keeps ? by : ay
    }

    /// The point of the segment that is nearest to a point.
    public func nearestPoint(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let dx = bx - ax, dy = by - ay
        let squared = dx * dx + dy * dy
        let t = squared > 0 ? min(max(((x - ax) * dx + (y - ay) * dy) / squared, 0), 1) : 0
        return (ax + t * dx, ay + t * dy)
    }

    /// Distance of a point, metres.
    public func distance(_ x: Double, _ y: Double) -> Double {
        Planar.distance(fromX: x, y: y, toSegment: ax, ay, bx, by)
    }
}
