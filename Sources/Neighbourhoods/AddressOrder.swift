// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the same order for any number of threads 2 linear time, all threads.
//
// A counting sort by buurt, stable: the source is cut into parts, each part counts its addresses per buurt,
// and from the counts every part knows where to put its own.
//
// Rejected: a Hilbert curve over all addresses (three passes over 16 bytes an address), sorting by cell of
// the label grid (millions of places to write to at once).
import SpatialIndex
import Synchronization

/// Where the addresses of a source belong in the order of buurten, those outside (-1) last.
struct AddressOrder: Sendable {
    /// Where the addresses of each buurt start; the last entry is where those outside start.
    let start: [Int]
    /// Per part of the source and buurt the place of the first of its addresses; outside last.
    private let first: [Int32]
    /// Addresses of one part.
    private let size: Int

    /// Parts in which the source is counted.
    private static let parts = 16

    private var slots: Int { start.count }

    init(_ buurtOfAddress: [Int32], buurten: Int, threads: Int) {
        let slots = buurten + 1
        size = max(1, (buurtOfAddress.count + Self.parts - 1) / Self.parts)
        var first = Self.counts(buurtOfAddress, slots: slots, size: size, threads)
        var start: [Int] = []
        start.reserveCapacity(slots)
        var total: Int32 = 0
        for slot in 0..<slots {
            start.append(Int(total))
            for part in 0..<Self.parts {
                let here = first[part * slots + slot]
                first[part * slots + slot] = total
                total += here
            }
        }
        self.start = start
        self.first = first
    }

    /// Calls `body` with every address and its place, each part on one thread, in order of the source.
    @inline(__always)
    func forEachPlace(
        _ buurtOfAddress: [Int32], threads: Int,
        _ body: @Sendable (_ address: Int, _ place: Int) -> Void
    ) {
        forEachChunk(of: Self.parts, size: 1, threads: threads) { parts in
            for part in parts {
                var next = Array(first[part * slots..<(part + 1) * slots])
                var places = next.mutableSpan
                let begin = min(part * size, buurtOfAddress.count)
                for i in begin..<min(begin + size, buurtOfAddress.count) {
                    let slot = Self.slot(buurtOfAddress[i], slots)
                    body(i, Int(places[slot]))
                    places[slot] += 1
                }
            }
        }
    }

    private static func slot(_ buurt: Int32, _ slots: Int) -> Int {
        buurt < 0 ? slots - 1 : Int(buurt)
    }

    /// Per part the number of addresses per buurt.
    private static func counts(
        _ buurtOfAddress: [Int32], slots: Int, size: Int, _ threads: Int
    ) -> [Int32] {
        let all = Mutex([Int32](repeating: 0, count: parts * slots))
        forEachChunk(of: parts, size: 1, threads: threads) { numbers in
            for part in numbers {
                var own = [Int32](repeating: 0, count: slots)
                var counts = own.mutableSpan
                let begin = min(part * size, buurtOfAddress.count)
                for i in begin..<min(begin + size, buurtOfAddress.count) {
                    counts[slot(buurtOfAddress[i], slots)] += 1
                }
                all.withLock { $0.replaceSubrange(part * slots..<(part + 1) * slots, with: own) }
            }
        }
        return all.withLock { $0 }
    }
}
