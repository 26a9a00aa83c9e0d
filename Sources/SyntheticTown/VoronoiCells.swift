// SPDX-License-Identifier: EUPL-1.2
//
// The cells of seeds in a box. The seeds are mirrored over its four sides, so that every cell of a seed
// inside ends exactly at the box. Corners that lie closer together than half a metre become one.
import Planar

/// The Voronoi diagram of seeds, as ridges and, around each seed, the ridges of its cell.
struct VoronoiCells {
    /// A ridge as the border of a cell; backwards where the cell is at its right.
    struct Side {
        var ridge: Int
        var isForward: Bool
    }

    private(set) var ridges: [Ridge] = []
    /// Sides of each cell, counter-clockwise.
    private(set) var sides: [[Side]] = []

    private static let closest = 0.5

    init(seeds: LatticePoints, box: Box) {
        let all = VoronoiCells.mirrored(seeds, box)
        let mesh = DelaunayMesh(x: all.x, y: all.y)
        let corners = CellCorners(mesh, all, box: box, closest: VoronoiCells.closest)
        var ridgeOfEdge = [Int32](repeating: -1, count: mesh.corners.count)
        var firstEdge = [Int32](repeating: -1, count: seeds.count)
        for e in mesh.corners.indices {
            let a = Int(mesh.corners[e])
            let b = Int(mesh.corners[DelaunayMesh.following(e)])
            guard a >= 0, b >= 0, a < seeds.count else { continue }
            firstEdge[a] = Int32(e)
            let twin = Int(mesh.twins[e])
            // Each inner ridge belongs to the half-edge with the lower number.
            guard b >= seeds.count || e < twin else { continue }
            let from = corners.corner(of: twin / 3), to = corners.corner(of: e / 3)
            guard from != to else { continue }
            ridgeOfEdge[e] = Int32(ridges.count)
            ridges.append(
                Ridge(
                    fromX: corners.x[from], fromY: corners.y[from], toX: corners.x[to],
                    toY: corners.y[to], leftX: all.metresX(a), leftY: all.metresY(a),
                    rightX: all.metresX(b), rightY: all.metresY(b), isOuter: b >= seeds.count))
        }
        sides = firstEdge.map { VoronoiCells.around(Int($0), mesh, ridgeOfEdge) }
    }

    /// The seeds moved to the middle of their cells, on the same lattice after Lloyd (1982).
    ///
    /// A seed in the middle has wide triangles around it, in which borders can wiggle.
    func centred(_ seeds: LatticePoints) -> LatticePoints {
        var moved = seeds
        for (row, around) in sides.enumerated() {
            let originX = seeds.metresX(row), originY = seeds.metresY(row)
            var area = 0.0, sumX = 0.0, sumY = 0.0
            for side in around {
                let ridge = ridges[side.ridge]
                let x0 = ridge.fromX - originX, y0 = ridge.fromY - originY
                let x1 = ridge.toX - originX, y1 = ridge.toY - originY
                let cross = (x0 * y1 - x1 * y0) * (side.isForward ? 1 : -1)
                area += cross
                sumX += cross * (x0 + x1)
                sumY += cross * (y0 + y1)
            }
            guard area > 0 else { continue }
            moved.x[row] += (sumX / (3 * area) * seeds.unitsPerMetre).rounded()
            moved.y[row] += (sumY / (3 * area) * seeds.unitsPerMetre).rounded()
        }
        return moved
    }

    /// The ridges met when turning counter-clockwise around the origin of a half-edge.
    private static func around(_ first: Int, _ mesh: DelaunayMesh, _ ridge: [Int32]) -> [Side] {
        guard first >= 0 else { return [] }
        var sides: [Side] = []
        var e = first
        repeat {
            let twin = Int(mesh.twins[e])
            if ridge[e] >= 0 {
                sides.append(Side(ridge: Int(ridge[e]), isForward: true))
            } else if ridge[twin] >= 0 {
                sides.append(Side(ridge: Int(ridge[twin]), isForward: false))
            }
            e = Int(mesh.twins[DelaunayMesh.preceding(e)])
        } while e != first
        return sides
    }

    private static func mirrored(_ seeds: LatticePoints, _ box: Box) -> LatticePoints {
        var all = seeds
        let unit = seeds.unitsPerMetre
        for side in [box.minX, box.maxX] {
            let doubled = 2 * (side * unit - seeds.middleX).rounded()
            all.x += seeds.x.map { doubled - $0 }
            all.y += seeds.y
        }
        for side in [box.minY, box.maxY] {
            let doubled = 2 * (side * unit - seeds.middleY).rounded()
            all.x += seeds.x
            all.y += seeds.y.map { doubled - $0 }
        }
        return all
    }
}

/// Corners of cells: centres of the triangles' circles, in whole millimetres, close ones as one.
private struct CellCorners {
    private(set) var x: [Double] = []
    private(set) var y: [Double] = []
    private var parent: [Int32] = []

    init(_ mesh: DelaunayMesh, _ points: LatticePoints, box: Box, closest: Double) {
        for triangle in 0..<mesh.triangleCount {
            let centre = CellCorners.centre(triangle, mesh, points)
            x.append(millimetres(centre.x))
            y.append(millimetres(centre.y))
            parent.append(Int32(triangle))
        }
        for e in mesh.corners.indices where mesh.isReal(e / 3) {
            let one = e / 3, other = Int(mesh.twins[e]) / 3
            guard one < other, mesh.isReal(other) else { continue }
            let dx = x[one] - x[other], dy = y[one] - y[other]
            if dx * dx + dy * dy < closest * closest { join(one, other, box) }
        }
    }

    /// The corner of a triangle's circle; the same for triangles that were joined.
    func corner(of triangle: Int) -> Int {
        var row = triangle
        while Int(parent[row]) != row { row = Int(parent[row]) }
        return row
    }

    /// Joins two corners; what lies on a side of the box stays on it.
    private mutating func join(_ one: Int, _ other: Int, _ box: Box) {
        let a = corner(of: one), b = corner(of: other)
        guard a != b else { return }
        let kept = min(a, b), gone = max(a, b)
        parent[gone] = Int32(kept)
        if x[gone] == box.minX || x[gone] == box.maxX { x[kept] = x[gone] }
        if y[gone] == box.minY || y[gone] == box.maxY { y[kept] = y[gone] }
    }

    private static func centre(
        _ triangle: Int, _ mesh: DelaunayMesh, _ points: LatticePoints
    ) -> (x: Double, y: Double) {
        guard mesh.isReal(triangle) else { return (.infinity, .infinity) }
        let a = Int(mesh.corners[3 * triangle]), b = Int(mesh.corners[3 * triangle + 1])
        let c = Int(mesh.corners[3 * triangle + 2])
        let bx = points.x[b] - points.x[a], by = points.y[b] - points.y[a]
        let cx = points.x[c] - points.x[a], cy = points.y[c] - points.y[a]
        let doubled = 2 * (bx * cy - by * cx)
        let liftB = bx * bx + by * by, liftC = cx * cx + cy * cy
        let x = points.middleX + points.x[a] + (cy * liftB - by * liftC) / doubled
        let y = points.middleY + points.y[a] + (bx * liftC - cx * liftB) / doubled
        return (x / points.unitsPerMetre, y / points.unitsPerMetre)
    }
}
