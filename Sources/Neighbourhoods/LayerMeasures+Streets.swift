// SPDX-License-Identifier: EUPL-1.2
//
// Lengths of streets with cars, and of those with a low limit. A zone in force holds for the pieces of street
// inside it, so streets are cut at the borders of zones first.
import Planar
import SpatialIndex

extension LayerMeasures {
    /// Metres per buurt of the streets with cars, or of those with a limit of at most `limit` km/h.
    mutating func carStreets(
        _ selection: FeatureSelection, upTo limit: Double?
    ) throws(AnalysisError) -> [ExactSum] {
        let facts = try streetFacts()
        let rows = facts.layer.indices.filter {
            Int(facts.layer[$0]) == selection.layer && facts.hasCars[$0]
        }
        let lines = facts.carStreets(
            rows, upTo: limit, try SpeedZones(run.workspace),
            unknown: run.workspace.plan.walking.unknownSpeed)
        var sums = [ExactSum](repeating: ExactSum(), count: run.workspace.buurten.count)
        for piece in lengthsInside(lines, of: run.coverage) {
            sums[Int(piece.buurt)].add(piece.length)
        }
        return sums
    }
}

extension StreetFacts {
    /// Lines of some parts with cars, or of the pieces of them with a limit of at most `limit` km/h.
    func carStreets(
        _ rows: [Int], upTo limit: Double?, _ zones: SpeedZones, unknown: Double
    ) -> LineSet {
        var lines = LineSet()
        for row in rows {
            let own = speed[row].isNaN ? unknown : speed[row]
            guard let limit, own > limit else {
                lines.append(self.lines, part: row)
                continue
            }
            zones.appendPieces(of: self.lines, part: row, upTo: limit, to: &lines)
        }
        return lines
    }

    /// Parts whose boxes meet one of some boxes.
    func rows(near boxes: [Box]) -> [Int] {
        let around = boxes.reduce(into: Box.empty) { $0.insert($1) }
        if around.isEmpty { return [] }
        return (0..<lines.count).filter { row in
            var box = Box.empty
            for i in lines.vertices(of: row) { box.insert(x: lines.x[i], y: lines.y[i]) }
            return around.intersects(box) && boxes.contains { $0.intersects(box) }
        }
    }

    /// All parts with cars of the features of a layer that some parts are of.
    func wholeFeatures(of rows: [Int], in layer: Int) -> [Int] {
        let features = Set(rows.filter { Int(self.layer[$0]) == layer }.map { lines.feature[$0] })
        return self.layer.indices.filter {
            Int(self.layer[$0]) == layer && hasCars[$0] && features.contains(lines.feature[$0])
        }
    }

    /// Whether cars may drive so fast along a part that it is a barrier, zones not considered.
    func isFast(_ row: Int, _ rules: WalkingRules) -> Bool {
        hasCars[row] && (speed[row].isNaN ? rules.unknownSpeed : speed[row]) > rules.barrierSpeed
    }
}

/// The zones in force that lower the speed of the streets inside them, lowest speed first.
struct SpeedZones: Sendable {
    /// Zones of one speed.
    struct Zone: Sendable {
        var speed: Double
        var area: CoverageIndex
    }

    /// The zones by speed, ascending.
    private(set) var zones: [Zone] = []

    init(_ workspace: Workspace) throws(AnalysisError) {
        for row in workspace.layers.indices where workspace.layers[row].role == .zone {
            guard let speed = workspace.layers[row].settings.speed else { continue }
            let polygons = try workspace.activeGeometry(FeatureSelection(layer: row)).polygons
            guard polygons.count > 0 else { continue }
            zones.append(Zone(speed: speed, area: CoverageIndex(polygons, pointCount: 100_000)))
        }
        zones.sort { $0.speed < $1.speed }
    }

    /// Adds the pieces of a line that lie in a zone of at most so much km/h.
    func appendPieces(
        of lines: LineSet, part k: Int, upTo limit: Double, to output: inout LineSet
    ) {
        let slow = zones.filter { $0.speed <= limit }
        guard !slow.isEmpty else { return }
        for i in lines.vertices(of: k).dropLast() {
            let ax = lines.x[i], ay = lines.y[i], bx = lines.x[i + 1], by = lines.y[i + 1]
            for (from, until) in Self.ranges(slow, ax, ay, bx, by) {
                output.append(
                    x: [ax + from * (bx - ax), ax + until * (bx - ax)],
                    y: [ay + from * (by - ay), ay + until * (by - ay)], feature: lines.feature[k])
            }
        }
    }

    /// Shares of the way along a segment that lie in one of the zones: disjoint, ascending.
    static func ranges(
        _ zones: [Zone], _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double
    ) -> [(Double, Double)] {
        var found: [(Double, Double)] = []
        for zone in zones {
            zone.area.forEachPiece(ofSegment: ax, ay, bx, by) { from, until, feature in
                if feature >= 0 { found.append((from, until)) }
            }
        }
        guard found.count > 1 else { return found }
        found.sort { $0 < $1 }
        var merged = [found[0]]
        for range in found.dropFirst() {
            if range.0 <= merged[merged.count - 1].1 {
                merged[merged.count - 1].1 = max(merged[merged.count - 1].1, range.1)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}

extension LineSet {
    /// Adds one part of another set.
    mutating func append(_ other: LineSet, part k: Int) {
        let rows = other.vertices(of: k)
        x.append(contentsOf: other.x[rows])
        y.append(contentsOf: other.y[rows])
        offsets.append(Int32(truncatingIfNeeded: x.count))
        feature.append(other.feature[k])
    }
}
