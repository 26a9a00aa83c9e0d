// SPDX-License-Identifier: EUPL-1.2
//
// What a selection of features lost and gained between two states of a layer. Whole features for
// counts; for distances, lines and points cancel piece by piece, so that moving one vertex of a line of
// four kilometres touches the two segments that meet there and not the other hundred.
import Planar

/// What a selection of features lost and gained.
struct SelectionDiff: Sendable {
    /// Features that are in force no more, as they were.
    var removed: FeatureGeometry
    /// Features that came into force, as they are.
    var added: FeatureGeometry
    /// Rows of the features that are in force no more, or no longer as they were.
    var removedRows: [Int32] = []

    /// Compares the features in force before and after.
    ///
    /// - Parameters:
    ///   - before: The layer of the base, with a flag per feature in force.
    ///   - after: The layer now, its first rows those of the base.
    ///   - altered: Rows of the base that are no longer what they were.
    init(
        before: (geometry: FeatureGeometry, active: [Bool]),
        after: (geometry: FeatureGeometry, active: [Bool]), altered: [Int32]
    ) {
        var gone = before.active, come = after.active
        var isAltered = [Bool](repeating: false, count: gone.count)
        for row in altered { isAltered[Int(row)] = true }
        for row in gone.indices where !isAltered[row] {
            (gone[row], come[row]) = (gone[row] && !come[row], come[row] && !gone[row])
        }
        removedRows = gone.indices.filter { gone[$0] }.map { Int32(truncatingIfNeeded: $0) }
        removed = before.geometry.only(gone)
        added = after.geometry.only(come)
    }

    /// Whether nothing changed.
    var isEmpty: Bool { removed.isEmpty && added.isEmpty }

    /// The same for distances: points and segments that are on both sides are left out.
    var pieces: SelectionDiff {
        var result = self
        var there: [PieceKey: Int] = [:]
        for key in added.pieceKeys { there[key, default: 0] += 1 }
        var common: [PieceKey: Int] = [:]
        for key in removed.pieceKeys {
            guard let count = there[key], count > 0 else { continue }
            there[key] = count - 1
            common[key, default: 0] += 1
        }
        result.removed = removed.pieces(without: common)
        result.added = added.pieces(without: common)
        return result
    }
}

/// A point or a segment, the same in either direction.
private struct PieceKey: Hashable {
    var ax: Double
    var ay: Double
    var bx: Double
    var by: Double

    init(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
        let keeps = ax < bx || (ax == bx && ay <= by)
        (self.ax, self.ay) = keeps ? (ax, ay) : (bx, by)
        (self.bx, self.by) = keeps ? (bx, by) : (ax, ay)
    }
}

extension FeatureGeometry {
    /// The geometry of flagged features; costs next to nothing where there are few.
    func only(_ flags: [Bool]) -> FeatureGeometry {
        guard flags.contains(true) else { return FeatureGeometry(count: count) }
        return FeatureGeometry(
            count: count, points: points.keeping(flags), lines: lines.keeping(flags),
            polygons: polygons.keeping(flags))
    }

    fileprivate var pieceKeys: [PieceKey] {
        var keys = points.x.indices.map {
            PieceKey(points.x[$0], points.y[$0], points.x[$0], points.y[$0])
        }
        forEachSegment { keys.append(PieceKey($0, $1, $2, $3)) }
        return keys
    }

    private func forEachSegment(_ body: (Double, Double, Double, Double) -> Void) {
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            if rows.count == 1, let i = rows.first {
                body(lines.x[i], lines.y[i], lines.x[i], lines.y[i])
            }
            for i in rows.dropFirst() {
                body(lines.x[i - 1], lines.y[i - 1], lines.x[i], lines.y[i])
            }
        }
    }

    /// Points, segments and polygons without so many of some pieces.
    fileprivate func pieces(without common: [PieceKey: Int]) -> FeatureGeometry {
        var left = common
        func isLeft(_ key: PieceKey) -> Bool {
            guard let count = left[key], count > 0 else { return true }
            left[key] = count - 1
            return false
        }
        var result = FeatureGeometry(count: 1, polygons: polygons)
        for p in result.polygons.feature.indices { result.polygons.feature[p] = 0 }
        for i in points.x.indices {
            guard isLeft(PieceKey(points.x[i], points.y[i], points.x[i], points.y[i])) else {
                continue
            }
            result.points.append(x: points.x[i], y: points.y[i], feature: 0)
        }
        forEachSegment { ax, ay, bx, by in
            guard isLeft(PieceKey(ax, ay, bx, by)) else { return }
            result.lines.append(x: [ax, bx], y: [ay, by], feature: 0)
        }
        return result
    }

    /// A box per point, segment and polygon; where they are many, of so many that follow each other.
    var reachBoxes: [Box] {
        var boxes = points.x.indices.map {
            Box(minX: points.x[$0], minY: points.y[$0], maxX: points.x[$0], maxY: points.y[$0])
        }
        forEachSegment { ax, ay, bx, by in
            boxes.append(
                Box(minX: min(ax, bx), minY: min(ay, by), maxX: max(ax, bx), maxY: max(ay, by)))
        }
        boxes += (0..<polygons.count).map(polygons.extent(of:))
        let size = (boxes.count + Self.mostBoxes - 1) / Self.mostBoxes
        guard size > 1 else { return boxes }
        return stride(from: 0, to: boxes.count, by: size).map { start in
            boxes[start..<min(start + size, boxes.count)].reduce(into: Box.empty) { $0.insert($1) }
        }
    }

    /// Boxes of a change at most: each is compared with every block of addresses.
    private static var mostBoxes: Int { 16 }
}
