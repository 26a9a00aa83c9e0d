// SPDX-License-Identifier: EUPL-1.2
//
// Shortest ways between some nodes of the network, the vias of tours. A metre beside fast cars counts as three, so
// ways keep off such streets where the detour is short. Ways of a pair are those of its first via's tree in both
// directions, and among equal ones the lower edge is taken: the same ways for any order of work.
import Neighbourhoods
import SpatialIndex
import Synchronization

/// Ways between vias.
struct RouteGraph: Sendable {
    /// Nodes between which ways are known.
    let vias: [Int32]
    /// Per via its nearest others by way, nearest first.
    let neighbours: [[Int]]
    /// Per via and via the length of the way between them, metres; infinite without one.
    let length: [[Double]]
    private let streets: RouteStreets
    private let trees: [RouteTree]

    private static let mostNeighbours = 24

    /// Finds ways.
    ///
    /// - Parameters:
    ///   - ground: The network.
    ///   - vias: Its nodes.
    ///   - detour: Metres that a metre along a fast street counts more.
    ///   - threads: At most so many threads.
    /// - Complexity: O(vias × edges log edges).
    init(_ ground: RouteGround, vias: [Int32], detour: Double = 2, threads: Int) {
        streets = ground.streets
        self.vias = vias
        let arcs = RouteArcs(ground, detour: detour)
        let found = Mutex([RouteTree?](repeating: nil, count: vias.count))
        forEachChunk(of: vias.count, size: 8, least: 1, threads: threads) { rows in
            for row in rows {
                let tree = RouteTree(from: vias[row], arcs)
                found.withLock { $0[row] = tree }
            }
        }
        let trees = found.withLock { $0 }.compactMap { $0 }
        var length = trees.map { tree in vias.map { tree.metres[Int($0)] } }
        for a in vias.indices { for b in 0..<a { length[a][b] = length[b][a] } }
        self.trees = trees
        self.length = length
        neighbours = vias.indices.map { a in
            let near = vias.indices.filter { $0 != a && length[a][$0] < .infinity }
                .sorted { (length[a][$0], $0) < (length[a][$1], $1) }
            return Array(near.prefix(Self.mostNeighbours))
        }
    }

    /// Appends the edges of the way between two vias, in the order in which they are walked.
    func appendWay(_ a: Int, _ b: Int, to edges: inout [Int32]) {
        let (root, far) = (min(a, b), max(a, b))
        let start = edges.count
        var node = vias[far]
        while node != vias[root] {
            let edge = trees[root].edges[Int(node)]
            guard edge >= 0 else { return }
            edges.append(edge)
            let e = Int(edge)
            node = streets.from[e] == node ? streets.to[e] : streets.from[e]
        }
        if root == a { edges[start...].reverse() }
    }
}

/// What can be reached from each node.
private struct RouteArcs: Sendable {
    struct Arc {
        var edge: Int32
        var node: Int32
        var metres: Double
        var cost: Double
    }

    let of: [[Arc]]

    init(_ ground: RouteGround, detour: Double) {
        let streets = ground.streets
        var arcs = [[Arc]](repeating: [], count: streets.nodes.count)
        for edge in 0..<streets.count where streets.from[edge] != streets.to[edge] {
            let numbers = ground.numbers[edge]
            let (a, b) = (streets.from[edge], streets.to[edge])
            var arc = Arc(
                edge: Int32(truncatingIfNeeded: edge), node: b, metres: numbers.length,
                cost: numbers.length + detour * numbers.fast)
            arcs[Int(a)].append(arc)
            arc.node = a
            arcs[Int(b)].append(arc)
        }
        of = arcs
    }
}

/// Shortest ways from one node.
private struct RouteTree: Sendable {
    /// Edge by which one comes to each node; -1 at the start and where no way leads.
    private(set) var edges: [Int32]
    /// Length of the way to each node, metres; infinite where there is none.
    private(set) var metres: [Double]
    private var cost: [Double]

    init(from start: Int32, _ arcs: RouteArcs) {
        let count = arcs.of.count
        edges = [Int32](repeating: -1, count: count)
        metres = [Double](repeating: .infinity, count: count)
        cost = metres
        var heap = RouteHeap()
        cost[Int(start)] = 0
        metres[Int(start)] = 0
        heap.push(0, start)
        while let (reached, node) = heap.pop() {
            guard reached == cost[Int(node)] else { continue }
            for arc in arcs.of[Int(node)] { take(arc, from: Int(node), &heap) }
        }
        cost = []
    }

    private mutating func take(_ arc: RouteArcs.Arc, from node: Int, _ heap: inout RouteHeap) {
        let through = cost[node] + arc.cost
        let m = Int(arc.node)
        // An equal way by a lower edge replaces the edge only: what lies behind costs the same.
        let isEqual = through == cost[m] && arc.cost > 0 && arc.edge < edges[m]
        guard through < cost[m] || isEqual else { return }
        if through < cost[m] { heap.push(through, arc.node) }
        cost[m] = through
        metres[m] = metres[node] + arc.metres
        edges[m] = arc.edge
    }
}
