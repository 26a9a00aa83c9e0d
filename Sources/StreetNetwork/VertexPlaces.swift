// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 vertices at one place, or within tolerance of it, are found whatever the order of the input
// 2 linear time 3 all threads, without a trace in the result.
//
// The order of vertices along the curve is cut into ranges between cells of its lattice, and each thread looks
// at its own; what they find is put together in order.
import Planar
import SpatialIndex

/// Vertices of lines in spatial order, with those at one place next to each other.
struct VertexPlaces: Sendable {
    /// Vertices in spatial order.
    let rows: [Int32]
    /// Start of each place in `rows`, and the end.
    let starts: [Int32]
    private let lines: LineSet
    private let tolerance: Double
    private let lattice: SpatialLattice

    /// Sorts the vertices and marks where a new place begins.
    ///
    /// - Parameters: as ``VertexNodes/init(_:levels:tolerance:lattice:threads:)``.
    init(_ lines: LineSet, tolerance: Double, lattice: SpatialLattice, threads: Int) {
        self.lines = lines
        self.tolerance = tolerance
        self.lattice = lattice
        let keys = spatialKeys(x: lines.x.span, y: lines.y.span, on: lattice, threads: threads)
        let ranges = Self.ranges(of: keys.count, threads) { keys[$0] >> 32 != keys[$0 - 1] >> 32 }
        var found = [[Int32]](repeating: [], count: ranges.count)
        rows = [Int32](unsafeUninitializedCapacity: keys.count) { buffer, initialized in
            found.withUnsafeMutableBufferPointer { found in
                nonisolated(unsafe) let (all, parts) = (buffer, found)
                forEachChunk(of: ranges.count, size: 1, least: 1, threads: threads) { chunk in
                    for part in chunk {
                        parts[part] = Self.starts(ranges[part], keys, lines, all)
                    }
                }
            }
            initialized = keys.count
        }
        starts = found.flatMap { $0 } + [Int32(truncatingIfNeeded: keys.count)]
    }

    /// Ranges of rows, one for each thread, that begin where `mayBegin` says.
    private static func ranges(
        of count: Int, _ threads: Int, _ mayBegin: (Int) -> Bool
    ) -> [Range<Int>] {
        let parts = count < rowsPerChunk ? 1 : max(threads, 1)
        var bounds = [0]
        for part in 1..<max(parts, 1) {
            var bound = max(part * count / parts, bounds[bounds.count - 1])
            while bound > 0, bound < count, !mayBegin(bound) { bound += 1 }
            bounds.append(bound)
        }
        bounds.append(count)
        return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
    }

    /// Writes the rows of a range of keys in order of their places, and tells where these begin.
    private static func starts(
        _ range: Range<Int>, _ keys: [UInt64], _ lines: LineSet,
        _ order: UnsafeMutableBufferPointer<Int32>
    ) -> [Int32] {
        let x = lines.x.span, y = lines.y.span
        var starts: [Int32] = []
        starts.reserveCapacity(range.count / 2 + 1)
        var low = range.lowerBound
        while low < range.upperBound {
            let key = keys[low] >> 32
            let first = Int(UInt32(truncatingIfNeeded: keys[low]))
            var high = low
            var isOnePlace = true
            while high < range.upperBound, keys[high] >> 32 == key {
                let row = Int32(truncatingIfNeeded: keys[high])
                order[high] = row
                isOnePlace = isOnePlace && x[Int(row)] == x[first] && y[Int(row)] == y[first]
                high += 1
            }
            starts.append(Int32(truncatingIfNeeded: low))
            if !isOnePlace {
                order[low..<high].sort {
                    let a = Int($0), b = Int($1)
                    return (x[a], y[a]) < (x[b], y[b])
                }
                for i in low + 1..<high {
                    let here = Int(order[i]), before = Int(order[i - 1])
                    if x[here] != x[before] || y[here] != y[before] {
                        starts.append(Int32(truncatingIfNeeded: i))
                    }
                }
            }
            low = high
        }
        return starts
    }
}

// MARK: Places within tolerance of each other

extension VertexPlaces {
    /// The place that stands for each place after merging; empty where nothing is merged.
    func merged(threads: Int) -> [Int32] {
        let count = starts.count - 1
        guard tolerance > 0, count > 1 else { return [] }
        let x = column(lines.x, threads), y = column(lines.y, threads)
        func cellOf(_ place: Int) -> UInt64 {
            UInt64(lattice.column(x[place])) << 32 | UInt64(lattice.row(y[place]))
        }
        let ranges = Self.ranges(of: count, threads) { cellOf($0) != cellOf($0 - 1) }
        var found = [NearPlaces](
            repeating: NearPlaces(x: x, y: y, lattice: lattice, tolerance: tolerance),
            count: ranges.count)
        found.withUnsafeMutableBufferPointer { found in
            nonisolated(unsafe) let parts = found
            forEachChunk(of: ranges.count, size: 1, least: 1, threads: threads) { chunk in
                for part in chunk { parts[part].look(ranges[part]) }
            }
        }
        var all = found[0]
        for part in found.dropFirst() {
            all.pairs += part.pairs
            all.borders += part.borders
        }
        all.lookAcrossBorders()
        if all.pairs.isEmpty { return [] }
        var places = DisjointSets(count: count)
        for (a, b) in all.pairs { places.join(a, b) }
        return places.all()
    }

    /// A coordinate of each place.
    private func column(_ values: [Double], _ threads: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: starts.count - 1) { buffer, initialized in
            nonisolated(unsafe) let all = buffer
            forEachChunk(of: starts.count - 1, threads: threads) { places in
                for place in places { all[place] = values[Int(rows[Int(starts[place])])] }
            }
            initialized = starts.count - 1
        }
    }
}
