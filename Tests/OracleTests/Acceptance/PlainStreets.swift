// SPDX-License-Identifier: EUPL-1.2
//
// Walking by its definition over what `ogr2ogr` reads: every vertex is compared with its neighbours, every point
// with every segment, and one search goes over vertices, one after another, without a queue.
import Foundation
import TestSupport

/// Streets, vertex by vertex.
struct PlainStreets {
    private(set) var x: [Double] = []
    private(set) var y: [Double] = []
    /// Pairs of vertices that follow each other.
    private(set) var segments: [(Int, Int)] = []
    private var isEnd: [Bool] = []
    private var level: [Int] = []
    /// Number of the node of each vertex.
    private(set) var node: [Int] = []

    /// Reads the lines of a source in RD; `level` gives the level of a row.
    init(
        _ source: String, _ options: [String], _ oracle: GEOSOracle,
        level: ([String: String]) -> Int = { _ in 0 }
    ) throws {
        for feature in try OGRFeature.read(source, options, oracle) {
            for part in Self.parts(feature.values["WKT"] ?? "") {
                for (i, point) in part.enumerated() {
                    x.append(point.x)
                    y.append(point.y)
                    isEnd.append(i == 0 || i == part.count - 1)
                    self.level.append(level(feature.values))
                    if i > 0 { segments.append((x.count - 2, x.count - 1)) }
                }
            }
        }
        segments = segments.filter { x[$0.0] != x[$0.1] || y[$0.0] != y[$0.1] }
        join(within: 0.01)
    }

    /// The points of `LINESTRING (x y,x y)` and `MULTILINESTRING ((…),(…))`.
    private static func parts(_ wkt: String) -> [[PlainPoint]] {
        wkt.split(whereSeparator: { $0 == "(" || $0 == ")" }).compactMap { part in
            let points = part.split(separator: ",").compactMap { text -> PlainPoint? in
                let numbers = text.split(separator: " ").compactMap { Double($0) }
                return numbers.count >= 2 ? PlainPoint(x: numbers[0], y: numbers[1]) : nil
            }
            return points.isEmpty ? nil : points
        }
    }

    /// Vertices that are near each other are one node, in one or more steps; different levels only at an end.
    private mutating func join(within tolerance: Double) {
        var place = Array(x.indices), own = Array(x.indices)
        func root(_ parent: inout [Int], _ vertex: Int) -> Int {
            var i = vertex
            while parent[i] != i { i = parent[i] }
            parent[vertex] = i
            return i
        }
        let order = x.indices.sorted { x[$0] < x[$1] }
        func forEachPair(_ reach: Double, _ body: (Int, Int) -> Void) {
            var first = 0
            for k in order.indices {
                while x[order[k]] - x[order[first]] > reach { first += 1 }
                for j in first..<k where abs(y[order[k]] - y[order[j]]) <= reach {
                    body(order[k], order[j])
                }
            }
        }
        forEachPair(tolerance) { a, b in
            let dx = x[a] - x[b], dy = y[a] - y[b]
            guard dx * dx + dy * dy <= tolerance * tolerance else { return }
            place[root(&place, a)] = root(&place, b)
        }
        let places = x.indices.map { root(&place, $0) }
        // Those of one place lie within some steps of each other.
        forEachPair(100 * tolerance) { a, b in
            guard places[a] == places[b], level[a] == level[b] || isEnd[a] || isEnd[b] else {
                return
            }
            own[root(&own, a)] = root(&own, b)
        }
        node = x.indices.map { root(&own, $0) }
    }

    private func length(_ s: Int) -> Double {
        let (a, b) = segments[s]
        return hypot(x[b] - x[a], y[b] - y[a])
    }

    /// The nearest point of the nearest segment within a distance: segment, metres along it, metres to it.
    func project(_ point: PlainPoint, within reach: Double = 150) -> (Int, Double, Double)? {
        var best: (Int, Double, Double)?
        for s in segments.indices {
            let (a, b) = segments[s]
            let dx = x[b] - x[a], dy = y[b] - y[a]
            let t = ((point.x - x[a]) * dx + (point.y - y[a]) * dy) / (dx * dx + dy * dy)
            let share = min(max(t, 0), 1)
            let metres = hypot(x[a] + share * dx - point.x, y[a] + share * dy - point.y)
            if metres <= reach, metres < best?.2 ?? .infinity {
                best = (s, share * length(s), metres)
            }
        }
        return best
    }

    /// Metres from each point to the nearest facility, connectors included; `nil` without a way.
    func walk(from points: [PlainPoint], to facilities: [PlainPoint]) -> [Double?] {
        let entrances = facilities.compactMap { project($0) }
        var metres = [Double](repeating: .infinity, count: x.count)
        for (s, along, connector) in entrances {
            let (a, b) = (node[segments[s].0], node[segments[s].1])
            metres[a] = min(metres[a], connector + along)
            metres[b] = min(metres[b], connector + length(s) - along)
        }
        relax(&metres)
        return points.map { point in
            guard let (s, along, connector) = project(point) else { return nil }
            var best = metres[node[segments[s].0]] + along
            best = min(best, metres[node[segments[s].1]] + length(s) - along)
            for (other, there, last) in entrances where other == s {
                best = min(best, last + abs(there - along))
            }
            return best < .infinity ? best + connector : nil
        }
    }

    private func relax(_ metres: inout [Double]) {
        var arcs = [[(Int, Double)]](repeating: [], count: x.count)
        for s in segments.indices {
            let (a, b) = (node[segments[s].0], node[segments[s].1])
            arcs[a].append((b, length(s)))
            arcs[b].append((a, length(s)))
        }
        var open = Set(node)
        while let next = open.min(by: { metres[$0] < metres[$1] }), metres[next] < .infinity {
            open.remove(next)
            for (other, length) in arcs[next] {
                metres[other] = min(metres[other], metres[next] + length)
            }
        }
    }

    /// Number of parts that are not connected.
    var islands: Int {
        var parent = Array(x.indices)
        func root(_ vertex: Int) -> Int {
            var i = vertex
            while parent[i] != i { i = parent[i] }
            parent[vertex] = i
            return i
        }
        for (a, b) in segments { parent[root(node[a])] = root(node[b]) }
        return Set(segments.map { root(node[$0.0]) }).count
    }

    /// Pairs of segments that cross inside both.
    var crossings: Int {
        func turn(_ a: Int, _ b: Int, _ c: Int) -> Double {
            (x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a])
        }
        var count = 0
        for s in segments.indices {
            let (a, b) = segments[s]
            for t in 0..<s {
                let (c, d) = segments[t]
                if max(x[a], x[b]) < min(x[c], x[d]) || max(x[c], x[d]) < min(x[a], x[b]) {
                    continue
                }
                if turn(a, b, c) * turn(a, b, d) < 0, turn(c, d, a) * turn(c, d, b) < 0 {
                    count += 1
                }
            }
        }
        return count
    }
}
