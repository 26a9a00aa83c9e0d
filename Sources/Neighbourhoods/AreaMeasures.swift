// SPDX-License-Identifier: EUPL-1.2
//
// Areas per buurt, shared out over threads: buurten for what lies within a distance, polygons of the
// layer for overlaps. Every area is an `ExactSum`, so parts can be merged in any order.
import Planar
import SpatialIndex
import Synchronization

/// Parts per thread: enough that threads end together where buurten differ in size.
private let partsPerThread = 8

/// Area per buurt that lies in a region.
func areasInside(_ region: RegionBoundary, of buurten: Buurten, threads: Int) -> [ExactSum] {
    let polygons = buurten.polygons
    let size = max(1, polygons.count / (max(1, threads) * partsPerThread))
    let sums = Mutex([ExactSum](repeating: ExactSum(), count: buurten.count))
    forEachChunk(of: polygons.count, size: size, threads: threads) { rows in
        let part = region.areaInside(
            of: polygons, rows: rows, featureCount: buurten.count)
        sums.withLock { sums in for b in part.indices { sums[b].merge(part[b]) } }
    }
    return sums.withLock { $0 }
}

/// Per polygon the buurt that holds it wholly, or a `PolygonHome`.
func polygonHomes(_ polygons: PolygonSet, in coverage: CoverageIndex, threads: Int) -> [Int32] {
    filledColumn(count: polygons.count, initial: PolygonHome.several, threads: threads, size: 4_096)
    {
        (rows, homes: inout MutableSpan<Int32>) in
        coverage.homes(of: polygons, rows: rows, into: &homes)
    }
}

/// Area per buurt of the union of polygons.
///
/// - Parameters:
///   - polygons: Polygons that may overlap.
///   - homes: Per polygon the buurt that holds it wholly, or a `PolygonHome`.
///   - buurten: The buurten.
///   - threads: At most so many threads.
/// - Returns: Square metres per buurt.
func overlapAreas(
    _ polygons: PolygonSet, homes: [Int32], in buurten: Buurten, threads: Int
) -> [ExactSum] {
    let overlay = PolygonOverlay(polygons)
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
