// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact, with the rule for borders and overlaps 2 most points need one look-up
// 3 building takes less time than the points it serves 4 memory linear in the edges.
//
// A grid of square cells. A cell in which no border runs holds the answer. Any other holds the edges
// that touch it, grouped by polygon in order of feature row, so that the first polygon that contains the
// point is the answer (CoverageCell.swift has the derivation, CoverageBuilder.swift the construction).
//
// Resolution: about four cells per edge, but no more than one per two points, so that building
// never costs more than it saves; cells are no smaller than a quarter of the mean edge, which bounds the
// number of (edge, cell) pairs by a multiple of the edges whatever their lengths.
//
// Columns of points are looked up in blocks: first the labels of all, then what the mixed cells among them
// need, then their answers. Nine million points of the country take 13 ns each instead of 23.
//
// Rejected: an R-tree over polygons with point in polygon after it (GEOS: 650 ns a point, linear in the
// vertices of a polygon), a trapezoid map (one search per point, and no shortcut for the three points in
// four that are nowhere near a border), labels per cell without edges (not exact).
public import Planar

/// Finds the feature that contains a point, for a set of polygons.
///
/// Gaps, overlaps, holes and multipolygons are allowed. A point on a border counts as inside; where
/// several features contain a point the one with the lowest row is the answer.
///
///     let index = CoverageIndex(buurten, pointCount: addresses.count)
///     index.feature(x: 136_000, y: 459_000)       // row of the buurt, or -1
///
/// > Accuracy: exact for finite coordinates.
/// > Cost: probe `assign`.
public struct CoverageIndex: Sendable {
    let box: Box
    let grid: CellGrid
    let cells: CoverageCells
    /// The coordinates of the polygons, which share their memory.
    let vertexX: [Double]
    let vertexY: [Double]

    /// Builds the index.
    ///
    /// - Parameters:
    ///   - polygons: Polygons in metres; `feature` gives the row that is answered.
    ///   - pointCount: How many points will be asked, roughly; it sets the resolution, not the answers.
    ///   - threads: At most so many threads.
    /// - Complexity: O(edges + cells), both linear in the vertices.
    public init(_ polygons: PolygonSet, pointCount: Int, threads: Int = 1) {
        let builder = CoverageBuilder(polygons, threads: threads)
        box = builder.blocks.box
        let edges = max(1, polygons.x.count)
        let target = min(4 * edges, max(edges / 4, pointCount / 2, 64), 1 << 26)
        let minimum = builder.blocks.totalExtent / Double(4 * edges)
        grid = CellGrid(box: box, target: target, minimum: minimum)
        cells = builder.build(grid)
        vertexX = polygons.x
        vertexY = polygons.y
    }

    /// Finds the feature that contains a point.
    ///
    /// - Parameters:
    ///   - x: Easting, metres.
    ///   - y: Northing, metres.
    /// - Returns: The lowest row whose polygons contain the point, border included; -1 for none or for a
    ///   coordinate that is not finite.
    public func feature(x: Double, y: Double) -> Int32 {
        guard box.contains(x: x, y: y) else { return -1 }
        let label = cells.labels[grid.cell(x: x, y: y)]
        guard label < -1 else { return label }
        return answer(
            ofMixed: label, x, y, cells.groupStarts.span, cells.groups.span, cells.edges.span,
            vertexX.span, vertexY.span)
    }

    /// Finds the feature of each point of two columns.
    ///
    /// - Parameters:
    ///   - x: *n* eastings, metres.
    ///   - y: *n* northings, metres.
    ///   - output: *n* rows, as ``feature(x:y:)`` gives them.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(*n*) for coverages of bounded density; allocates nothing.
    public func assign(x: Span<Double>, y: Span<Double>, into output: inout MutableSpan<Int32>) {
        precondition(x.count == y.count && x.count == output.count, "columns differ in length")
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.block + 1) { mixed in
            for start in stride(from: 0, to: x.count, by: Self.block) {
                let rows = start..<min(start + Self.block, x.count)
                let count = readLabels(rows, x, y, mixed, &output)
                touch(mixed, count, output.span)
                resolve(mixed, count, x, y, &output)
            }
        }
    }

    /// Points of one block, whose labels are read before any mixed cell is looked into.
    ///
    /// Their list takes less than 1 KB, up to which temporary memory is on the stack.
    private static var block: Int { 250 }

    /// Writes the label of each point's cell, and lists the points in mixed cells.
    private func readLabels(
        _ rows: Range<Int>, _ x: Span<Double>, _ y: Span<Double>,
        _ mixed: UnsafeMutableBufferPointer<Int32>, _ output: inout MutableSpan<Int32>
    ) -> Int {
        let labels = cells.labels.span
        let (box, grid) = (box, grid)
        var count = 0
        for i in rows {
            let label = box.contains(x: x[i], y: y[i]) ? labels[grid.cell(x: x[i], y: y[i])] : -1
            output[i] = label
            mixed[count] = Int32(truncatingIfNeeded: i)
            count += label < -1 ? 1 : 0
        }
        return count
    }

    /// Reads what the first edge of each mixed cell needs, so that it is in the cache when its point is
    /// looked up: here the points do not wait for each other, there a wrong guess of a branch waits for memory.
    ///
    /// What is read goes behind the list, or the compiler would see that nobody needs it.
    @inline(never)
    private func touch(
        _ mixed: UnsafeMutableBufferPointer<Int32>, _ count: Int, _ labels: Span<Int32>
    ) {
        let groupStarts = cells.groupStarts.span
        let groups = cells.groups.span
        let edges = cells.edges.span
        let vertexX = vertexX.span
        let vertexY = vertexY.span
        var touched = 0.0
        for k in 0..<count {
            let cell = Int(-2 - labels[Int(mixed[k])])
            touched += edges[Int(groups[Int(groupStarts[cell])].start)].trace(vertexX, vertexY)
        }
        mixed[count] = Int32(truncatingIfNeeded: touched.bitPattern)
    }

    /// Replaces the labels of points in mixed cells by their answers.
    private func resolve(
        _ mixed: UnsafeMutableBufferPointer<Int32>, _ count: Int, _ x: Span<Double>,
        _ y: Span<Double>, _ output: inout MutableSpan<Int32>
    ) {
        let groupStarts = cells.groupStarts.span
        let groups = cells.groups.span
        let edges = cells.edges.span
        let vertexX = vertexX.span
        let vertexY = vertexY.span
        for k in 0..<count {
            let i = Int(mixed[k])
            output[i] = answer(
                ofMixed: output[i], x[i], y[i], groupStarts, groups, edges, vertexX, vertexY)
        }
    }

    /// The first feature of a mixed cell that contains a point.
    @inline(__always)
    private func answer(
        ofMixed label: Int32, _ px: Double, _ py: Double, _ groupStarts: Span<Int32>,
        _ groups: Span<CellGroup>, _ edges: Span<EdgeInCell>, _ vertexX: Span<Double>,
        _ vertexY: Span<Double>
    ) -> Int32 {
        let cell = Int(-2 - label)
        for g in Int(groupStarts[cell])..<Int(groupStarts[cell + 1]) {
            let group = groups[g]
            if group.contains(px, py, edges, vertexX, vertexY) { return group.feature }
        }
        return -1
    }
}
