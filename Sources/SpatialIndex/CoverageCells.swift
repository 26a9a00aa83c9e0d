// SPDX-License-Identifier: EUPL-1.2
//
// The finished cells of a coverage index, and the step that spares the edges of the last polygon of a cell
// (step 4 of CoverageBuilder.swift).

/// The finished cells.
struct CoverageCells: Sendable {
    /// Per cell a feature row, -1 for outside, or -2 - *m* for mixed cell *m*.
    var labels: [Int32]
    /// Start of each mixed cell in `groups`, and one past the last.
    var groupStarts: [Int32] = [0]
    var groups: [CellGroup] = []
    var edges: [CellEdge] = []
    /// Per cell whether a feature beside its owner has a part in it; empty when no cell is like that.
    var isShared: [Bool] = []

    init(count: Int) { labels = [Int32](repeating: -1, count: count) }

    /// Ends a cell whose groups were appended from `firstGroup` on.
    mutating func close(cell: Int, firstGroup: Int, coveredBy owner: Int32?, oddAtCentre: Bool) {
        if firstGroup == groups.count {
            labels[cell] = owner ?? -1
            return
        }
        if let owner {
            let end = Int32(edges.count)
            groups.append(CellGroup(feature: owner, start: end, end: end, isInside: true))
        } else if oddAtCentre, groups.count > firstGroup + 1, edgesArePaired(from: firstGroup) {
            dropEdgesOfLastGroup()
        }
        labels[cell] = -2 - Int32(groupStarts.count - 1)
        groupStarts.append(Int32(groups.count))
    }

    /// Whether each edge of the last cell occurs an even number of times; false above 64 edges.
    private func edgesArePaired(from firstGroup: Int) -> Bool {
        let start = Int(groups[firstGroup].start)
        guard (edges.count - start) % 2 == 0, edges.count - start <= 64 else { return false }
        var paired: UInt64 = 0
        for i in start..<edges.count where paired & (1 << (i - start)) == 0 {
            let partner = (i + 1..<edges.count).first {
                paired & (1 << ($0 - start)) == 0 && edges[$0].coincides(with: edges[i])
            }
            guard let partner else { return false }
            paired |= 1 << (partner - start)
        }
        return true
    }

    private mutating func dropEdgesOfLastGroup() {
        let last = groups.removeLast()
        edges.removeLast(edges.count - Int(last.start))
        groups.append(
            CellGroup(feature: last.feature, start: last.start, end: last.start, isInside: true))
    }
}
