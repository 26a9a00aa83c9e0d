// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact for the geometry given: true arcs, overlaps counted once 2 no degenerate
// case: touching, coinciding and repeated shapes need no special treatment 3 no geometry is built.
//
// The boundary of a union consists of the stretches of the shapes' boundaries that no other shape
// covers. Walk along one stretch e: how many shapes cover it is the number of bottoms below e minus
// the number of tops below e, so each curve f of another shape adds or takes one over the range of x
// where f runs below e. Sorting those ends along e gives the exposed parts, where the number is 0; each
// is as long as it can be, so that shapes that do not touch it leave no trace.
// Areas follow from exposed parts alone (Green's theorem in the form: area = tops minus bottoms of
// the areas below). `CurveOrder` says why coinciding curves are no trouble.
//
// Rejected: building the union (GEOS: buffers of many chords, 20 times slower and never exact);
// sweeping the plane for all crossings (needs the arrangement, of which we want one number).

/// The boundary of a union of shapes as signed pieces.
public struct RegionBoundary: Sendable {
    /// A part of a curve that no other shape covers.
    struct Piece: Sendable {
        var curve: Int32
        var from: Double
        var to: Double
    }

    let shapes: RegionShapes
    let order: CurveOrder
    let shapeGrid: BoxGrid
    private(set) var pieces: [Piece] = []
    private(set) var pieceGrid = BoxGrid([])

    /// The boundary of the union of polygons.
    ///
    /// - Parameter polygons: Valid polygons, interior to the left of their edges; they may overlap,
    ///   touch and repeat.
    /// - Complexity: Linear in the edges, plus for each edge the edges of the polygons whose boxes
    ///   meet its box.
    public init(unionOf polygons: PolygonSet) {
        self.init(RegionShapes(polygons: polygons), tolerance: 0)
    }

    /// The boundary of everything within `radius` of the features.
    ///
    /// - Parameters:
    ///   - radius: Metres, finite and > 0.
    ///   - geometry: Points, lines and valid polygons; any mix, with repeats and overlaps.
    ///   - boxes: Where the boundary is asked for; `nil`: everywhere.
    /// - Complexity: As ``init(unionOf:)``, over a disc per vertex and a rectangle per edge.
    public init(within radius: Double, of geometry: FeatureGeometry, near boxes: [Box]? = nil) {
        precondition(radius > 0 && radius.isFinite, "a radius is finite and > 0")
        self.init(RegionShapes(within: radius, of: geometry), tolerance: 1e-9, near: boxes)
    }

    private init(_ shapes: RegionShapes, tolerance: Double, near boxes: [Box]? = nil) {
        self.shapes = shapes
        order = CurveOrder(radius: shapes.radius, tolerance: tolerance)
        shapeGrid = BoxGrid(shapes.boxes)
        var scratch = CoverEvents()
        for stretch in shapes.stretches {
            let curve = shapes.curves[Int(stretch.curve)]
            if let boxes {
                let own = curve.box(from: stretch.from, to: stretch.to, radius: shapes.radius)
                guard boxes.contains(where: { $0.intersects(own) }) else { continue }
            }
            if isHidden(stretch) { continue }
            collectCover(
                of: curve, from: stretch.from, to: stretch.to, stretch.neighbours, &scratch)
            var open: Double?
            scratch.forEachRange(from: stretch.from, to: stretch.to) { a, b, covers in
                if covers <= 0 {
                    if open == nil { open = a }
                } else if let start = open {
                    pieces.append(Piece(curve: stretch.curve, from: start, to: a))
                    open = nil
                }
            }
            if let open {
                pieces.append(Piece(curve: stretch.curve, from: open, to: stretch.to))
            }
        }
        let radius = shapes.radius
        pieceGrid = BoxGrid(
            pieces.map {
                shapes.curves[Int($0.curve)].box(from: $0.from, to: $0.to, radius: radius)
            })
    }

    /// Area of the region.
    ///
    /// - Returns: Square metres.
    /// - Complexity: O(pieces).
    public var area: Double {
        var sum = ExactSum()
        for piece in pieces {
            let curve = shapes.curves[Int(piece.curve)]
            let base = shapes.boxes[Int(curve.shape)].minY
            // Relative to a level of its own each piece is small-scale; the level itself is added
            // exactly enough as its own term.
            let above = curve.integral(
                from: piece.from, to: piece.to, base: base, radius: shapes.radius)
            sum.add(Double(curve.sign) * above)
            sum.add(Double(curve.sign) * (piece.to - piece.from) * (base - origin))
        }
        return sum.value
    }

    private var origin: Double {
        var low = Double.infinity
        for box in shapes.boxes { low = min(low, box.minY) }
        return low.isFinite ? low : 0
    }

    /// Whether one disc or strip holds the whole stretch, which is the usual case inside a region.
    private func isHidden(_ stretch: RegionShapes.Stretch) -> Bool {
        guard shapes.radius > 0 else { return false }
        let curve = shapes.curves[Int(stretch.curve)]
        let radius = shapes.radius
        // A disc of the same radius that holds both ends of an arc holds the arc only up to half a turn.
        let ya = curve.height(at: stretch.from, radius: radius)
        let yb = curve.height(at: stretch.to, radius: radius)
        var isHidden = false
        shapeGrid.forEach(meeting: Box(minX: stretch.from, minY: ya, maxX: stretch.from, maxY: ya))
        {
            let shape = Int32($0)
            guard shape != curve.shape, shape != stretch.neighbours.0, shape != stretch.neighbours.1
            else { return true }
            isHidden =
                shapes.kinds[$0].holds(x: stretch.from, y: ya, radius)
                && shapes.kinds[$0].holds(x: stretch.to, y: yb, radius)
                && (curve.kind == .segment || shapes.kinds[$0].isDisc)
            return !isHidden
        }
        return isHidden
    }

    /// Collects where along a curve how many shapes other than its own cover it.
    func collectCover(
        of curve: BoundaryCurve, from: Double, to: Double, _ neighbours: (Int32, Int32) = (-1, -1),
        _ events: inout CoverEvents
    ) {
        events.removeAll()
        let box = curve.box(from: from, to: to, radius: shapes.radius)
        shapeGrid.forEach(meeting: box) { candidate in
            let shape = Int32(candidate)
            guard shape != curve.shape, shape != neighbours.0, shape != neighbours.1,
                !isOwnStrip(candidate, of: curve)
            else { return true }
            for k in shapes.curves(of: candidate) {
                let other = shapes.curves[k]
                guard other.x1 < to, other.x2 > from, let below = order.below(other, curve)
                else { continue }
                events.add(below, weight: -Int(other.sign), from: from, to: to)
            }
            return true
        }
    }

    /// Whether a strip ends at the centre of an arc's disc: it touches the free wedge of the disc
    /// at its ends only, and must not be thought to cover it by rounding.
    private func isOwnStrip(_ shape: Int, of curve: BoundaryCurve) -> Bool {
        guard curve.kind != .segment,
            case .strip(let ax, let ay, let bx, let by, _, _) = shapes.kinds[shape]
        else { return false }
        return (ax == curve.p && ay == curve.q) || (bx == curve.p && by == curve.q)
    }
}

extension RegionShapes.Kind {
    var isDisc: Bool { if case .disc = self { true } else { false } }

    /// Whether a point lies clearly inside; polygons always say no.
    func holds(x: Double, y: Double, _ radius: Double) -> Bool {
        switch self {
        case .polygon: return false
        case .disc(let cx, let cy):
            let dx = x - cx
            let dy = y - cy
            return dx * dx + dy * dy < radius * radius * (1 - 1e-9)
        case .strip(let ax, let ay, let bx, let by, let left, let right):
            let dx = bx - ax
            let dy = by - ay
            let length = (dx * dx + dy * dy).squareRoot()
            let along = ((x - ax) * dx + (y - ay) * dy) / length
            let aside = ((y - ay) * dx - (x - ax) * dy) / length
            return along > 1e-6 && along < length - 1e-6 && aside < left - 1e-6
                && aside > 1e-6 - right
        }
    }
}

/// Where along a curve the number of covering shapes changes.
struct CoverEvents {
    private var at: [Double] = []
    private var change: [Int32] = []
    private var order: [Int32] = []

    mutating func removeAll() {
        at.removeAll(keepingCapacity: true)
        change.removeAll(keepingCapacity: true)
    }

    /// Adds `weight` over the ranges where a curve is below.
    mutating func add(_ below: BelowRanges, weight: Int, from: Double, to: Double) {
        below.forEachRange { add(weight, from: max($0, from), to: min($1, to)) }
    }

    private mutating func add(_ weight: Int, from a: Double, to b: Double) {
        guard a < b else { return }
        at.append(a)
        change.append(Int32(weight))
        at.append(b)
        change.append(Int32(-weight))
    }

    /// Calls `body` with each range of x of one number of covering shapes, in order.
    mutating func forEachRange(from: Double, to: Double, _ body: (Double, Double, Int) -> Void) {
        guard !at.isEmpty else { return body(from, to, 0) }
        order.removeAll(keepingCapacity: true)
        for i in at.indices { order.append(Int32(i)) }
        order.sort { at[Int($0)] < at[Int($1)] }
        var start = from
        var covers = 0
        for i in order {
            let x = at[Int(i)]
            if x > start {
                body(start, x, covers)
                start = x
            }
            covers += Int(change[Int(i)])
        }
        if to > start { body(start, to, covers) }
    }
}
