// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import TestSupport

/// Lines from lists of points; `feature` is the row.
func streets(_ parts: [[(Double, Double)]]) -> LineSet {
    var lines = LineSet()
    for (row, part) in parts.enumerated() {
        lines.append(x: part.map(\.0), y: part.map(\.1), feature: Int32(row))
    }
    return lines
}

/// Networks for tests.
enum StreetSample {
    static func network(
        _ lines: LineSet, levels: [Int32] = [], tolerance: Double = 0.01, maxSnap: Double = 150
    ) -> StreetNetwork {
        StreetNetwork(
            StreetGraph(StreetPieces(lines, levels: levels, tolerance: tolerance)),
            maxSnap: maxSnap)
    }

    /// Distance from each address to the nearest facility, and which it is.
    static func walk(
        _ network: StreetNetwork, from addresses: [(Double, Double)],
        to facilities: [(Double, Double)]
    ) -> [(distance: Double, facility: Int32)] {
        let sources = network.entrances(
            toPoints: facilities.map(\.0), facilities.map(\.1),
            facility: facilities.indices.map { Int32($0) })
        let field = WalkField(network.graph, sources: sources)
        let onEdges = SourcesOnEdges(sources, edgeCount: network.graph.edgeCount)
        return addresses.map {
            field.nearest(x: $0.0, y: $0.1, network, onEdges)
        }
    }

    /// Random streets: walks over whole metres, so that vertices are shared, some a hair beside another.
    static func random(_ random: inout SeededGenerator, parts: Int) -> (LineSet, [Int32]) {
        let corners = (0..<max(4, parts)).map { _ in
            (random.double(in: 0..<300).rounded(), random.double(in: 0..<300).rounded())
        }
        var lines = LineSet()
        var levels: [Int32] = []
        for row in 0..<parts {
            let count = random.int(in: 2..<5)
            var x: [Double] = [], y: [Double] = []
            for _ in 0..<count {
                let corner = corners[random.int(in: 0..<corners.count)]
                let hair = random.int(in: 0..<10) == 0 ? 0.006 : 0
                x.append(corner.0 + hair)
                y.append(corner.1)
            }
            // Now and then a ring.
            if random.int(in: 0..<8) == 0 {
                x.append(x[0])
                y.append(y[0])
            }
            lines.append(x: x, y: y, feature: Int32(row))
            levels.append(Int32(random.int(in: 0..<10) == 0 ? 1 : 0))
        }
        return (lines, levels)
    }

    /// Random streets, a third of them barriers: they overlap, touch and pass each other without meeting.
    static func overlapping(_ random: inout SeededGenerator, parts: Int) -> SafeStreets {
        var safe = SafeStreets()
        (safe.lines, safe.levels) = Self.random(&random, parts: parts)
        for _ in 0..<safe.lines.count { safe.addFacts(&random) }
        return safe
    }

    /// A lattice of streets with crooked corners: a planar network in which no two streets lie on each other.
    static func planar(_ random: inout SeededGenerator) -> SafeStreets {
        var safe = SafeStreets()
        let corners = (0..<36).map { k in
            (
                Double(k % 6) * 55 + random.double(in: -15..<15),
                Double(k / 6) * 55 + random.double(in: -15..<15)
            )
        }
        for k in 0..<36 {
            for next in [k % 6 < 5 ? k + 1 : 36, k + 6] where next < 36 {
                if random.int(in: 0..<8) == 0 { continue }
                safe.lines.append(
                    x: [corners[k].0, corners[next].0], y: [corners[k].1, corners[next].1],
                    feature: Int32(safe.lines.count))
                safe.addFacts(&random)
            }
        }
        return safe
    }

    /// Points anywhere, on whole metres, at vertices and beside them.
    static func points(
        _ random: inout SeededGenerator, _ count: Int, near lines: LineSet
    ) -> [(Double, Double)] {
        (0..<count).map { _ in
            let vertex = random.int(in: 0..<lines.x.count)
            let (x, y) = (random.double(in: 0..<300), random.double(in: 0..<300))
            switch random.int(in: 0..<8) {
            case 0, 1: return (x.rounded(), y.rounded())
            case 2: return (lines.x[vertex], lines.y[vertex])
            case 3:
                return (
                    lines.x[vertex] + Double(random.int(in: -20..<20)),
                    lines.y[vertex] + Double(random.int(in: -20..<20))
                )
            default: return (x, y)
            }
        }
    }
}

extension SafeStreets {
    fileprivate mutating func addFacts(_ random: inout SeededGenerator) {
        isWalkable.append(random.int(in: 0..<10) > 0)
        isBarrier.append(random.int(in: 0..<3) == 0)
        hasFootway.append(random.int(in: 0..<2) == 0)
    }

    mutating func addCrossings(_ points: [(Double, Double)]) {
        for (x, y) in points {
            crossings.append(x: x, y: y, feature: Int32(crossings.count))
        }
    }

    /// The same with barriers cut where a crossing lies beside their footway.
    func cutAtCrossings() -> SafeStreets {
        var cut = self
        (cut.lines, cut.levels) = (LineSet(), [])
        (cut.isWalkable, cut.isBarrier, cut.hasFootway) = ([], [], [])
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            var parts = [[(lines.x[rows.lowerBound], lines.y[rows.lowerBound])]]
            // Whether each part but the first begins between two vertices.
            var isCut: [Bool] = []
            let isLane = isBarrier[k] && hasFootway[k]
            for i in rows.dropLast() {
                let (ax, ay) = (lines.x[i], lines.y[i])
                let (dx, dy) = (lines.x[i + 1] - ax, lines.y[i + 1] - ay)
                if isLane, i > rows.lowerBound, isNearestBend(i) {
                    parts.append([(ax, ay)])
                    isCut.append(false)
                }
                for t in isLane ? shares(ax, ay, dx, dy) : [] {
                    parts[parts.count - 1].append((ax + t * dx, ay + t * dy))
                    parts.append([(ax + t * dx, ay + t * dy)])
                    isCut.append(true)
                }
                parts[parts.count - 1].append((lines.x[i + 1], lines.y[i + 1]))
            }
            for (number, part) in parts.enumerated() {
                cut.lines.append(
                    x: part.map(\.0), y: part.map(\.1), feature: Int32(cut.lines.count))
                cut.levels.append(levels.isEmpty ? 0 : levels[k])
                cut.isWalkable.append(isWalkable[k])
                cut.isBarrier.append(isBarrier[k])
                cut.hasFootway.append(hasFootway[k])
                cut.startsAtCut.append(number > 0 && isCut[number - 1])
                cut.endsAtCut.append(number < isCut.count && isCut[number])
            }
        }
        return cut
    }

    /// Whether a crossing is nearest to a bend, of both of its segments.
    private func isNearestBend(_ i: Int) -> Bool {
        let (ax, ay) = (lines.x[i], lines.y[i])
        return zip(crossings.x, crossings.y).contains { x, y in
            guard (x - ax) * (x - ax) + (y - ay) * (y - ay) <= crossingWithin * crossingWithin
            else { return false }
            return [i - 1, i + 1].allSatisfy {
                (x - ax) * (lines.x[$0] - ax) + (y - ay) * (lines.y[$0] - ay) <= 0
            }
        }
    }

    /// Where crossings lie beside a segment, as shares of the way along it.
    private func shares(_ ax: Double, _ ay: Double, _ dx: Double, _ dy: Double) -> [Double] {
        var found: Set<Double> = []
        for (x, y) in zip(crossings.x, crossings.y)
        where distance(fromX: x, y: y, toSegment: ax, ay, ax + dx, ay + dy) <= crossingWithin {
            let t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
            if t > 0, t < 1 { found.insert(t) }
        }
        return found.sorted()
    }
}
