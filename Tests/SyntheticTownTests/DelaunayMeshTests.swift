// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SyntheticTown

@Suite struct DelaunayMeshTests {
    @Test func aSquareHasTwoTriangles() {
        let mesh = DelaunayMesh(x: [0, 1, 1, 0], y: [0, 0, 1, 1])
        expectDelaunay(mesh, "square")
        #expect(realTriangles(mesh).count == 2)
    }

    @Test func withoutAreaThereIsNothing() {
        #expect(DelaunayMesh(x: [], y: []).triangleCount == 0)
        #expect(DelaunayMesh(x: [5], y: [5]).triangleCount == 0)
        #expect(DelaunayMesh(x: [5, 5, 5], y: [5, 5, 5]).triangleCount == 0)
        let line = (0..<50).map(Double.init)
        #expect(DelaunayMesh(x: line, y: line.map { 3 * $0 }).triangleCount == 0)
    }

    @Test func pointsAfterALineAreJoinedToAllOfIt() {
        let x = (0..<20).map(Double.init) + [3]
        let mesh = DelaunayMesh(x: x, y: [Double](repeating: 0, count: 20) + [7])
        expectDelaunay(mesh, "fan")
        #expect(realTriangles(mesh).count == 19)
    }

    @Test(arguments: [2, 3, 7, 12])
    func gridsAreTriangulated(side: Int) {
        var x: [Double] = [], y: [Double] = []
        for row in 0..<side {
            for column in 0..<side {
                x.append(Double(column) * 100)
                y.append(Double(row) * 100)
            }
        }
        let mesh = DelaunayMesh(x: x, y: y)
        expectDelaunay(mesh, "grid \(side)")
        #expect(realTriangles(mesh).count == 2 * (side - 1) * (side - 1))
    }

    @Test func pointsOnOneCircleAreTriangulated() {
        // The 36 whole points of the circle of radius 65: 65^2 = 5^2 x 13^2.
        var x: [Double] = [], y: [Double] = []
        for i in -65...65 {
            for j in -65...65 where i * i + j * j == 65 * 65 {
                x.append(Double(i))
                y.append(Double(j))
            }
        }
        #expect(x.count == 36)
        expectDelaunay(DelaunayMesh(x: x, y: y), "circle")
    }

    @Test func equalPointsCountOnce() {
        let mesh = DelaunayMesh(x: [0, 4, 0, 4, 0, 1, 1], y: [0, 0, 4, 0, 0, 1, 1])
        expectDelaunay(mesh, "equal", distinct: 4)
        #expect(realTriangles(mesh).count == 3)
    }

    @Test func randomPointsKeepTheLaws() throws {
        try forEverySeed(0..<150) { seed, random in
            let size = [3.0, 12, 1_000, largestLatticeCoordinate - 1][Int(seed % 4)]
            let count = random.int(in: 3..<60)
            var points: Set<[Double]> = []
            for _ in 0..<count {
                points.insert([
                    random.double(in: -size..<size).rounded(),
                    random.double(in: -size..<size).rounded(),
                ])
            }
            // In no order at all: harder than along a curve.
            let rows = points.sorted { $0.lexicographicallyPrecedes($1) }.shuffled(using: &random)
            let mesh = DelaunayMesh(x: rows.map { $0[0] }, y: rows.map { $0[1] })
            if mesh.triangleCount > 0 { expectDelaunay(mesh, "seed \(seed)") }
        }
    }
}

/// Corners of the triangles inside the hull.
private func realTriangles(_ mesh: DelaunayMesh) -> [[Int]] {
    (0..<mesh.triangleCount).filter(mesh.isReal).map { t in
        (0..<3).map { Int(mesh.corners[3 * t + $0]) }
    }
}

/// Twins match, triangles turn left, circles are empty, Euler's formula holds, the hull is convex.
private func expectDelaunay(_ mesh: DelaunayMesh, _ what: String, distinct: Int? = nil) {
    let x = mesh.x, y = mesh.y
    for e in mesh.corners.indices {
        let twin = Int(mesh.twins[e])
        #expect(Int(mesh.twins[twin]) == e, "\(what): twin")
        #expect(mesh.corners[twin] == mesh.corners[DelaunayMesh.following(e)], "\(what): ends")
    }
    let triangles = realTriangles(mesh)
    for t in triangles {
        let turn = orientation(x[t[0]], y[t[0]], x[t[1]], y[t[1]], x[t[2]], y[t[2]])
        #expect(turn > 0, "\(what): turn")
        let intruder = x.indices.first {
            inCircle(x[t[0]], y[t[0]], x[t[1]], y[t[1]], x[t[2]], y[t[2]], x[$0], y[$0]) > 0
        }
        #expect(intruder == nil, "\(what): a circle is not empty")
    }
    let hull = hullOf(mesh)
    let points = distinct ?? x.count
    // Euler: n points of which h on the hull give 2 n - 2 - h triangles, and as many ghosts as h.
    #expect(triangles.count == 2 * points - 2 - hull.count, "\(what): Euler")
    #expect(mesh.triangleCount - triangles.count == hull.count, "\(what): ghosts")
    for (a, b) in hull {
        let outside = x.indices.first { orientation(x[a], y[a], x[b], y[b], x[$0], y[$0]) < 0 }
        #expect(outside == nil, "\(what): the hull is not convex")
    }
}

/// Edges of the hull, counter-clockwise.
private func hullOf(_ mesh: DelaunayMesh) -> [(Int, Int)] {
    mesh.corners.indices.compactMap { e in
        guard mesh.isReal(e / 3), !mesh.isReal(Int(mesh.twins[e]) / 3) else { return nil }
        return (Int(mesh.corners[e]), Int(mesh.corners[DelaunayMesh.following(e)]))
    }
}
