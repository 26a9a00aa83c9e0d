// SPDX-License-Identifier: EUPL-1.2
//
// How many features are within T, after some changed. Whether a line of a hundred segments of which one
// vertex moved is within T changes for nobody who is within T of a segment that stayed: the segments next to
// the change are tried first, and most addresses ask one or two.
import Planar
import SpatialIndex

/// Points and segments of features that changed, by whether they stayed.
struct FeatureMoves: Sendable {
    /// A point, or a segment.
    struct Piece: Sendable, Hashable {
        var ax: Double
        var ay: Double
        var bx: Double
        var by: Double
        var isPoint: Bool

        @inline(__always)
        func squaredDistance(_ x: Double, _ y: Double) -> Double {
            if isPoint { return (x - ax) * (x - ax) + (y - ay) * (y - ay) }
            return Planar.squaredDistance(fromX: x, y: y, toSegment: ax, ay, bx, by)
        }
    }

    /// One feature: what stayed, the nearest to the change first, what went and what came.
    private struct Feature: Sendable {
        var stayed: [Piece]
        var gone: [Piece]
        var come: [Piece]
    }

    private var features: [Feature] = []

    /// Sorts out a change; `nil` where it has polygons, which have an inside.
    init?(_ diff: SelectionDiff) {
        guard diff.removed.polygons.count == 0, diff.added.polygons.count == 0 else { return nil }
        let before = diff.removed.piecesByFeature, after = diff.added.piecesByFeature
        for row in Set(before.keys).union(after.keys) {
            let old = before[row] ?? [], new = after[row] ?? []
            let inOld = Set(old), inNew = Set(new)
            var feature = Feature(
                stayed: old.filter(inNew.contains), gone: old.filter { !inNew.contains($0) },
                come: new.filter { !inOld.contains($0) })
            var box = Box.empty
            for piece in feature.gone + feature.come {
                box.insert(x: piece.ax, y: piece.ay)
                box.insert(x: piece.bx, y: piece.by)
            }
            if box.isEmpty { continue }
            let (x, y) = (box.minX / 2 + box.maxX / 2, box.minY / 2 + box.maxY / 2)
            let order = feature.stayed.map { $0.squaredDistance(x, y) }
            feature.stayed = feature.stayed.indices.sorted { order[$0] < order[$1] }
                .map { feature.stayed[$0] }
            features.append(feature)
        }
    }

    /// By how much the number of features within a distance of a point differs.
    func change(_ x: Double, _ y: Double, squaredLimit limit: Double) -> Int {
        var change = 0
        for feature in features {
            let isNew = feature.come.contains { $0.squaredDistance(x, y) <= limit }
            let wasOld = feature.gone.contains { $0.squaredDistance(x, y) <= limit }
            guard isNew != wasOld,
                !feature.stayed.contains(where: { $0.squaredDistance(x, y) <= limit })
            else { continue }
            change += isNew ? 1 : -1
        }
        return change
    }
}

extension FeatureGeometry {
    fileprivate var piecesByFeature: [Int32: [FeatureMoves.Piece]] {
        var result: [Int32: [FeatureMoves.Piece]] = [:]
        for i in 0..<points.count {
            result[points.feature[i], default: []].append(
                .init(
                    ax: points.x[i], ay: points.y[i], bx: points.x[i], by: points.y[i],
                    isPoint: true))
        }
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            var pieces = rows.dropFirst().map { i in
                FeatureMoves.Piece(
                    ax: lines.x[i - 1], ay: lines.y[i - 1], bx: lines.x[i], by: lines.y[i],
                    isPoint: false)
            }
            if rows.count == 1, let i = rows.first {
                pieces = [
                    .init(
                        ax: lines.x[i], ay: lines.y[i], bx: lines.x[i], by: lines.y[i],
                        isPoint: false)
                ]
            }
            result[lines.feature[k], default: []] += pieces
        }
        return result
    }
}
