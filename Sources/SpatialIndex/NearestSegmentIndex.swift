// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the segment that a plain loop over all finds, ties included 2 some ten distances a
// point on streets 3 linear to build, and never quadratic.
//
// A grid with about one segment per cell lists each segment in the cells that it touches. A search looks in
// the cell of the point and goes on ring by ring, leaving out the sides that are farther away than the best
// so far; it ends when the block of visited cells reaches beyond that. Streets are short and everywhere near
// people, so most searches end in the first ring. Where cells are crowded (a town and an outlier far away) a
// packed tree answers instead (ItemTree.swift).
//
// Chosen against the lists of candidates of `CandidateGrid`, which pay where many points ask about few
// segments; here there are as many segments as points. Rejected: the tree alone (five times slower).
public import Planar

/// Finds the nearest segment of a set of lines.
///
/// > Accuracy: that of `squaredDistance(fromX:y:toSegment:)`; no dependence on the index.
/// > Cost: probe `nearest-street`.
public struct NearestSegmentIndex: Sendable {
    let x: [Double]
    let y: [Double]
    let grid: CellGrid
    let starts: [Int32]
    let entries: [Int32]
    let tree: ItemTree<SegmentItem>?

    /// A cell with more segments than this is left to the tree.
    static var crowd: Int32 { 128 }

    /// Builds the index.
    ///
    /// - Parameters:
    ///   - lines: Lines in metres, finite; segment *i* runs from vertex *i* to vertex *i* + 1 of one part.
    ///   - reach: Distance beyond which nobody will ask, metres; it bounds the number of rings.
    ///   - threads: At most so many threads; they do not show in the index.
    /// - Complexity: O(vertices); O(vertices log vertices) where cells are crowded.
    public init(_ lines: LineSet, reach: Double, threads: Int = 1) {
        x = lines.x
        y = lines.y
        let grid = Self.grid(lines, reach: reach)
        self.grid = grid
        let cells = CellLists(lines, grid, parts: lines.count < 4_096 ? 1 : min(max(threads, 1), 4))
        starts = cells.starts
        entries = cells.entries
        var largest: Int32 = 0
        for cell in 0..<grid.count { largest = max(largest, starts[cell + 1] - starts[cell]) }
        tree = largest > Self.crowd ? ItemTree(lines.segmentItems) : nil
    }

    private static func grid(_ lines: LineSet, reach: Double) -> CellGrid {
        var box = Box.empty
        var length = 0.0
        var count = 0
        for k in 0..<lines.count {
            let rows = lines.vertices(of: k)
            for i in rows {
                box.insert(x: lines.x[i], y: lines.y[i])
                if i > rows.lowerBound {
                    length += abs(lines.x[i] - lines.x[i - 1]) + abs(lines.y[i] - lines.y[i - 1])
                    count += 1
                }
            }
        }
        // Long segments pass few cells, and few cells lie within reach.
        let minimum = max(length / Double(2 * max(count, 1)), reach / 16)
        return CellGrid(box: box, target: max(count, 1), minimum: minimum)
    }

    /// Finds the nearest segment of a point.
    ///
    /// - Parameters:
    ///   - px: Easting, metres.
    ///   - py: Northing, metres.
    ///   - limit: Largest squared distance, square metres; see ``squaredLimit(of:)``.
    /// - Returns: Row of the first vertex of the nearest segment, the lowest among equally near ones, its squared
    ///   distance, and whether another is no farther or by ``equallyNear`` at most (some that are a hair
    ///   farther count too); `nil` where none is within the limit or the point is not finite.
    public func nearest(
        x px: Double, y py: Double, squaredLimit limit: Double
    ) -> (segment: Int, squared: Double, hasRival: Bool)? {
        guard px.isFinite, py.isFinite, limit >= 0, !entries.isEmpty else { return nil }
        var nearest = NearestTwo(squared: limit)
        if !searchRings(px, py, &nearest), let tree {
            var one = Nearest()
            one.squared = limit
            tree.search(px, py, &one)
            nearest = NearestTwo(squared: one.squared, segment: one.feature)
            if one.feature != .max { findRival(px, py, tree, &nearest) }
        }
        guard nearest.segment != .max else { return nil }
        return (Int(nearest.segment), nearest.squared, nearest.other <= nearest.reach)
    }

    /// Looks in a crowd for another segment that is as near, and is content with one.
    private func findRival(
        _ px: Double, _ py: Double, _ tree: ItemTree<SegmentItem>, _ nearest: inout NearestTwo
    ) {
        let here = Box(minX: px, minY: py, maxX: px, maxY: py)
        _ = tree.visit(here, squaredRadius: nearest.reach) { row in
            let item = tree.items[row]
            nearest.consider(
                item.squaredDistance(px, py, below: .infinity, tree.columns), item.feature)
            return nearest.other > nearest.reach
        }
    }

    /// Segments whose distances differ by no more than this are equally near, metres.
    public static var equallyNear: Double { 1e-6 }

    /// Largest square whose root is at most `radius`; -1 for none.
    public static func squaredLimit(of radius: Double) -> Double {
        FeatureCounter.squaredLimit(of: radius)
    }

    /// Visits segments near a segment: at least all within a margin of it; some more than once.
    ///
    /// - Parameters:
    ///   - ax: Easting of one end.
    ///   - ay: Northing of one end.
    ///   - bx: Easting of the other end.
    ///   - by: Northing of the other end.
    ///   - margin: Metres, >= 0.
    ///   - body: Row of the first vertex of a segment, and its ends.
    public func forEachSegment(
        near ax: Double, _ ay: Double, _ bx: Double, _ by: Double, margin: Double,
        _ body: (_ segment: Int, _ box: Box) -> Void
    ) {
        guard !entries.isEmpty else { return }
        let near = Box(
            minX: min(ax, bx) - margin, minY: min(ay, by) - margin, maxX: max(ax, bx) + margin,
            maxY: max(ay, by) + margin)
        let first = grid.column(near.minX), last = grid.column(near.maxX)
        for row in grid.row(near.minY)...grid.row(near.maxY) {
            let base = row * grid.columns
            for k in Int(starts[base + first])..<Int(starts[base + last + 1]) {
                let i = Int(entries[k])
                let box = Box(
                    minX: min(x[i], x[i + 1]), minY: min(y[i], y[i + 1]),
                    maxX: max(x[i], x[i + 1]), maxY: max(y[i], y[i + 1]))
                if box.intersects(near) { body(i, box) }
            }
        }
    }
}

extension LineSet {
    /// The segments, each with the row of its first vertex.
    fileprivate var segmentItems: [SegmentItem] {
        var items: [SegmentItem] = []
        items.reserveCapacity(x.count)
        for k in 0..<count {
            for i in vertices(of: k).dropLast() {
                items.append(
                    SegmentItem(
                        x[i], y[i], x[i + 1], y[i + 1], feature: Int32(truncatingIfNeeded: i)))
            }
        }
        return items
    }
}

/// The segments of each cell, ascending.
private struct CellLists {
    /// Start of each cell in `entries`, and the end.
    private(set) var starts: [Int32]
    /// First vertices of segments.
    private(set) var entries: [Int32]

    /// Counts and then lists, in parts of the lines: in a cell those of the first part come first.
    init(_ lines: LineSet, _ grid: CellGrid, parts: Int) {
        let cells = grid.count
        // Of each part the place of the next entry of each cell.
        var next = [Int32](repeating: 0, count: parts * cells)
        starts = [Int32](repeating: 0, count: cells + 1)
        next.withUnsafeMutableBufferPointer { next in
            nonisolated(unsafe) let all = next
            Self.forEachPart(lines, grid, parts) { part, cell, _ in all[part * cells + cell] += 1 }
        }
        var sum: Int32 = 0
        for cell in 0..<cells {
            for part in 0..<parts {
                let count = next[part * cells + cell]
                next[part * cells + cell] = sum
                sum += count
            }
            starts[cell + 1] = sum
        }
        entries = [Int32](unsafeUninitializedCapacity: Int(sum)) { buffer, count in
            next.withUnsafeMutableBufferPointer { next in
                nonisolated(unsafe) let (all, entries) = (next, buffer)
                Self.forEachPart(lines, grid, parts) { part, cell, segment in
                    entries[Int(all[part * cells + cell])] = segment
                    all[part * cells + cell] += 1
                }
            }
            count = Int(sum)
        }
    }

    @inline(__always)
    private static func forEachPart(
        _ lines: LineSet, _ grid: CellGrid, _ parts: Int,
        _ body: @Sendable (_ part: Int, _ cell: Int, _ segment: Int32) -> Void
    ) {
        forEachChunk(of: parts, size: 1, least: 1, threads: parts) { range in
            let x = lines.x.span, y = lines.y.span
            for part in range {
                for k in part * lines.count / parts..<(part + 1) * lines.count / parts {
                    for i in lines.vertices(of: k).dropLast() {
                        grid.forEachRun(x[i], y[i], x[i + 1], y[i + 1]) { row, first, last in
                            for column in first...last {
                                body(
                                    part, row * grid.columns + column, Int32(truncatingIfNeeded: i))
                            }
                        }
                    }
                }
            }
        }
    }
}
