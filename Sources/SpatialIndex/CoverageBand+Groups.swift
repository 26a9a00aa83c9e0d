// SPDX-License-Identifier: EUPL-1.2
//
// Step 3 of CoverageBand.swift: what a cell that borders cross keeps.
import Planar

extension CoverageScratch {
    /// Keeps what is needed of a cell with edges, and gives its label.
    mutating func finish(
        _ cell: Int, _ cells: Int, cover: Int32, _ sweep: BandSweep
    ) -> Int32 {
        let firstGroup = groups.count
        let firstEdge = edges.count
        var oddAtCentre = false
        for g in 0..<swept.count {
            let group = swept[g]
            if cover >= 0, group.polygon > cover {
                share(cell, cells)
                break
            }
            if group.atCentre { oddAtCentre.toggle() }
            let start = edges.count
            for e in Int(group.start)..<Int(group.end) { edges.append(entries[e].edge) }
            append(features[Int(group.polygon)], from: start, isInside: group.isInside)
        }
        let owner = cover < 0 ? -1 : features[Int(cover)]
        if groups.count == firstGroup { return owner }
        if cover >= 0 {
            // Whoever is inside one of the groups before is inside the cover too.
            share(cell, cells)
            append(owner, from: edges.count, isInside: true)
        } else if oddAtCentre, groups.count > firstGroup + 1, arePaired(from: firstEdge, sweep) {
            let last = groups[groups.count - 1]
            groups.removeLast()
            edges.removeLast(edges.count - Int(last.start))
            append(last.feature, from: edges.count, isInside: true)
        }
        groupEnds.append(Int32(groups.count))
        return -2 - Int32(groupEnds.count - 1)
    }

    private mutating func append(_ feature: Int32, from start: Int, isInside: Bool) {
        groups.append(
            CellGroup(
                feature: feature, start: Int32(start), end: Int32(edges.count), isInside: isInside))
    }

    /// Whether each edge from one on occurs an even number of times; false above 64 edges.
    private func arePaired(from start: Int, _ sweep: BandSweep) -> Bool {
        let end = edges.count
        guard (end - start) % 2 == 0, end - start <= 64 else { return false }
        let x = sweep.x.span, y = sweep.y.span
        if areMirrored(from: start, x, y) { return true }
        var paired: UInt64 = 0
        for i in start..<end where paired & (1 << (i - start)) == 0 {
            var partner = end - 1
            while partner > i,
                paired & (1 << (partner - start)) != 0
                    || !edges[partner].coincides(with: edges[i], x, y)
            {
                partner -= 1
            }
            if partner == i { return false }
            paired |= 1 << (partner - start)
        }
        return true
    }

    /// Whether the second half of the edges is the first half in the opposite order, as it is
    /// where a border of two polygons passes.
    private func areMirrored(
        from start: Int, _ x: Span<Double>, _ y: Span<Double>
    ) -> Bool {
        var result = true
        for k in 0..<(edges.count - start) / 2 {
            let isEqual = edges[edges.count - 1 - k].coincides(with: edges[start + k], x, y)
            result = result && isEqual
        }
        return result
    }
}
