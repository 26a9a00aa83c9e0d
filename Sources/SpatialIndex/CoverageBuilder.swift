// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact 2 linear in edges plus cells, also for overlaps, combs and long edges
// 3 all threads, with the same cells for any number of them 4 few passes over memory.
//
// Rows of cells do not depend on each other. So the grid is cut into bands of rows, of some 32,768 cells:
// what a band needs stays in the second-level cache, and each band is built by one thread
// (CoverageBand.swift). To find its edges without reading all, edges are put into blocks of at most 64 in a
// row of one ring, and every block is listed in the bands that it touches, in order of feature row.
// At the end the bands are put one after the other.
//
// Rejected: one counting sort of all (edge, cell) pairs (one thread, and at nine million addresses three
// times 100 MB of them, each read from memory again in every step).
import Planar

/// Builds the cells of a ``CoverageIndex``.
struct CoverageBuilder {
    let polygons: PolygonSet
    let threads: Int
    let blocks: EdgeBlocks

    init(_ polygons: PolygonSet, threads: Int) {
        self.polygons = polygons
        self.threads = threads
        blocks = EdgeBlocks(polygons, threads: threads)
    }

    /// The cells of a grid over the polygons.
    func build(_ grid: CellGrid) -> CoverageCells {
        let height = max(1, 32_768 / grid.columns)
        let count = (grid.rows + height - 1) / height
        let listed = blocks.listed(grid: grid, bandHeight: height, bands: count)
        var bands = [CoverageBand](repeating: CoverageBand(), count: count)
        let labels = [Int32](unsafeUninitializedCapacity: grid.count) { labels, initialized in
            // Every band is built by one thread, which alone writes its labels.
            nonisolated(unsafe) let labels = labels
            bands.withUnsafeMutableBufferPointer { bands in
                nonisolated(unsafe) let bands = bands
                forEachChunk(of: count, size: max(1, count / 32), threads: threads) { numbers in
                    var scratch = CoverageScratch()
                    for k in numbers {
                        let rows = k * height..<min((k + 1) * height, grid.rows)
                        let cells = rows.lowerBound * grid.columns..<rows.upperBound * grid.columns
                        var span = UnsafeMutableBufferPointer(rebasing: labels[cells]).mutableSpan
                        bands[k] = CoverageBand(
                            rows, grid, polygons, blocks, listed.blocks(of: k), &scratch, &span)
                    }
                }
                Self.renumber(bands, labels, cellsPerBand: height * grid.columns, threads)
            }
            initialized = grid.count
        }
        return CoverageCells(labels: labels, bands: bands, threads: threads)
    }

    /// Mixed cells are numbered from 0 in every band; makes that one row of numbers.
    private static func renumber(
        _ bands: UnsafeMutableBufferPointer<CoverageBand>,
        _ labels: UnsafeMutableBufferPointer<Int32>, cellsPerBand: Int, _ threads: Int
    ) {
        var total: Int32 = 0
        let before = bands.map { band in
            defer { total += Int32(band.groupEnds.count) }
            return total
        }
        nonisolated(unsafe) let labels = labels
        forEachChunk(of: bands.count, size: max(1, bands.count / 32), threads: threads) { numbers in
            for k in numbers where before[k] > 0 {
                let start = k * cellsPerBand
                for cell in start..<min(start + cellsPerBand, labels.count) where labels[cell] < -1
                {
                    labels[cell] -= before[k]
                }
            }
        }
    }
}
