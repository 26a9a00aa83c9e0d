// SPDX-License-Identifier: EUPL-1.2
public import Planar

extension CoverageIndex {
    /// Finds the feature in which each polygon lies wholly, as far as the cells under its box tell.
    ///
    /// Nine in ten green areas lie in one buurt; for these nothing needs to be clipped. A polygon is said
    /// to be at home only where exactly one feature covers its whole box, so places where features
    /// overlap are left to be worked out.
    ///
    /// - Parameters:
    ///   - sizes: The sizes of polygons in metres.
    ///   - output: Per polygon a feature row, ``PolygonHome/none`` where its box lies in no feature, or
    ///     ``PolygonHome/several`` where that takes a closer look.
    /// - Precondition: the columns have the same length.
    /// - Complexity: O(cells under the boxes); allocates nothing.
    public func homes(of sizes: Span<PolygonSize>, into output: inout MutableSpan<Int32>) {
        precondition(sizes.count == output.count, "columns differ in length")
        for row in sizes.indices { output[row] = home(of: sizes[row].box) }
    }

    /// Finds the feature that covers a whole box; see ``homes(of:into:)``.
    ///
    /// - Parameter target: A box in metres.
    /// - Returns: A feature row or a ``PolygonHome``.
    public func home(of target: Box) -> Int32 {
        guard target.intersects(box) else { return PolygonHome.none }
        guard box.contains(target) else { return PolygonHome.several }
        let labels = cells.labels.span
        let isShared = cells.isShared.span
        let columns = grid.column(target.minX)...grid.column(target.maxX)
        let rows = grid.row(target.minY)...grid.row(target.maxY)
        let first = labels[rows.lowerBound * grid.columns + columns.lowerBound]
        guard first >= -1 else { return PolygonHome.several }
        for row in rows {
            for column in columns {
                let cell = row * grid.columns + column
                guard labels[cell] == first, isShared.isEmpty || !isShared[cell] else {
                    return PolygonHome.several
                }
            }
        }
        return first
    }
}
