// SPDX-License-Identifier: EUPL-1.2
//
// Streets: the Urquhart graph of scattered crossings, which is the Delaunay triangulation without the
// longest edge of each triangle. It is planar; and, since the longest edges are chosen in one total order
// of all edges, it holds the shortest spanning tree, so it is connected.
// Source: R. B. Urquhart (1980), Algorithms for computation of relative neighbourhood graph, Electronics
// Letters 16.
import Planar

/// Crossings and the streets between them.
struct StreetPlan {
    let nodes: LatticePoints
    private(set) var from: [Int32] = []
    private(set) var to: [Int32] = []
    private(set) var speed: [UInt8] = []

    /// Edges per node of such a graph.
    static let edgesPerNode = 1.342

    init(edges: Int, _ terrain: Terrain, random: inout RandomStream) {
        let count = max(3, Int(Double(edges) / StreetPlan.edgesPerNode))
        nodes = terrain.scatter(
            count, crowding: 5, margin: 0, unitsPerMetre: 100, random: &random
        ).sortedAlongCurve()
        layStreets(DelaunayMesh(x: nodes.x, y: nodes.y))
        // What is stored side by side says nothing about what lies side by side.
        for row in stride(from: from.count - 1, to: 0, by: -1) {
            let other = random.index(below: row + 1)
            from.swapAt(row, other)
            to.swapAt(row, other)
        }
        speed = streetSpeeds(self)
    }

    var count: Int { from.count }

    /// Length of a street, metres.
    func length(_ row: Int) -> Double {
        let a = Int(from[row]), b = Int(to[row])
        return squaredLength(a, b).squareRoot() / nodes.unitsPerMetre
    }

    /// Exact: at most 2 x 2^52.
    private func squaredLength(_ a: Int, _ b: Int) -> Double {
        let dx = nodes.x[b] - nodes.x[a], dy = nodes.y[b] - nodes.y[a]
        return dx * dx + dy * dy
    }

    private mutating func layStreets(_ mesh: DelaunayMesh) {
        let longest = longestEdges(mesh)
        for e in mesh.corners.indices {
            let a = mesh.corners[e], b = mesh.corners[DelaunayMesh.following(e)]
            let twin = Int(mesh.twins[e])
            guard a >= 0, b >= 0, e < twin, Int(longest[e / 3]) != e % 3,
                Int(longest[twin / 3]) != twin % 3
            else { continue }
            from.append(a)
            to.append(b)
        }
    }

    /// Which of its three edges is the longest in each triangle; equal ones by their nodes.
    private func longestEdges(_ mesh: DelaunayMesh) -> [UInt8] {
        var longest = [UInt8](repeating: 3, count: mesh.triangleCount)
        for triangle in 0..<mesh.triangleCount where mesh.isReal(triangle) {
            var best = (length: -1.0, low: 0, high: 0)
            for i in 0..<3 {
                let a = Int(mesh.corners[3 * triangle + i])
                let b = Int(mesh.corners[3 * triangle + (i + 1) % 3])
                let edge = (length: squaredLength(a, b), low: min(a, b), high: max(a, b))
                if edge > best {
                    best = edge
                    longest[triangle] = UInt8(i)
                }
            }
        }
        return longest
    }
}
