// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 right for every set of lattice points, grids and collinear ones included 2 linear
// time for points in the order of a space-filling curve 3 flat columns.
//
// Method: points are added one by one. The walk to the next point starts at the last one and crosses
// the edges that the point lies beyond; triangles whose circle holds the point are taken out and the
// hole is filled with a fan. Ghost triangles join each edge of the hull to a vertex at infinity, so that
// a point outside is no special case.
// Source: A. Bowyer (1981), Computing Dirichlet tessellations; D. F. Watson (1981), both in The Computer
// Journal 24; ghosts after J. R. Shewchuk (2012), Lecture notes on Delaunay mesh generation, 3.4.
// Rejected: sweep-hull (radial sort of all points, no locality), flips (more passes over the columns).
import Planar

/// The Delaunay triangulation of lattice points, with its neighbours.
///
/// Half-edge *e* of triangle *e* / 3 runs from `corners[e]` to `corners[following(e)]`, the triangle to
/// its left; `twins[e]` is the same edge in the triangle at its right. Triangles with a corner ``ghost``
/// lie outside the hull. Empty where all points are collinear; equal points count once.
struct DelaunayMesh {
    /// The vertex at infinity.
    static let ghost: Int32 = -1

    let x: [Double]
    let y: [Double]
    private(set) var corners: [Int32] = []
    private(set) var twins: [Int32] = []
    private var start = 0
    // Scratch of one insertion.
    private var open: [Int32] = []
    private var rim: [Int32] = []
    private var hole: [Int32] = []

    /// Triangulates points.
    ///
    /// - Precondition: Coordinates are whole numbers of magnitude up to 2^25.
    init(x: [Double], y: [Double]) {
        precondition(x.count == y.count, "x and y differ in length")
        let isOnLattice = { (value: Double) in
            abs(value) <= largestLatticeCoordinate && value == value.rounded()
        }
        precondition(x.allSatisfy(isOnLattice) && y.allSatisfy(isOnLattice), "not on a lattice")
        self.x = x
        self.y = y
        guard let (a, b, c) = firstTriangle() else { return }
        corners.reserveCapacity(6 * x.count)
        twins.reserveCapacity(6 * x.count)
        begin(a, b, c)
        for row in x.indices {
            let point = Int32(row)
            if point != a, point != b, point != c { insert(point) }
        }
    }

    /// Number of triangles, ghosts included.
    var triangleCount: Int { corners.count / 3 }

    /// The half-edge behind `e` in its triangle.
    static func following(_ e: Int) -> Int { e % 3 == 2 ? e - 2 : e + 1 }

    /// The half-edge before `e` in its triangle.
    static func preceding(_ e: Int) -> Int { e % 3 == 0 ? e + 2 : e - 1 }

    /// Whether a triangle has no corner at infinity.
    func isReal(_ triangle: Int) -> Bool { ghostCorner(triangle) == nil }

    private func ghostCorner(_ triangle: Int) -> Int? {
        let e = 3 * triangle
        if corners[e] == DelaunayMesh.ghost { return e }
        if corners[e + 1] == DelaunayMesh.ghost { return e + 1 }
        return corners[e + 2] == DelaunayMesh.ghost ? e + 2 : nil
    }

    private func side(_ a: Int32, _ b: Int32, _ c: Int32) -> Double {
        let (a, b, c) = (Int(a), Int(b), Int(c))
        return orientation(x[a], y[a], x[b], y[b], x[c], y[c])
    }

    /// Three points that are not collinear, counter-clockwise.
    private func firstTriangle() -> (Int32, Int32, Int32)? {
        guard let b = x.indices.first(where: { x[$0] != x[0] || y[$0] != y[0] }) else { return nil }
        for row in x.indices {
            let turn = side(0, Int32(b), Int32(row))
            if turn > 0 { return (0, Int32(b), Int32(row)) }
            if turn < 0 { return (Int32(b), 0, Int32(row)) }
        }
        return nil
    }

    private mutating func begin(_ a: Int32, _ b: Int32, _ c: Int32) {
        let g = DelaunayMesh.ghost
        corners = [a, b, c, b, a, g, c, b, g, a, c, g]
        twins = [3, 6, 9, 0, 11, 7, 1, 5, 10, 2, 8, 4]
    }

    private mutating func insert(_ point: Int32) {
        let triangle = locate(point)
        if ghostCorner(triangle) == nil, isCorner(point, of: triangle) { return }
        digHole(around: point, from: triangle)
        fillHole(around: point)
    }

    /// The triangle that holds a point, or a ghost whose edge of the hull the point lies beyond.
    private func locate(_ point: Int32) -> Int {
        var triangle = start
        search: while true {
            if let corner = ghostCorner(triangle) {
                if isInConflict(triangle, point) { return triangle }
                triangle = Int(twins[DelaunayMesh.following(corner)]) / 3
                continue
            }
            let e = 3 * triangle
            for i in 0..<3 {
                let to = corners[i == 2 ? e : e + i + 1]
                if side(corners[e + i], to, point) < 0 {
                    triangle = Int(twins[e + i]) / 3
                    continue search
                }
            }
            return triangle
        }
    }

    private func isCorner(_ point: Int32, of triangle: Int) -> Bool {
        (3 * triangle..<3 * triangle + 3).contains {
            let corner = Int(corners[$0])
            return x[corner] == x[Int(point)] && y[corner] == y[Int(point)]
        }
    }

    /// Whether the circle of a triangle holds a point; that of a ghost is the half-plane beyond its edge
    /// and the edge itself.
    private func isInConflict(_ triangle: Int, _ point: Int32) -> Bool {
        let p = Int(point)
        guard let corner = ghostCorner(triangle) else {
            let a = Int(corners[3 * triangle]), b = Int(corners[3 * triangle + 1])
            let c = Int(corners[3 * triangle + 2])
            return inCircle(x[a], y[a], x[b], y[b], x[c], y[c], x[p], y[p]) > 0
        }
        let from = corners[DelaunayMesh.following(corner)]
        let to = corners[DelaunayMesh.preceding(corner)]
        let turn = side(from, to, point)
        if turn != 0 { return turn > 0 }
        let a = Int(from), b = Int(to)
        return (x[a] - x[p]) * (x[b] - x[p]) + (y[a] - y[p]) * (y[b] - y[p]) < 0
    }

    /// Collects the triangles in conflict and, counter-clockwise, the half-edges around them.
    ///
    /// The hole has no vertex inside, so no triangle is met twice; its edges are followed depth first.
    private mutating func digHole(around point: Int32, from triangle: Int) {
        hole.removeAll(keepingCapacity: true)
        rim.removeAll(keepingCapacity: true)
        hole.append(Int32(triangle))
        let e = 3 * triangle
        open.append(twins[e + 2])
        open.append(twins[e + 1])
        open.append(twins[e])
        while let outside = open.popLast() {
            let neighbour = Int(outside) / 3
            guard isInConflict(neighbour, point) else {
                rim.append(outside)
                continue
            }
            hole.append(Int32(neighbour))
            open.append(twins[DelaunayMesh.preceding(Int(outside))])
            open.append(twins[DelaunayMesh.following(Int(outside))])
        }
    }

    /// Joins the edges around the hole to the point.
    private mutating func fillHole(around point: Int32) {
        while hole.count < rim.count {
            hole.append(Int32(triangleCount))
            corners.append(contentsOf: [0, 0, 0])
            twins.append(contentsOf: [0, 0, 0])
        }
        var previous = Int(hole[rim.count - 1])
        for (slot, outside) in rim.enumerated() {
            let triangle = Int(hole[slot])
            let e = 3 * triangle
            // The edge outside runs the other way.
            corners[e] = corners[DelaunayMesh.following(Int(outside))]
            corners[e + 1] = corners[Int(outside)]
            corners[e + 2] = point
            twins[e] = outside
            twins[Int(outside)] = Int32(e)
            twins[e + 2] = Int32(3 * previous + 1)
            twins[3 * previous + 1] = Int32(e + 2)
            previous = triangle
        }
        start = previous
    }
}
