// SPDX-License-Identifier: EUPL-1.2
//
// Streets as safe walking sees them: car streets are cut where a slow zone begins or ends, and barriers with a
// footway where a crossing lies beside them. A cut is a vertex of both parts, so they meet there.
import Planar
import SpatialIndex
import StreetNetwork

extension SafeStreets {
    /// Streets in force with their zones and crossings; `feature` of the lines is the row of the street.
    init(
        _ facts: StreetFacts, rows: some Sequence<Int>, _ zones: SpeedZones, crossings: PointSet,
        rules: WalkingRules
    ) {
        self.init()
        self.crossings = crossings
        crossingWithin = rules.crossingWithin
        tolerance = rules.nodeTolerance
        let slow = zones.zones.filter { $0.speed <= rules.barrierSpeed }
        var isFast = [Bool](repeating: false, count: facts.layer.count)
        for row in rows { isFast[row] = facts.isFast(row, rules) }
        let feet = Self.feet(facts, isFast, crossings, within: rules.crossingWithin)
        for row in rows where facts.isWalkable[row] || isFast[row] {
            append(facts, row, isFast: isFast[row], slow, feet)
        }
    }

    /// Where crossings lie beside barriers with a footway: share of the segment from each vertex.
    private static func feet(
        _ facts: StreetFacts, _ isFast: [Bool], _ crossings: PointSet, within: Double
    ) -> [Int: [Double]] {
        var lanes = LineSet()
        var origin: [Int] = []
        for row in facts.layer.indices
        where isFast[row] && facts.hasFootway[row] && facts.isWalkable[row] {
            lanes.append(facts.lines, part: row)
            origin += facts.lines.vertices(of: row)
        }
        let index = NearestSegmentIndex(lanes, reach: max(within, 1))
        var feet: [Int: [Double]] = [:]
        for (px, py) in zip(crossings.x, crossings.y) {
            index.forEachSegment(near: px, py, px, py, margin: within) { i, _ in
                let (ax, ay, bx, by) = (lanes.x[i], lanes.y[i], lanes.x[i + 1], lanes.y[i + 1])
                guard distance(fromX: px, y: py, toSegment: ax, ay, bx, by) <= within else {
                    return
                }
                let t = lanes.share(px, py, ofSegment: i)
                if t > 0, t < 1 { feet[origin[i], default: []].append(t) }
                // At a bend that both of its segments are nearest with; the ends of a street are nodes anyway.
                if t <= 0, i > 0, origin[i - 1] == origin[i] - 1,
                    lanes.share(px, py, ofSegment: i - 1) >= 1
                {
                    feet[origin[i], default: []].append(0)
                }
            }
        }
        return feet
    }

    /// Adds a part in the pieces that zones and crossings make of it.
    private mutating func append(
        _ facts: StreetFacts, _ row: Int, isFast: Bool, _ slow: [SpeedZones.Zone],
        _ feet: [Int: [Double]]
    ) {
        let x = facts.lines.x, y = facts.lines.y
        let rows = facts.lines.vertices(of: row)
        guard let first = rows.first else { return }
        var px = [x[first]], py = [y[first]]
        var state: Bool?
        var startsAtCut = false
        func close(_ isBarrier: Bool, atCut: Bool = false) {
            guard px.count > 1 else { return }
            self.startsAtCut.append(startsAtCut)
            endsAtCut.append(atCut)
            startsAtCut = atCut
            lines.append(x: px, y: py, feature: Int32(truncatingIfNeeded: row))
            levels.append(facts.level[row])
            isWalkable.append(facts.isWalkable[row])
            self.isBarrier.append(isBarrier)
            hasFootway.append(facts.hasFootway[row])
        }
        for i in rows.dropLast() {
            let (ax, ay, bx, by) = (x[i], y[i], x[i + 1], y[i + 1])
            for (start, end, isBarrier, isCut) in Self.stretches(
                isFast ? SpeedZones.ranges(slow, ax, ay, bx, by) : [], isFast, feet[i] ?? [])
            {
                let lastX = px[px.count - 1], lastY = py[py.count - 1]
                let isBorder = state != nil && state != isBarrier
                if isCut || isBorder {
                    // At a vertex people met the street before it was cut there.
                    close(state ?? isBarrier, atCut: !isBorder && start > 0)
                    px = [lastX]
                    py = [lastY]
                }
                state = isBarrier
                px.append(Self.cut(ax, bx, at: end))
                py.append(Self.cut(ay, by, at: end))
            }
        }
        close(state ?? isFast)
    }

    /// A coordinate at a share of the way, between those of the ends whatever rounding does.
    private static func cut(_ a: Double, _ b: Double, at share: Double) -> Double {
        share < 1 ? min(max(a + share * (b - a), min(a, b)), max(a, b)) : b
    }

    /// The stretches of a segment: from and to, whether it is a barrier, whether it starts at a crossing.
    private static func stretches(
        _ slow: [(Double, Double)], _ isFast: Bool, _ feet: [Double]
    ) -> [(Double, Double, Bool, Bool)] {
        var cuts: Set<Double> = [0, 1]
        for (from, until) in slow { cuts.formUnion([from, until]) }
        cuts.formUnion(feet)
        let sorted = cuts.sorted()
        return zip(sorted, sorted.dropFirst()).map { from, until in
            let middle = from + (until - from) / 2
            let isSlow = slow.contains { $0.0 <= middle && middle <= $0.1 }
            return (from, until, isFast && !isSlow, feet.contains(from))
        }
    }
}

extension LineSet {
    /// Share of the way along a segment at which a point lies beside it; not cut to 0...1.
    fileprivate func share(_ px: Double, _ py: Double, ofSegment i: Int) -> Double {
        let (dx, dy) = (x[i + 1] - x[i], y[i + 1] - y[i])
        return ((px - x[i]) * dx + (py - y[i]) * dy) / (dx * dx + dy * dy)
    }
}

extension Workspace {
    /// The crossings in force.
    var crossings: PointSet {
        get throws(AnalysisError) {
            var crossings = PointSet()
            for row in layers.indices where layers[row].role == .crossings {
                let points = try activeGeometry(FeatureSelection(layer: row)).points
                for i in 0..<points.count {
                    crossings.append(
                        x: points.x[i], y: points.y[i],
                        feature: Int32(truncatingIfNeeded: crossings.count))
                }
            }
            return crossings
        }
    }
}

extension LayerMeasures {
    /// The network for safe walking.
    mutating func safeNetwork() throws(AnalysisError) -> StreetNetwork {
        if let network = walking.safeNetwork { return network }
        let workspace = run.workspace
        let facts = try streetFacts()
        let rules = workspace.plan.walking
        noteUnknownSpeeds(facts, rules)
        let safe = SafeStreets(
            facts, rows: facts.layer.indices, try SpeedZones(workspace),
            crossings: try workspace.crossings, rules: rules)
        let network = safe.network(maxSnap: rules.maxSnap)
        walking.safeNetwork = network
        return network
    }

    private mutating func noteUnknownSpeeds(_ facts: StreetFacts, _ rules: WalkingRules) {
        var unknown = 0
        for row in facts.layer.indices where facts.hasCars[row] && facts.speed[row].isNaN {
            unknown += 1
        }
        guard unknown > 0 else { return }
        notes.append(
            "\(unknown) of \(facts.layer.count) streets have cars and no known speed: taken as"
                + " \(shortestText(rules.unknownSpeed)) km/h (walking: unknown_speed)")
    }
}
