// SPDX-License-Identifier: EUPL-1.2
//
// Walking as the definition says it, without any of the engine's means: every vertex is a node, nodes are
// merged by comparing all pairs, points are compared with all segments and become nodes of their own, and
// all distances come from Floyd and Warshall or, for larger ones, from relaxing all arcs until nothing
// changes (Bellman and Ford).
import Planar
import StreetNetwork

/// A network that is built and searched by definition.
struct SlowStreets {
    private let lines: LineSet
    private var group: [Int]
    private var arcs: [(Int, Int, Double)] = []
    private var nodes: Int
    /// Projections by segment: position, node.
    private var onSegment: [Int: [(Double, Int)]] = [:]

    init(_ lines: LineSet, levels: [Int32] = [], tolerance: Double) {
        self.lines = lines
        nodes = lines.x.count
        group = Self.groups(lines, levels: levels, tolerance: tolerance)
    }

    /// A number per vertex, the same for those that meet.
    static func groups(_ lines: LineSet, levels: [Int32], tolerance: Double) -> [Int] {
        let count = lines.x.count
        var part = [Int](repeating: 0, count: count), isEnd = [Bool](repeating: false, count: count)
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            for i in rows { part[i] = k }
            isEnd[rows.lowerBound] = true
            isEnd[rows.upperBound - 1] = true
        }
        var place = Array(0..<count), group = place
        func isNear(_ i: Int, _ j: Int) -> Bool {
            let dx = lines.x[i] - lines.x[j], dy = lines.y[i] - lines.y[j]
            return dx * dx + dy * dy <= tolerance * tolerance
        }
        join(&place) { isNear($0, $1) }
        join(&group) { i, j in
            place[i] == place[j]
                && (levels.isEmpty || levels[part[i]] == levels[part[j]] || isEnd[i] || isEnd[j])
        }
        return group
    }

    /// Gives all that are related, in one or more steps, one number.
    private static func join(_ numbers: inout [Int], _ areRelated: (Int, Int) -> Bool) {
        for i in numbers.indices {
            for j in 0..<i where numbers[i] != numbers[j] && areRelated(i, j) {
                let (old, new) = (max(numbers[i], numbers[j]), min(numbers[i], numbers[j]))
                for k in numbers.indices where numbers[k] == old { numbers[k] = new }
            }
        }
    }

    /// The segment rows equally near to a point within the limit, and their distance.
    private func nearest(_ x: Double, _ y: Double, _ maxSnap: Double) -> ([Int], Double) {
        var best = Double.infinity
        var found: [(Double, Int)] = []
        for k in 0..<lines.count {
            for i in lines.vertices(of: k).dropLast() {
                if lines.x[i] == lines.x[i + 1] && lines.y[i] == lines.y[i + 1] { continue }
                let d = distance(
                    fromX: x, y: y, toSegment: lines.x[i], lines.y[i], lines.x[i + 1],
                    lines.y[i + 1])
                found.append((d, i))
                best = min(best, d)
            }
        }
        // Rounding decides between segments that lie on each other: they count as equally near.
        let rows = found.filter { $0.0 <= best + 1e-9 }.map(\.1)
        return best <= maxSnap ? (rows, best) : ([], .infinity)
    }

    private func length(_ i: Int) -> Double {
        let dx = lines.x[i + 1] - lines.x[i], dy = lines.y[i + 1] - lines.y[i]
        return (dx * dx + dy * dy).squareRoot()
    }

    /// Adds a node for a point on its nearest segment; `nil` where segments that do not meet there tie.
    mutating func add(_ x: Double, _ y: Double, maxSnap: Double) -> (node: Int, connector: Double)?
    {
        let (rows, connector) = nearest(x, y, maxSnap)
        guard let row = rows.first else { return (-1, .infinity) }
        let dx = lines.x[row + 1] - lines.x[row], dy = lines.y[row + 1] - lines.y[row]
        let t = ((x - lines.x[row]) * dx + (y - lines.y[row]) * dy) / (dx * dx + dy * dy)
        if rows.count > 1 {
            // All must end at one node, at which the point is.
            let ends = rows.map { Set([group[$0], group[$0 + 1]]) }
            let shared = ends.reduce(ends[0]) { $0.intersection($1) }
            guard shared.count == 1, t <= 0 || t >= 1 else { return nil }
        }
        let node = nodes
        nodes += 1
        onSegment[row, default: []].append((min(max(t, 0), 1) * length(row), node))
        return (node, connector)
    }

    /// The arcs between nodes: segments in the pieces that projections make of them.
    private func allArcs() -> [(Int, Int, Double)] {
        var arcs: [(Int, Int, Double)] = []
        for k in 0..<lines.count {
            for i in lines.vertices(of: k).dropLast() {
                var (node, position) = (group[i], 0.0)
                for (next, other) in (onSegment[i] ?? []).sorted(by: { $0.0 < $1.0 }) {
                    arcs.append((node, other, next - position))
                    (node, position) = (other, next)
                }
                arcs.append((node, group[i + 1], length(i) - position))
            }
        }
        return arcs
    }

    /// All distances between nodes, by Floyd and Warshall.
    func allDistances() -> [[Double]] {
        var d = [[Double]](
            repeating: [Double](repeating: .infinity, count: nodes), count: nodes)
        for i in 0..<nodes { d[i][i] = 0 }
        for (a, b, metres) in allArcs() {
            d[a][b] = min(d[a][b], metres)
            d[b][a] = min(d[b][a], metres)
        }
        for k in 0..<nodes {
            for i in 0..<nodes where d[i][k] < .infinity {
                for j in 0..<nodes { d[i][j] = min(d[i][j], d[i][k] + d[k][j]) }
            }
        }
        return d
    }

    /// Distances of all nodes from the nearest start, by relaxing arcs until nothing changes.
    func distances(from starts: [(node: Int, connector: Double)]) -> [Double] {
        var d = [Double](repeating: .infinity, count: nodes)
        for start in starts where start.node >= 0 {
            d[start.node] = min(d[start.node], start.connector)
        }
        let arcs = allArcs()
        var isChanged = true
        while isChanged {
            isChanged = false
            for (a, b, metres) in arcs {
                if d[a] + metres < d[b] { (d[b], isChanged) = (d[a] + metres, true) }
                if d[b] + metres < d[a] { (d[a], isChanged) = (d[b] + metres, true) }
            }
        }
        return d
    }
}
