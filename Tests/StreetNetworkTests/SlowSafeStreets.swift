// SPDX-License-Identifier: EUPL-1.2
//
// Safe walking as the definition says it, without any of the engine's means. Every vertex of every street is
// looked at, whether streets meet there or not; the sectors around it are counted by arc tangents; the end of
// a connector is tried out by walking around its foot on a small circle, in both directions, as a string
// of chords that may touch no barrier; distances come from relaxing all arcs until nothing changes. A person may take any of the nearest places, all those within a micrometre of the nearest.
import Foundation
import Planar
import StreetNetwork

/// A network of safe walking that is built and searched by definition.
struct SlowSafeStreets {
    private typealias Point = (x: Double, y: Double)
    /// A street or a lane: a straight way from one node to another.
    private struct Way {
        var a: Point, b: Point
        var from: Int, to: Int
        /// 1 a lane on the left, -1 one on the right, 0 a street.
        var side: Double
        /// Points that were projected on it: metres from its start, and their nodes.
        var stops: [(metres: Double, node: Int)] = []

        var length: Double { SlowSafeStreets.length(a, b) }
    }

    private let streets: SafeStreets
    private let group: [Int]
    private var barriers: [(a: Point, b: Point)] = []
    /// Directions of the barriers at each group of vertices, ascending.
    private var legs: [Int: [Double]] = [:]
    /// Groups that may be crossed.
    private var crossed: Set<Int> = []
    private var nodeOf: [String: Int] = [:]
    private var nodeCount = 0
    private var ways: [Way] = []

    init(_ streets: SafeStreets) {
        self.streets = streets
        group = SlowStreets.groups(
            streets.lines, levels: streets.levels, tolerance: streets.tolerance)
        addBarriers()
        addCrossings()
        forEachSegment { i, k in
            guard streets.isWalkable[k] else { return }
            if !streets.isBarrier[k] {
                addWay(i, side: 0)
            } else if streets.hasFootway[k] {
                addWay(i, side: 1)
                addWay(i, side: -1)
            }
        }
    }

    private func forEachSegment(_ body: (_ vertex: Int, _ part: Int) -> Void) {
        for k in 0..<streets.lines.count {
            for i in streets.lines.vertices(of: k).dropLast() where point(i) != point(i + 1) {
                body(i, k)
            }
        }
    }

    private func point(_ vertex: Int) -> Point {
        (streets.lines.x[vertex], streets.lines.y[vertex])
    }

    private static func length(_ a: Point, _ b: Point) -> Double {
        ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
    }

    /// Degrees from -180 to 180 of the direction from one point to another.
    private static func angle(_ a: Point, _ b: Point) -> Double {
        atan2(b.y - a.y, b.x - a.x) * 180 / .pi
    }
}

// MARK: Nodes

extension SlowSafeStreets {
    private mutating func addBarriers() {
        var found: [Int: [Double]] = [:]
        var all: [(a: Point, b: Point)] = []
        forEachSegment { i, k in
            guard streets.isBarrier[k] else { return }
            let (a, b) = (point(i), point(i + 1))
            all.append((a, b))
            found[group[i], default: []].append(Self.angle(a, b))
            found[group[i + 1], default: []].append(Self.angle(b, a))
        }
        barriers = all
        legs = found.mapValues { angles in
            // One direction each: a barrier may be drawn twice.
            angles.sorted().reduce(into: []) { list, angle in
                if list.allSatisfy({ Self.turn($0, angle) > 1e-5 }) { list.append(angle) }
            }
        }
    }

    /// Degrees between two directions.
    private static func turn(_ one: Double, _ other: Double) -> Double {
        let difference = abs(one - other)
        return min(difference, 360 - difference)
    }

    /// Where streets meet or end, and a barrier's vertex lies within so many metres of a crossing.
    private mutating func addCrossings() {
        var count: [Int: Int] = [:]
        for number in group { count[number, default: 0] += 1 }
        var fast: Set<Int> = []
        forEachSegment { i, k in
            if streets.isBarrier[k] { fast.formUnion([i, i + 1]) }
        }
        for k in 0..<streets.lines.count {
            let rows = streets.lines.vertices(of: k)
            for i in rows where fast.contains(i) {
                let isEnd = i == rows.lowerBound || i == rows.upperBound - 1
                guard isEnd || count[group[i], default: 0] > 1 else { continue }
                for (x, y) in zip(streets.crossings.x, streets.crossings.y)
                where Self.length(point(i), (x, y)) <= streets.crossingWithin {
                    crossed.insert(group[i])
                }
            }
        }
    }

    /// The node of a group of vertices in a direction; beside a barrier leg, the one on a side of it.
    private mutating func node(_ number: Int, _ angle: Double, side: Double) -> Int {
        let around = legs[number] ?? []
        var name = "\(number)"
        if around.count > 1, !crossed.contains(number) {
            // A degree aside of the leg, or half way to the next one.
            var at = angle
            if side == 0, around.contains(where: { Self.turn($0, angle) <= 1e-5 }) {
                name += " on \(around.firstIndex { Self.turn($0, angle) <= 1e-5 } ?? 0)"
            } else {
                if side != 0 {
                    let room = around.map { Self.turn($0, angle) }.filter { $0 > 1e-5 }.min() ?? 2
                    at += side * min(1, room / 2)
                }
                if at > 180 { at -= 360 }
                if at < -180 { at += 360 }
                name += " in \(around.count { $0 < at } % around.count)"
            }
        }
        if let known = nodeOf[name] { return known }
        nodeCount += 1
        nodeOf[name] = nodeCount - 1
        return nodeCount - 1
    }

    private mutating func addWay(_ i: Int, side: Double) {
        let (a, b) = (point(i), point(i + 1))
        // Whoever turns round has his left where his right was.
        let from = node(group[i], Self.angle(a, b), side: side)
        let to = node(group[i + 1], Self.angle(b, a), side: -side)
        ways.append(Way(a: a, b: b, from: from, to: to, side: side))
    }
}

// MARK: Points

extension SlowSafeStreets {
    /// The nodes of a point and its connector, after putting it on all its nearest ways.
    mutating func add(
        _ x: Double, _ y: Double, maxSnap: Double
    ) -> (nodes: [Int], connector: Double) {
        let p = (x: x, y: y)
        var near: [(distance: Double, row: Int)] = []
        for (row, way) in ways.enumerated() {
            let metres = distance(
                fromX: x, y: y, toSegment: way.a.x, way.a.y, way.b.x, way.b.y)
            if metres <= maxSnap { near.append((metres, row)) }
        }
        near.sort { $0 < $1 }
        var best = Double.infinity
        var nodes: [Int] = []
        for (metres, row) in near where metres <= best + 1e-6 && mayReach(ways[row], p) {
            best = min(best, metres)
            ways[row].stops.append((metres: position(ways[row], p), node: nodeCount))
            nodes.append(nodeCount)
            nodeCount += 1
        }
        return (nodes, best)
    }

    /// Metres along a way to the point of it that is nearest to a point.
    private func position(_ way: Way, _ p: Point) -> Double {
        let dx = way.b.x - way.a.x, dy = way.b.y - way.a.y
        let dot = (p.x - way.a.x) * dx + (p.y - way.a.y) * dy
        return min(max(dot / way.length, 0), way.length)
    }

    /// Whether a straight line from a point to a way meets no barrier.
    private func mayReach(_ way: Way, _ p: Point) -> Bool {
        let metres = position(way, p), t = metres / way.length
        let atStart = metres < 1e-6, atEnd = metres > way.length - 1e-6
        let inside = (
            x: way.a.x + t * (way.b.x - way.a.x), y: way.a.y + t * (way.b.y - way.a.y)
        )
        let foot = atStart ? way.a : atEnd ? way.b : inside
        if Self.length(p, foot) <= 1e-6 { return true }
        guard !meets(p, foot) else { return false }
        let legs = directions(around: foot)
        let start = Self.angle(foot, p)
        func isOnBarrier(_ angle: Double) -> Bool {
            legs.contains { Self.turn($0, angle) <= 1e-5 }
        }
        if isOnBarrier(start) { return false }
        // Where one barrier ends everybody may walk around its end.
        if legs.count < 2 { return true }
        var goals: [Double] = []
        if !atEnd { goals.append(beside(Self.angle(foot, way.b), way.side, legs)) }
        if !atStart { goals.append(beside(Self.angle(foot, way.a), -way.side, legs)) }
        return goals.filter { !isOnBarrier($0) || way.side != 0 }.contains { goal in
            [1.0, -1].contains { walksAround(legs, from: start, to: goal, direction: $0) }
        }
    }

    /// Directions of the barriers that touch a foot, each once.
    private func directions(around foot: Point) -> [Double] {
        var found: [Double] = []
        for (a, b) in barriers
        where distance(fromX: foot.x, y: foot.y, toSegment: a.x, a.y, b.x, b.y) <= 1e-6 {
            for end in [a, b] where Self.length(foot, end) > 1e-6 {
                let angle = Self.angle(foot, end)
                if found.allSatisfy({ Self.turn($0, angle) > 1e-5 }) { found.append(angle) }
            }
        }
        return found
    }

    /// A direction a hair aside of a lane's barrier, on its side: no farther than half way to the next barrier.
    private func beside(_ angle: Double, _ side: Double, _ legs: [Double]) -> Double {
        let room = legs.map { Self.turn($0, angle) }.filter { $0 > 1e-5 }.min() ?? 2
        return angle + side * min(1, room / 2)
    }

    /// Whether a connector meets a barrier before its foot; those that touch the foot are looked at there.
    private func meets(_ p: Point, _ foot: Point) -> Bool {
        barriers.contains { barrier in
            let (a, b) = barrier
            // A foot is rounded: it may lie a hair beside the barrier that it is on.
            return distance(fromX: foot.x, y: foot.y, toSegment: a.x, a.y, b.x, b.y) > 1e-6
                && distance(
                    betweenSegment: p.x, p.y, foot.x, foot.y, andSegment: a.x, a.y, b.x, b.y)
                    <= 1e-6
        }
    }

    /// Whether one gets around a foot from one direction to another in chords of at most 14 degrees without
    /// meeting a barrier that leaves the foot in one of the directions.
    private func walksAround(
        _ legs: [Double], from start: Double, to goal: Double, direction: Double
    ) -> Bool {
        func point(_ angle: Double) -> Point {
            (x: cos(angle * .pi / 180), y: sin(angle * .pi / 180))
        }
        func turn(_ a: Point, _ b: Point) -> Double { a.x * b.y - a.y * b.x }
        func crosses(_ a: Point, _ b: Point) -> Bool {
            legs.map(point).contains { leg in
                leg.x * (a.x + b.x) + leg.y * (a.y + b.y) > 0 && turn(a, leg) * turn(leg, b) >= 0
            }
        }
        let whole = ((goal - start) * direction).truncatingRemainder(dividingBy: 360)
        let left = whole < 0 ? whole + 360 : whole
        let steps = Int(left / 14) + 1
        var here = point(start)
        for k in 1...steps {
            let next = point(start + direction * left * Double(k) / Double(steps))
            if crosses(here, next) { return false }
            here = next
        }
        return true
    }
}

// MARK: Distances

extension SlowSafeStreets {
    /// Distances of all nodes from the nearest start, by relaxing arcs until nothing changes.
    func distances(from starts: [(nodes: [Int], connector: Double)]) -> [Double] {
        var d = [Double](repeating: .infinity, count: nodeCount)
        for start in starts {
            for node in start.nodes { d[node] = min(d[node], start.connector) }
        }
        var arcs: [(Int, Int, Double)] = []
        for way in ways {
            var (node, position) = (way.from, 0.0)
            for stop in way.stops.sorted(by: { $0.metres < $1.metres }) {
                arcs.append((node, stop.node, stop.metres - position))
                (node, position) = (stop.node, stop.metres)
            }
            arcs.append((node, way.to, way.length - position))
        }
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
