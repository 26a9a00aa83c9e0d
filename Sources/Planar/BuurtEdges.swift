// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact, with no predicate that could tip the wrong way 2 the work for a small polygon
// depends on the borders in its box only.
//
// Let R be a region with a closed boundary in a box, and B a buurt. The area of R in B is the signed sum
// over the edges r of R and b of B of the integral of min(y_r, y_b) dx over the x that they share
// (AreaInside.swift has the derivation). What of B lies outside the box is replaced by what means the
// same to R: edges below it cancel, since R is closed; what runs above it is a level edge along its top
// (`NearEdges`), and an edge that leaves by the top turns into one there. The integral changes little
// when a coordinate does, so where exactly it is cut does not matter. Where no border comes into the
// box, what is left is nothing, or one lid over the whole box: it is in B as a whole.

/// A part of a boundary over a range of x.
struct Slope: Sendable {
    var x1: Double
    var x2: Double
    /// Height at `x1` above the base of the box.
    var height: Double
    var slope: Double
    /// +1: the area is below; -1: above.
    var sign: Double
    /// Row of the buurt; -1 for a part of another boundary.
    var buurt: Int32 = -1

    @inline(__always)
    func height(at x: Double) -> Double { height + slope * (x - x1) }

    /// The area below both parts at once, times both signs.
    @inline(__always)
    func sharedArea(_ other: Slope) -> Double {
        let a = max(x1, other.x1)
        let b = min(x2, other.x2)
        guard a < b else { return 0 }
        let (ea, eb) = (height(at: a), height(at: b))
        let (fa, fb) = (other.height(at: a), other.height(at: b))
        let gapA = fa - ea
        let gapB = fb - eb
        let weight = sign * other.sign * (b - a) / 2
        if gapA >= 0, gapB >= 0 { return weight * (ea + eb) }
        if gapA <= 0, gapB <= 0 { return weight * (fa + fb) }
        // They cross: below one on one side and below the other on the other side.
        let share = gapA / (gapA - gapB)
        let middle = ea + (eb - ea) * share
        return gapA > 0
            ? weight * (share * (ea + middle) + (1 - share) * (middle + fb))
            : weight * (share * (fa + middle) + (1 - share) * (middle + eb))
    }
}

/// What the borders of the buurten mean to a box.
struct BorderCut: Sendable {
    /// The buurt that holds the whole box, or a ``PolygonHome``.
    var home = PolygonHome.none
    /// Parts of borders, or of the top of the box, by buurt; empty unless the home is several.
    var slopes: [Slope] = []
    private var base = 0.0
    private var spans = SpansByX()
    private var usesSpans = false

    mutating func begin(_ box: Box) {
        home = PolygonHome.none
        slopes.removeAll(keepingCapacity: true)
        base = box.minY
    }

    mutating func end(_ box: Box) {
        usesSpans = slopes.count > SpansByX.worthwhile
        guard usesSpans else { return }
        let slopes = slopes
        spans.list(slopes.count, from: box.minX, to: box.maxX) { (slopes[$0].x1, slopes[$0].x2) }
    }

    /// Adds the area that each buurt holds below a part of a closed boundary in the box.
    @inline(__always)
    func add(_ piece: OwnedPiece, to sums: inout [ExactSum]) {
        let part = Slope(
            x1: piece.x1, x2: piece.x2, height: piece.y1 - base,
            slope: (piece.y2 - piece.y1) / (piece.x2 - piece.x1), sign: Double(piece.sign))
        if usesSpans {
            spans.forEach(
                from: part.x1, to: part.x2, { (slopes[$0].x1, slopes[$0].x2) }
            ) { add(part, slopes[$0], to: &sums) }
        } else {
            for border in slopes { add(part, border, to: &sums) }
        }
    }

    @inline(__always)
    private func add(_ part: Slope, _ border: Slope, to sums: inout [ExactSum]) {
        let area = border.sharedArea(part)
        if area != 0 { sums[Int(border.buurt)].add(area) }
    }

    /// Adds an edge of a buurt, or a lid, cut to the box.
    mutating func append(_ edge: BoundaryCurve, buurt row: Int32, _ box: Box) {
        let top = box.maxY - box.minY
        let left = max(edge.x1, box.minX)
        let right = min(edge.x2, box.maxX)
        let sign = Double(edge.sign)
        guard left < right else { return }
        guard edge.p < .infinity else { return append(left, right, top, top, sign, row) }
        let slope = (edge.q - edge.p) / (edge.x2 - edge.x1)
        let a = (edge.p - box.minY) + slope * (left - edge.x1)
        let b =
            edge.x2 == right
            ? edge.q - box.minY : (edge.p - box.minY) + slope * (right - edge.x1)
        if max(a, b) <= top { return append(left, right, a, b, sign, row) }
        if min(a, b) >= top { return append(left, right, top, top, sign, row) }
        let x = min(max(left + (right - left) * ((top - a) / (b - a)), left), right)
        append(left, x, min(a, top), top, sign, row)
        append(x, right, top, min(b, top), sign, row)
    }

    private mutating func append(
        _ x1: Double, _ x2: Double, _ a: Double, _ b: Double, _ sign: Double, _ row: Int32
    ) {
        guard x1 < x2, max(a, b) > 0 else { return }
        slopes.append(
            Slope(x1: x1, x2: x2, height: a, slope: (b - a) / (x2 - x1), sign: sign, buurt: row))
    }
}

/// The polygons of the buurten, prepared for clipping.
public struct BuurtEdges: Sendable {
    private let polygons: PolygonSet
    private let blocks: VertexBlocks
    private let grid: BoxGrid

    /// Prepares the buurten.
    ///
    /// - Parameter buurten: Valid polygons, interior to the left; `feature` is the row of the buurt.
    /// - Complexity: O(vertices).
    public init(_ buurten: PolygonSet) {
        polygons = buurten
        blocks = VertexBlocks(buurten)
        grid = BoxGrid((0..<buurten.count).map(buurten.box(of:)))
    }

    /// Finds what the borders mean to a box that is not empty.
    func cut(_ box: Box, _ near: inout NearEdges, into cut: inout BorderCut) {
        cut.begin(box)
        var homes = 0
        grid.forEach(meeting: box) { p in
            near.removeAll()
            let row = polygons.feature[p]
            for ring in polygons.rings(of: p) {
                near.collect(
                    polygons.vertices(ofRing: ring), polygons.x.span, polygons.y.span,
                    blocks: blocks.boxes.span, near: box, shape: row)
            }
            switch near.relation(to: box, edges: 0, uprights: 0) {
            case .none: break
            case .whole:
                homes += 1
                cut.home = row
                for edge in near.edges { cut.append(edge, buurt: row, box) }
            case .part:
                for edge in near.edges { cut.append(edge, buurt: row, box) }
            }
            return true
        }
        if cut.slopes.isEmpty || (homes == 1 && cut.slopes.count == 1) {
            cut.slopes.removeAll(keepingCapacity: true)
        } else {
            cut.home = PolygonHome.several
            cut.end(box)
        }
    }

    /// Settles for some polygons in which buurt they lie wholly, where cells could not tell.
    ///
    /// - Parameters:
    ///   - sizes: The sizes of the polygons.
    ///   - homes: Per polygon a row of a buurt or a ``PolygonHome``; those that say several are looked at.
    /// - Precondition: the columns have the same length.
    /// - Complexity: Per polygon a sixteenth of the edges of the buurten whose boxes it meets, and the
    ///   edges in its box.
    public func settle(_ sizes: Span<PolygonSize>, homes: inout MutableSpan<Int32>) {
        precondition(sizes.count == homes.count, "columns differ in length")
        var near = NearEdges()
        var found = BorderCut()
        for row in sizes.indices where homes[row] == PolygonHome.several {
            guard !sizes[row].box.isEmpty else { continue }
            cut(sizes[row].box, &near, into: &found)
            homes[row] = found.home
        }
    }
}
