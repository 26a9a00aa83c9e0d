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
        let zones = try SpeedZones(run.workspace)
        let unknown = run.workspace.plan.walking.unknownSpeed
        var lines = LineSet()
        for row in facts.layer.indices
        where Int(facts.layer[row]) == selection.layer && facts.hasCars[row] {
            let own = facts.speed[row].isNaN ? unknown : facts.speed[row]
            guard let limit, own > limit else {
                lines.append(facts.lines, part: row)
                continue
            }
            zones.appendPieces(of: facts.lines, part: row, upTo: limit, to: &lines)
        }
        var sums = [ExactSum](repeating: ExactSum(), count: run.workspace.buurten.count)
        for piece in lengthsInside(lines, of: run.coverage) {
            sums[Int(piece.buurt)].add(piece.length)
        }
        return sums
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
