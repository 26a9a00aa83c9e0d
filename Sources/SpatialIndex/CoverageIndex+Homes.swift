// SPDX-License-Identifier: EUPL-1.2
public import Planar

extension CoverageIndex {
    /// Finds the feature in which each polygon lies wholly, as far as the cells under its box tell.
    ///
    /// Nine in ten green areas lie in one buurt; for these nothing needs to be clipped. A polygon is said
    /// to be at home only where exactly one feature covers its whole box: where no border comes near it, and
    /// features do not overlap. All else is left to be worked out.
    ///
    /// - Parameters:
    ///   - sizes: The sizes of polygons in metres.
    ///   - output: Per polygon a feature row, ``PolygonHome/none`` where its box lies in no feature, or
    ///     ``PolygonHome/several`` where that takes a closer look.
    /// - Precondition: the columns have the same length.
    /// - Complexity: O(cells under the boxes and the edges in them); allocates nothing.
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
        var home = PolygonHome.several
        for row in rows {
            for column in columns {
                let cell = row * grid.columns + column
                guard isShared.isEmpty || !isShared[cell] else { return PolygonHome.several }
                let label = labels[cell]
                if label < -1 {
                    guard !hasBorder(inMixed: label, near: target) else {
                        return PolygonHome.several
                    }
                } else if home == PolygonHome.several {
                    home = label
                } else if home != label {
                    return PolygonHome.several
                }
            }
        }
        guard home == PolygonHome.several else { return home }
        // All cells have borders, none of them near the box: one point of it tells for all.
        return onlyHolder(
            ofMixed: labels[rows.lowerBound * grid.columns + columns.lowerBound], target.minX,
            target.minY)
    }

    /// Whether an edge of a mixed cell may meet a box.
    @inline(__always)
    private func hasBorder(inMixed label: Int32, near target: Box) -> Bool {
        let groups = cells.groups.span
        let edges = cells.edges.span
        let x = vertexX.span, y = vertexY.span
        let cell = Int(-2 - label)
        let first = Int(cells.groupStarts[cell]), end = Int(cells.groupStarts[cell + 1])
        // The edges of a cell lie in one row.
        for e in Int(groups[first].start)..<Int(groups[end - 1].end)
        where edges[e].edge(x, y).mayMeet(target) {
            return true
        }
        return false
    }

    /// The only feature that holds a point of a mixed cell, or a ``PolygonHome``.
    private func onlyHolder(ofMixed label: Int32, _ px: Double, _ py: Double) -> Int32 {
        let cell = Int(-2 - label)
        var holder = PolygonHome.none
        for g in Int(cells.groupStarts[cell])..<Int(cells.groupStarts[cell + 1]) {
            let group = cells.groups[g]
            if group.start == group.end {
                // The last one of paired edges: it holds what nobody else does.
                return holder == PolygonHome.none && group.isInside ? group.feature : holder
            }
            guard group.contains(px, py, cells.edges.span, vertexX.span, vertexY.span) else {
                continue
            }
            guard holder == PolygonHome.none else { return PolygonHome.several }
            holder = group.feature
        }
        return holder
    }
}

extension CellEdge {
    /// Whether the edge may meet a box: false only where it is clearly beside it.
    @inline(__always)
    func mayMeet(_ box: Box) -> Bool {
        guard lowerY <= box.maxY, upperY >= box.minY, min(lowerX, upperX) <= box.maxX,
            max(lowerX, upperX) >= box.minX
        else { return false }
        // Twice the distance of the middle of the box from the line, and how far the box reaches towards it,
        // both times the length of the edge; 1e-6 m is far above rounding.
        let wayX = upperX - lowerX, wayY = upperY - lowerY
        let middleX = (box.minX - lowerX) + (box.maxX - lowerX)
        let middleY = (box.minY - lowerY) + (box.maxY - lowerY)
        let reach =
            abs(wayX) * (box.maxY - box.minY + 1e-6) + abs(wayY) * (box.maxX - box.minX + 1e-6)
        return abs(wayX * middleY - wayY * middleX) <= reach
    }
}
