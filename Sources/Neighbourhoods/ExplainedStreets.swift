// SPDX-License-Identifier: EUPL-1.2
//
// What the streets under a route are called. The graph knows chains of streets, so a route is laid over the
// streets as safe walking sees them, cut where a zone or a crossing changes them, and each piece is matched
// with the street that it lies on. Only streets in the box of the route are looked at.
import Planar
import SpatialIndex
import StreetNetwork

/// A piece of a route on one street.
struct StreetStep {
    var ax: Double
    var ay: Double
    var bx: Double
    var by: Double
    /// Metres as the search counts them.
    var length: Double
    /// See `RouteSegment`.
    var side: Int
    /// Part of the streets; `nil` where none fits.
    var part: Int?
}

/// The streets of a workspace, to explain routes by.
struct ExplainedStreets {
    let facts: StreetFacts
    let safe: SafeStreets
    let layers: [Layer]
    let rules: WalkingRules
    let zones: SpeedZones
    /// The crossings in force with their names.
    let crossings: [Explanation.FeaturePoint]

    /// A computed point may be so far from the line it is on, metres.
    static let tolerance = 1e-6

    init(_ facts: StreetFacts, _ workspace: Workspace) throws(AnalysisError) {
        self.facts = facts
        layers = workspace.layers
        rules = workspace.plan.walking
        var found: [Explanation.FeaturePoint] = []
        var points = PointSet()
        for row in layers.indices where layers[row].role == .crossings {
            let set = try workspace.activeGeometry(FeatureSelection(layer: row)).points
            for i in 0..<set.count {
                points.append(x: set.x[i], y: set.y[i], feature: Int32(points.count))
                found.append(layers[row].point(set.feature[i], (set.x[i], set.y[i])))
            }
        }
        crossings = found
        zones = try SpeedZones(workspace)
        safe = SafeStreets(
            facts, rows: facts.layer.indices, zones, crossings: points, rules: rules)
    }

    /// Layer and feature of a part of `safe`.
    private func source(_ part: Int) -> (layer: Layer, feature: Int) {
        let row = Int(safe.lines.feature[part])
        return (layers[Int(facts.layer[row])], Int(facts.lines.feature[row]))
    }

    /// Name of the street that a part is of.
    func name(of part: Int) -> String? {
        let (layer, feature) = source(part)
        return layer.featureName(feature)
    }

    /// Identifier of the street that a part is of.
    func id(of part: Int) -> Int64 {
        let (layer, feature) = source(part)
        return layer.featureID(feature)
    }

    /// Whether two parts are of one street: of one name, or of one feature.
    func areOneStreet(_ a: Int?, _ b: Int?) -> Bool {
        guard let a, let b else { return a == b }
        guard safe.isBarrier[a] == safe.isBarrier[b] else { return false }
        if let one = name(of: a), let other = name(of: b) { return one == other }
        return safe.lines.feature[a] == safe.lines.feature[b]
    }

    /// Limit on a part, zones and the rule for unknown speeds applied; NaN where there are no cars.
    func speed(of part: Int) -> Double {
        let row = Int(safe.lines.feature[part])
        guard facts.hasCars[row] else { return .nan }
        let own = facts.speed[row].isNaN ? rules.unknownSpeed : facts.speed[row]
        // A part is wholly in a slow zone or not; so is the middle of one of its segments.
        let i = safe.lines.vertices(of: part).lowerBound
        let x = (safe.lines.x[i] + safe.lines.x[i + 1]) / 2
        let y = (safe.lines.y[i] + safe.lines.y[i + 1]) / 2
        let zone = zones.zones.first { $0.area.feature(x: x, y: y) >= 0 }
        return min(own, zone?.speed ?? .infinity)
    }

    /// The parts whose box comes near a box.
    func parts(near box: Box) -> [Int] {
        let margin = max(Self.tolerance, rules.nodeTolerance)
        return (0..<safe.lines.count).filter { k in
            let rows = safe.lines.vertices(of: k)
            let own = Box(
                x: safe.lines.x.span.extracting(rows), y: safe.lines.y.span.extracting(rows))
            return own.minX - margin <= box.maxX && own.maxX + margin >= box.minX
                && own.minY - margin <= box.maxY && own.maxY + margin >= box.minY
        }
    }

    /// The pieces of a route with the street that each lies on.
    func steps(_ segments: [RouteSegment]) -> [StreetStep] {
        var box = Box.empty
        for s in segments {
            box.insert(x: s.ax, y: s.ay)
            box.insert(x: s.bx, y: s.by)
        }
        let near = parts(near: box)
        return segments.flatMap { steps($0, near) }
    }

    private func steps(_ s: RouteSegment, _ near: [Int]) -> [StreetStep] {
        let dx = s.bx - s.ax, dy = s.by - s.ay
        let squared = dx * dx + dy * dy
        var cuts: Set<Double> = [0, 1]
        var under: [(part: Int, from: Double, to: Double)] = []
        func share(_ x: Double, _ y: Double) -> Double? {
            let off = distance(fromX: x, y: y, toSegment: s.ax, s.ay, s.bx, s.by)
            return off <= Self.tolerance ? ((x - s.ax) * dx + (y - s.ay) * dy) / squared : nil
        }
        for k in near {
            for i in safe.lines.vertices(of: k).dropLast() {
                let (cx, cy) = (safe.lines.x[i], safe.lines.y[i])
                let (ex, ey) = (safe.lines.x[i + 1], safe.lines.y[i + 1])
                // One of the two lies on the other: their common piece is from one end to another.
                let ends = [share(cx, cy), share(ex, ey)].compactMap { $0 }
                let own = [(s.ax, s.ay, 0.0), (s.bx, s.by, 1.0)].filter {
                    distance(fromX: $0.0, y: $0.1, toSegment: cx, cy, ex, ey) <= Self.tolerance
                }.map(\.2)
                let all = ends + own
                guard let low = all.min(), let high = all.max(),
                    (high - low) * squared.squareRoot() > Self.tolerance
                else { continue }
                under.append((k, low, high))
                for cut in [low, high] where cut > 1e-9 && cut < 1 - 1e-9 { cuts.insert(cut) }
            }
        }
        let sorted = cuts.sorted()
        return zip(sorted, sorted.dropFirst()).map { from, to in
            let middle = from + (to - from) / 2
            let part = under.filter { $0.from <= middle && middle <= $0.to }.map(\.part)
                .min { rank($0) < rank($1) }
            return StreetStep(
                ax: from == 0 ? s.ax : s.ax + from * dx, ay: from == 0 ? s.ay : s.ay + from * dy,
                bx: to == 1 ? s.bx : s.ax + to * dx, by: to == 1 ? s.by : s.ay + to * dy,
                length: (to - from) * s.length, side: s.side, part: part)
        }
    }

    /// The street that a point lies on.
    func part(at point: (x: Double, y: Double)) -> Int? {
        var box = Box.empty
        box.insert(x: point.x, y: point.y)
        let lines = safe.lines
        return parts(near: box).filter { k in
            lines.vertices(of: k).dropLast().contains { i in
                distance(
                    fromX: point.x, y: point.y, toSegment: lines.x[i], lines.y[i], lines.x[i + 1],
                    lines.y[i + 1]) <= Self.tolerance
            }
        }.min { rank($0) < rank($1) }
    }

    /// Of streets on each other the walkable come first, then the lowest.
    private func rank(_ part: Int) -> (Int, Int) { (safe.isWalkable[part] ? 0 : 1, part) }
}
