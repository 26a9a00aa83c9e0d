// SPDX-License-Identifier: EUPL-1.2
//
// Streets for probes: blocks with a bend in each street, some streets missing; small in towns where points are
// dense; square blocks of 100 m in the family that has ties; real ones of a part of Amsterdam.
import Planar
import SpatialIndex

extension Town {
    /// About so many streets, of one or two segments each.
    mutating func streets(_ count: Int) -> LineSet {
        if family == .real, let real = RealData.shared { return real.streets }
        let nodes = max(3, Int((Double(count) / 1.7).squareRoot()))
        let columns = ticks(nodes), rows = ticks(nodes)
        var corners: [(x: Double, y: Double)] = []
        for row in rows {
            for column in columns {
                let room = family == .grid ? 0 : 0.2 * width / Double(nodes)
                corners.append(
                    (
                        snapped(originX + column + random.number(-room, room)),
                        snapped(originY + row + random.number(-room, room))
                    ))
            }
        }
        var set = LineSet()
        for k in corners.indices {
            for (isThere, other) in [(k % nodes + 1 < nodes, k + 1), (true, k + nodes)]
            where isThere && other < corners.count && random.number(0, 1) < 0.87 {
                addStreet(corners[k], corners[other], to: &set)
            }
        }
        return set
    }

    private mutating func addStreet(
        _ a: (x: Double, y: Double), _ b: (x: Double, y: Double), to set: inout LineSet
    ) {
        var x = [a.x], y = [a.y]
        if random.number(0, 1) < 0.6 {
            let bend = family == .grid ? 0 : random.number(-0.1, 0.1)
            x.append(snapped((a.x + b.x) / 2 + bend * (b.y - a.y)))
            y.append(snapped((a.y + b.y) / 2 - bend * (b.x - a.x)))
        }
        set.append(x: x + [b.x], y: y + [b.y], feature: Int32(set.count))
    }

    /// Where the streets of one direction are: even, or near each other in towns.
    private mutating func ticks(_ count: Int) -> [Double] {
        if family == .grid { return (0..<count).map { 100 * Double($0) } }
        var steps = [Double](repeating: 1, count: count)
        if family == .clustered {
            for k in steps.indices { steps[k] = k / 12 % 3 == 0 ? 1 : random.number(1, 6) }
        }
        let scale = width / steps.reduce(0, +)
        var position = 0.0
        return steps.map { step in
            position += step * scale
            return position
        }
    }

    /// Points near streets, along a space-filling curve: beside a vertex, so that they are dense where streets are.
    mutating func pointsAt(_ lines: LineSet, _ count: Int) -> (x: [Double], y: [Double]) {
        var x: [Double] = [], y: [Double] = []
        for _ in 0..<count {
            let vertex = Int(random.number(0, Double(lines.x.count)))
            x.append(snapped(lines.x[vertex] + random.number(-60, 60)))
            y.append(snapped(lines.y[vertex] + random.number(-60, 60)))
        }
        let order = spatialOrder(x: x.span, y: y.span)
        return (order.map { x[Int($0)] }, order.map { y[Int($0)] })
    }
}

extension LineSet {
    /// Length of part `k`, metres.
    func plainLength(of k: Int) -> Double {
        vertices(of: k).dropLast().reduce(0.0) { sum, i in
            let dx = x[i + 1] - x[i], dy = y[i + 1] - y[i]
            return sum + (dx * dx + dy * dy).squareRoot()
        }
    }

    /// Length of all parts, metres.
    var plainLength: Double { (0..<count).reduce(0) { $0 + plainLength(of: $1) } }

    /// Number of places where other than two pieces of line end, cut at every shared vertex.
    var plainMeetingPoints: Int {
        struct Place: Hashable {
            var x, y: Double
        }
        var legs: [Place: Int] = [:], owners: [Place: Int] = [:]
        for k in 0..<count {
            let rows = vertices(of: k)
            for i in rows {
                let isEnd = i == rows.lowerBound || i == rows.upperBound - 1
                legs[Place(x: x[i], y: y[i]), default: 0] += isEnd ? 1 : 2
                owners[Place(x: x[i], y: y[i]), default: 0] += isEnd ? 2 : 1
            }
        }
        return legs.count { $0.value != 2 && owners[$0.key, default: 0] > 1 }
    }

    /// Distance from a point to the nearest segment, by a plain loop.
    func plainDistance(_ px: Double, _ py: Double) -> Double {
        var best = Double.infinity
        for k in 0..<count {
            for i in vertices(of: k).dropLast() {
                best = min(
                    best,
                    squaredDistance(fromX: px, y: py, toSegment: x[i], y[i], x[i + 1], y[i + 1]))
            }
        }
        return best.squareRoot()
    }
}
