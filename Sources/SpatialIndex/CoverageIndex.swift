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
        lookUp(
            x, y, cells.labels.span, cells.groupStarts.span, cells.groups.span, cells.edges.span,
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
        let labels = cells.labels.span
        let groupStarts = cells.groupStarts.span
        let groups = cells.groups.span
        let edges = cells.edges.span
        let vertexX = vertexX.span
        let vertexY = vertexY.span
        for i in x.indices {
            output[i] = lookUp(
                x[i], y[i], labels, groupStarts, groups, edges, vertexX, vertexY)
        }
    }

    @inline(__always)
    private func lookUp(
        _ px: Double, _ py: Double, _ labels: Span<Int32>, _ groupStarts: Span<Int32>,
        _ groups: Span<CellGroup>, _ edges: Span<EdgeInCell>, _ vertexX: Span<Double>,
        _ vertexY: Span<Double>
    ) -> Int32 {
        guard box.contains(x: px, y: py) else { return -1 }
        let label = labels[grid.row(py) * grid.columns + grid.column(px)]
        if label >= -1 { return label }
        let cell = Int(-2 - label)
        for g in Int(groupStarts[cell])..<Int(groupStarts[cell + 1]) {
            let group = groups[g]
            if group.contains(px, py, edges, vertexX, vertexY) { return group.feature }
        }
        return -1
    }
}
