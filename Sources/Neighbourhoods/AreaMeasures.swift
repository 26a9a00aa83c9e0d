// SPDX-License-Identifier: EUPL-1.2
//
// Areas per buurt, shared out over threads: buurten for what lies within a distance, polygons of the
// layer for overlaps. Every area is an `ExactSum`, so parts can be merged in any order.
import Planar
import Synchronization

/// Parts per thread: enough that threads end together where buurten differ in size.
private let partsPerThread = 8

/// Area per buurt that lies in a region.
func areasInside(_ region: RegionBoundary, of buurten: Buurten, threads: Int) -> [ExactSum] {
    let polygons = buurten.polygons
    let size = max(1, polygons.count / (max(1, threads) * partsPerThread))
    let sums = Mutex([ExactSum](repeating: ExactSum(), count: buurten.count))
    forEachChunk(of: polygons.count, size: size, threads: threads) { rows in
        let part = region.areaInside(of: polygons.keeping(rows), featureCount: buurten.count)
        sums.withLock { sums in for b in part.indices { sums[b].merge(part[b]) } }
    }
    return sums.withLock { $0 }
}

/// Area per buurt of the union of polygons.
func overlapAreas(_ polygons: PolygonSet, in buurten: Buurten, threads: Int) -> [ExactSum] {
    let overlay = PolygonOverlay(polygons)
    let homes = [Int32](repeating: PolygonHome.several, count: overlay.count)
    let owned = Mutex(OverlapAreas(buurtCount: buurten.count))
    let size = max(1, overlay.count / (max(1, threads) * partsPerThread))
    forEachChunk(of: overlay.count, size: size, threads: threads) { rows in
        var part = OverlapAreas(buurtCount: buurten.count)
        part.add(rows, of: overlay, homes: homes)
        owned.withLock { $0.merge(part) }
    }
    // What lies in several buurten waits until all that owns it is known, and is then clipped.
    let edges = BuurtEdges(buurten.polygons)
    var total = owned.withLock { $0 }
    let ranges = total.sortPieces()
    let pieces = total
    let clipped = Mutex([ExactSum](repeating: ExactSum(), count: buurten.count))
    let clipSize = max(1, ranges.count / (max(1, threads) * partsPerThread))
    forEachChunk(of: ranges.count, size: clipSize, threads: threads) { rows in
        let part = pieces.clipped(ranges[rows], of: overlay, to: edges)
        clipped.withLock { sums in for b in sums.indices { sums[b].merge(part.sums[b]) } }
    }
    return clipped.withLock { sums in
        for b in sums.indices { sums[b].merge(pieces.sums[b]) }
        return sums
    }
}

extension PolygonSet {
    /// The polygons of some rows.
    fileprivate func keeping(_ rows: Range<Int>) -> PolygonSet {
        var kept = PolygonSet()
        for p in rows { kept.appendPolygon(p, of: self) }
        return kept
    }
}
