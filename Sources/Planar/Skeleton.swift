// SPDX-License-Identifier: EUPL-1.2
//
// Vertices and segments of a layer without their features: what "within a radius of the layer" is
// made of. Equal vertices and equal segments are kept once, and both are put in order of their
// coordinates, so that the order of the input cannot matter.

/// Distinct vertices and segments of a layer, in order of coordinates.
struct Skeleton: Sendable {
    struct Segment: Sendable {
        var a: Int32
        var b: Int32
        /// A line has a left and a right side; the edge of a polygon only its outer, right one.
        var isTwoSided: Bool
    }

    private(set) var x: [Double] = []
    private(set) var y: [Double] = []
    private(set) var segments: [Segment] = []
    /// Segments at each vertex: outgoing directions, in compressed rows.
    private var directionOffsets: [Int32] = []
    private var directions: [(x: Double, y: Double)] = []

    mutating func append(_ points: PointSet) {
        x.append(contentsOf: points.x)
        y.append(contentsOf: points.y)
    }

    mutating func append(_ lines: LineSet) {
        let base = Int32(x.count)
        x.append(contentsOf: lines.x)
        y.append(contentsOf: lines.y)
        for part in 0..<lines.count {
            for i in lines.vertices(of: part).dropFirst() {
                segments.append(
                    Segment(a: base + Int32(i - 1), b: base + Int32(i), isTwoSided: true))
            }
        }
    }

    mutating func append(_ polygons: PolygonSet) {
        let base = Int32(x.count)
        x.append(contentsOf: polygons.x)
        y.append(contentsOf: polygons.y)
        for ring in 0..<polygons.ringOffsets.count - 1 {
            let rows = polygons.vertices(ofRing: ring)
            guard var previous = rows.last else { continue }
            for i in rows {
                segments.append(
                    Segment(a: base + Int32(previous), b: base + Int32(i), isTwoSided: false))
                previous = i
            }
        }
    }

    /// Joins equal vertices and equal segments and fills the directions at each vertex.
    mutating func finish() {
        joinVertices()
        joinSegments()
        collectDirections()
    }

    private mutating func joinVertices() {
        let order = x.indices.sorted { x[$0] != x[$1] ? x[$0] < x[$1] : y[$0] < y[$1] }
        var vertex = [Int32](repeating: 0, count: x.count)
        var keptX: [Double] = []
        var keptY: [Double] = []
        for i in order {
            if keptX.isEmpty || keptX[keptX.count - 1] != x[i] || keptY[keptY.count - 1] != y[i] {
                keptX.append(x[i])
                keptY.append(y[i])
            }
            vertex[i] = Int32(keptX.count - 1)
        }
        x = keptX
        y = keptY
        for i in segments.indices {
            segments[i].a = vertex[Int(segments[i].a)]
            segments[i].b = vertex[Int(segments[i].b)]
            // A line means the same in both directions; one direction makes equal lines equal.
            if segments[i].isTwoSided, segments[i].a > segments[i].b {
                (segments[i].a, segments[i].b) = (segments[i].b, segments[i].a)
            }
        }
    }

    private mutating func joinSegments() {
        segments.removeAll { $0.a == $0.b }
        segments.sort {
            ($0.a, $0.b, $0.isTwoSided ? 0 : 1) < ($1.a, $1.b, $1.isTwoSided ? 0 : 1)
        }
        var kept: [Segment] = []
        kept.reserveCapacity(segments.count)
        for segment in segments {
            // Two-sided comes first and includes the one-sided segment of the same vertices.
            if let last = kept.last, last.a == segment.a, last.b == segment.b { continue }
            kept.append(segment)
        }
        segments = kept
    }

    private mutating func collectDirections() {
        var offsets = [Int32](repeating: 0, count: x.count + 1)
        for segment in segments {
            offsets[Int(segment.a) + 1] += 1
            offsets[Int(segment.b) + 1] += 1
        }
        for v in x.indices { offsets[v + 1] += offsets[v] }
        directionOffsets = offsets
        directions = [(x: Double, y: Double)](repeating: (0, 0), count: 2 * segments.count)
        for segment in segments {
            let (a, b) = (Int(segment.a), Int(segment.b))
            let normal = Self.normal(x[b] - x[a], y[b] - y[a])
            // The normal is the direction turned to the left: direction = (normal.y, -normal.x).
            directions[Int(offsets[a])] = (normal.y, -normal.x)
            offsets[a] += 1
            directions[Int(offsets[b])] = (-normal.y, normal.x)
            offsets[b] += 1
        }
    }

    /// Whether any segment ends at vertex `v`.
    func hasSegments(at v: Int) -> Bool { directionOffsets[v] < directionOffsets[v + 1] }

    /// The unit vector to the left of a direction.
    static func normal(_ dx: Double, _ dy: Double) -> (x: Double, y: Double) {
        let length = (dx * dx + dy * dy).squareRoot()
        return (-dy / length, dx / length)
    }

    /// The directions at vertex `v` that lean away from every segment there; `nil` when there are none.
    ///
    /// Each segment allows the half circle behind its end. What several allow together starts to the
    /// left of one of them and ends to the right of another.
    func freeWedge(at v: Int) -> Wedge? {
        let range = Int(directionOffsets[v])..<Int(directionOffsets[v + 1])
        guard !range.isEmpty else { return .full }
        func isFree(_ ux: Double, _ uy: Double) -> Bool {
            range.allSatisfy { ux * directions[$0].x + uy * directions[$0].y <= 1e-12 }
        }
        guard
            let first = range.first(where: { isFree(-directions[$0].y, directions[$0].x) }),
            let last = range.first(where: { isFree(directions[$0].y, -directions[$0].x) })
        else { return nil }
        let start = (x: -directions[first].y, y: directions[first].x)
        let end = (x: directions[last].y, y: -directions[last].x)
        let turn = start.x * end.y - start.y * end.x
        // Segments that leave in one direction allow half a turn, which rounding may make a bit less;
        // at a vertex within a straight line both ends of the half turn are free, but not its middle.
        let isHalfTurn =
            abs(turn) < 1e-9 && start.x * end.x + start.y * end.y < 0 && isFree(-start.y, start.x)
        guard turn > 0 || isHalfTurn else { return nil }
        return Wedge(start: start, end: end)
    }
}

/// Directions from `start` counter-clockwise to `end`, at most half a turn, or all of them.
struct Wedge: Sendable {
    /// `nil` for the full circle.
    private let limits: (startX: Double, startY: Double, endX: Double, endY: Double)?

    /// All directions.
    static let full = Wedge()

    private init() { limits = nil }

    init(start: (x: Double, y: Double), end: (x: Double, y: Double)) {
        limits = (start.x, start.y, end.x, end.y)
    }

    /// The x of the unit directions in the upper or lower half, as ranges.
    ///
    /// Counter-clockwise means towards smaller x on the upper half and larger x on the lower one. A
    /// wedge of at most half a turn meets each half in at most one range.
    func ranges(upper: Bool) -> [(Double, Double)] {
        guard let w = limits else { return [(-1, 1)] }
        let startsUp = w.startY > 0 || (w.startY == 0 && w.startX > 0)
        let endsUp = w.endY > 0 || (w.endY == 0 && w.endX < 0)
        if upper {
            switch (startsUp, endsUp) {
            case (true, true): return [(w.endX, w.startX)]
            case (true, false): return [(-1, w.startX)]
            case (false, true): return [(w.endX, 1)]
            case (false, false): return []
            }
        }
        switch (startsUp, endsUp) {
        case (false, false): return [(w.startX, w.endX)]
        case (true, false): return [(-1, w.endX)]
        case (false, true): return [(w.startX, 1)]
        case (true, true): return []
        }
    }
}
