// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 every metre of a line is in exactly one buurt or outside, by the rule of points
// 2 the sum does not depend on the order of lines and parts 3 most segments cost two look-ups.
//
// A segment whose ends lie in one cell without borders belongs to it whole. Any other is cut
// (SegmentPieces.swift) and each piece goes to the feature at its middle, or along a border to the lowest
// feature that has the border. Pieces are added per line feature and buurt in an ExactSum.
// Rejected: clipping by each polygon (one pass per buurt, and a shared border counts twice or never).
public import Planar

/// The length of one line feature inside one buurt.
public struct LengthInBuurt: Sendable, Equatable {
    /// Row of the line feature.
    public var feature: Int32
    /// Row of the buurt.
    public var buurt: Int32
    /// Metres.
    public var length: Double

    /// Creates a row.
    public init(feature: Int32, buurt: Int32, length: Double) {
        self.feature = feature
        self.buurt = buurt
        self.length = length
    }
}

/// Measures the length of every line feature inside every buurt.
///
/// A piece along a shared border, or where buurten overlap, belongs to the lowest row, as a point does.
/// What is outside all buurten has no row.
///
/// - Parameters:
///   - lines: Lines in metres.
///   - buurten: Polygons in metres; rows in order of code.
///   - featureCount: Number of buurten; rows of `buurten` are below it.
/// - Returns: One row per pair with a positive length, in order of feature, then buurt.
/// - Complexity: O(vertices + cells touched + pieces log pieces).
///
/// > Accuracy: the lengths of a feature add up to its length within rounding of each piece; pieces below
/// > the rounding of coordinates are joined to their neighbour.
public func lengthsInside(
    _ lines: LineSet, of buurten: PolygonSet, featureCount: Int
) -> [LengthInBuurt] {
    precondition(
        buurten.feature.allSatisfy { $0 >= 0 && Int($0) < featureCount }, "a buurt has no row")
    return lengthsInside(lines, of: CoverageIndex(buurten, pointCount: 2 * lines.x.count))
}

/// Measures the length of every line feature inside every feature of a coverage.
///
/// - Parameters:
///   - lines: Lines in metres.
///   - coverage: Index of the buurten.
/// - Returns: As ``lengthsInside(_:of:featureCount:)``.
public func lengthsInside(_ lines: LineSet, of coverage: CoverageIndex) -> [LengthInBuurt] {
    var sums = LengthSums()
    var pieces = SegmentPieces()
    for k in 0..<lines.count {
        for i in lines.vertices(of: k).dropFirst() {
            pieces.begin(lines.x[i - 1], lines.y[i - 1], lines.x[i], lines.y[i])
            guard pieces.length > 0 else { continue }
            coverage.addPieces(
                lines.x[i - 1], lines.y[i - 1], lines.x[i], lines.y[i], &pieces,
                feature: lines.feature[k], to: &sums)
        }
    }
    return sums.rows()
}

extension CoverageIndex {
    fileprivate func addPieces(
        _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ pieces: inout SegmentPieces,
        feature: Int32, to sums: inout LengthSums
    ) {
        let length = pieces.length
        forEachPiece(ax, ay, bx, by, &pieces) { from, until, owner in
            if owner >= 0 { sums.add(feature, owner, (until - from) * length) }
        }
    }

    /// Visits the parts of a segment between changes of the feature under it.
    ///
    /// - Parameters:
    ///   - ax: Easting of one end.
    ///   - ay: Northing of one end.
    ///   - bx: Easting of the other end.
    ///   - by: Northing of the other end.
    ///   - body: Start and end as shares of the length, ascending, and the feature, -1 for none; along a border
    ///     the lowest that has it.
    public func forEachPiece(
        ofSegment ax: Double, _ ay: Double, _ bx: Double, _ by: Double,
        _ body: (_ from: Double, _ until: Double, _ feature: Int32) -> Void
    ) {
        var pieces = SegmentPieces()
        pieces.begin(ax, ay, bx, by)
        guard pieces.length > 0 else { return }
        forEachPiece(ax, ay, bx, by, &pieces, body)
    }

    /// The same for a segment that `pieces` has begun.
    private func forEachPiece(
        _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ pieces: inout SegmentPieces,
        _ body: (_ from: Double, _ until: Double, _ feature: Int32) -> Void
    ) {
        if let label = commonLabel(ax, ay, bx, by) {
            body(0, 1, label)
            return
        }
        forEachEdge(near: ax, ay, bx, by) { edge, owner in pieces.cut(by: edge, of: owner) }
        let cut = pieces
        pieces.forEachPiece { range, middle, x, y in
            let inside = self.feature(x: x, y: y)
            let along = cut.borderFeature(at: middle) ?? inside
            body(range.0, range.1, inside >= 0 ? min(inside, along) : along)
        }
    }

    /// The answer for all points of a segment whose ends lie in one cell without borders.
    private func commonLabel(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) -> Int32? {
        guard box.contains(x: ax, y: ay), box.contains(x: bx, y: by) else { return nil }
        let row = grid.row(ay)
        let column = grid.column(ax)
        guard row == grid.row(by), column == grid.column(bx) else { return nil }
        let label = cells.labels[row * grid.columns + column]
        return label >= -1 ? label : nil
    }

    /// Visits the edges, with their features, in the cells that a segment touches.
    private func forEachEdge(
        near ax: Double, _ ay: Double, _ bx: Double, _ by: Double,
        _ body: (CellEdge, Int32) -> Void
    ) {
        grid.forEachRun(ax, ay, bx, by) { row, first, last in
            for column in first...last {
                let label = cells.labels[row * grid.columns + column]
                guard label < -1 else { continue }
                let cell = Int(-2 - label)
                for g in Int(cells.groupStarts[cell])..<Int(cells.groupStarts[cell + 1]) {
                    let group = cells.groups[g]
                    for e in Int(group.start)..<Int(group.end) {
                        body(cells.edges[e].edge(vertexX.span, vertexY.span), group.feature)
                    }
                }
            }
        }
    }
}

/// Lengths by pair of feature and buurt.
private struct LengthSums {
    private var slots: [UInt64: Int] = [:]
    private var sums: [ExactSum] = []
    /// The pair of the last term: a line adds many terms to one buurt.
    private var lastKey = UInt64.max
    private var lastSlot = 0

    mutating func add(_ feature: Int32, _ buurt: Int32, _ length: Double) {
        let key = UInt64(UInt32(bitPattern: feature)) << 32 | UInt64(UInt32(bitPattern: buurt))
        if key != lastKey {
            lastKey = key
            lastSlot = slots[key] ?? sums.count
            if lastSlot == sums.count {
                slots[key] = lastSlot
                sums.append(ExactSum())
            }
        }
        sums[lastSlot].add(length)
    }

    func rows() -> [LengthInBuurt] {
        slots.sorted { $0.key < $1.key }.compactMap { key, slot in
            let length = sums[slot].value
            guard length > 0 else { return nil }
            return LengthInBuurt(
                feature: Int32(truncatingIfNeeded: key >> 32),
                buurt: Int32(truncatingIfNeeded: key), length: length)
        }
    }
}
