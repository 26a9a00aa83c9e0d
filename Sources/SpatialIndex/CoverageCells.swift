// SPDX-License-Identifier: EUPL-1.2
//
// The finished cells of a coverage index: the bands (CoverageBand.swift) one after the other.

/// The finished cells.
struct CoverageCells: Sendable {
    /// Per cell a feature row, -1 for outside, or -2 - *m* for mixed cell *m*.
    let labels: [Int32]
    /// Start of each mixed cell in `groups`, and one past the last.
    let groupStarts: [Int32]
    let groups: [CellGroup]
    let edges: [EdgeInCell]
    /// Per cell whether a feature beside its owner has a part in it; empty when no cell is like that.
    let isShared: [Bool]

    /// Joins bands, whose mixed cells are already numbered in one row.
    init(labels: [Int32], bands: [CoverageBand], threads: Int) {
        self.labels = labels
        edges = Self.joined(bands, threads, { $0.edges.count }) { band, _, output in
            _ = output.initialize(fromContentsOf: band.edges)
        }
        let edgesBefore = Self.before(bands) { $0.edges.count }
        groups = Self.joined(bands, threads, { $0.groups.count }) { band, k, output in
            let offset = Int32(edgesBefore[k])
            for (g, group) in band.groups.enumerated() {
                output.initializeElement(
                    at: g,
                    to: CellGroup(
                        feature: group.feature, start: group.start + offset,
                        end: group.end + offset, isInside: group.isInside))
            }
        }
        let groupsBefore = Self.before(bands) { $0.groups.count }
        groupStarts =
            [0]
            + Self.joined(bands, threads, { $0.groupEnds.count }) { band, k, output in
                let offset = Int32(groupsBefore[k])
                for (m, end) in band.groupEnds.enumerated() {
                    output.initializeElement(at: m, to: end + offset)
                }
            }
        let hasShared = bands.contains { !$0.isShared.isEmpty }
        isShared =
            !hasShared
            ? []
            : bands.flatMap { band in
                band.isShared.isEmpty
                    ? [Bool](repeating: false, count: band.cellCount) : band.isShared
            }
    }

    /// Per band how much there is in all bands before it.
    private static func before(_ bands: [CoverageBand], _ count: (CoverageBand) -> Int) -> [Int] {
        var total = 0
        return bands.map { band in
            defer { total += count(band) }
            return total
        }
    }

    /// One array from what every band writes into its own part of it.
    private static func joined<Element: BitwiseCopyable>(
        _ bands: [CoverageBand], _ threads: Int, _ count: (CoverageBand) -> Int,
        _ write:
            @Sendable (
                CoverageBand, Int, UnsafeMutableBufferPointer<Element>
            ) -> Void
    ) -> [Element] {
        let starts = before(bands, count)
        let ends = starts.dropFirst() + [bands.reduce(0) { $0 + count($1) }]
        let ranges = zip(starts, ends).map { $0..<$1 }
        let total = ends.last ?? 0
        return [Element](unsafeUninitializedCapacity: total) { buffer, initialized in
            // Every thread writes the parts of its own bands.
            nonisolated(unsafe) let buffer = buffer
            forEachChunk(of: bands.count, size: max(1, bands.count / 32), threads: threads) {
                for k in $0 {
                    write(bands[k], k, UnsafeMutableBufferPointer(rebasing: buffer[ranges[k]]))
                }
            }
            initialized = total
        }
    }
}
