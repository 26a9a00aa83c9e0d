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
    forEachChunk(of: polygons.count, size: size, least: 1, threads: threads) { rows in
        let part = region.areaInside(
            of: polygons, rows: rows, featureCount: buurten.count)
        sums.withLock { sums in for b in part.indices { sums[b].merge(part[b]) } }
    }
    return sums.withLock { $0 }
}

/// Box and area of each polygon, in one pass over the vertices.
func polygonSizes(_ polygons: PolygonSet, threads: Int) -> [PolygonSize] {
    filledColumn(
        count: polygons.count, initial: PolygonSize(), threads: threads, size: 4_096, least: 32
    ) {
        (rows, sizes: inout MutableSpan<PolygonSize>) in
        for row in rows { sizes[row - rows.lowerBound] = polygons.size(of: row) }
    }
}

/// Per polygon the buurt that holds it wholly, or a `PolygonHome`.
///
/// - Parameters:
///   - sizes: The sizes of the polygons.
///   - coverage: The buurten.
///   - borders: Their borders; `nil`: what the cells cannot tell is said to lie in several.
///   - threads: At most so many threads.
/// - Returns: One number per polygon.
func polygonHomes(
    _ sizes: [PolygonSize], in coverage: CoverageIndex, borders: BuurtEdges?, threads: Int
) -> [Int32] {
    filledColumn(
        count: sizes.count, initial: PolygonHome.several, threads: threads, size: 4_096, least: 32
    ) {
        (rows, homes: inout MutableSpan<Int32>) in
        coverage.homes(of: sizes.span.extracting(rows), into: &homes)
        borders?.settle(sizes.span.extracting(rows), homes: &homes)
    }
}

/// Area per buurt of the union of polygons.
///
/// - Parameters:
///   - polygons: Polygons that may overlap.
///   - sizes: Their sizes.
///   - homes: Per polygon the buurt that holds it wholly, or a `PolygonHome`; what is said to lie in several
///     is looked at closely.
///   - borders: The borders of the buurten.
///   - count: Number of buurten.
///   - threads: At most so many threads.
/// - Returns: Square metres per buurt.
func overlapAreas(
    _ polygons: PolygonSet, sizes: [PolygonSize], homes: [Int32], in borders: BuurtEdges,
    count: Int, threads: Int
) -> [ExactSum] {
    let overlay = PolygonOverlay(polygons, sizes: sizes, threads: threads)
    let rows = overlay.rowsByPlace
    let total = Mutex(OverlapAreas(buurtCount: count))
    let size = max(1, rows.count / (max(1, threads) * partsPerThread))
    forEachChunk(of: rows.count, size: size, least: 64, threads: threads) { chunk in
        var part = OverlapAreas(buurtCount: count)
        part.add(rows[chunk], of: overlay, homes: homes, in: borders)
        total.withLock { $0.merge(part) }
    }
    return total.withLock { $0.sums }
}
