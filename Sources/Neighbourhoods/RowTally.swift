// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Some addresses, each once, in the order in which they came.
struct RowTally: Sendable {
    /// Start of the page of so many addresses in `places`; -1 where none of them is among these.
    private var pages: [Int32]
    /// One more than the place of each address of a page, 0 where it is not among them.
    private var places: [Int32] = []
    private var rows: [Int32] = []

    private static let pageBits = 10
    private static let pageSize = 1 << pageBits

    init(_ people: People) {
        pages = [Int32](repeating: -1, count: people.inside >> Self.pageBits + 1)
    }

    var isEmpty: Bool { rows.isEmpty }
    var count: Int { rows.count }

    /// The place of an address, which is the next one where it is new.
    @discardableResult
    mutating func insert(_ row: Int) -> Int {
        if pages[row >> Self.pageBits] < 0 {
            pages[row >> Self.pageBits] = Int32(truncatingIfNeeded: places.count)
            places.append(contentsOf: repeatElement(0, count: Self.pageSize))
        }
        let slot = Int(pages[row >> Self.pageBits]) + (row & (Self.pageSize - 1))
        let known = places[slot]
        if known > 0 { return Int(known) - 1 }
        rows.append(Int32(truncatingIfNeeded: row))
        places[slot] = Int32(truncatingIfNeeded: rows.count)
        return rows.count - 1
    }

    /// The place of an address that is among them.
    func slot(of row: Int) -> Int {
        Int(places[Int(pages[row >> Self.pageBits]) + (row & (Self.pageSize - 1))]) - 1
    }

    /// The box of the addresses.
    func box(_ people: People) -> Box {
        rows.reduce(into: Box.empty) { $0.insert(x: people.x[Int($1)], y: people.y[Int($1)]) }
    }

    /// The addresses by buurt; only those whose place is wanted.
    func byBuurt(
        _ people: People, where isWanted: (_ place: Int) -> Bool = { _ in true }
    ) -> [(buurt: Int, blocks: [Range<Int>])] {
        var found: [(buurt: Int, blocks: [Range<Int>])] = []
        var end = 0
        for row in rows.sorted() where isWanted(slot(of: Int(row))) {
            let row = Int(row)
            if row >= end {
                let buurt = people.buurt(of: row)
                found.append((buurt, []))
                end = people.rows(of: buurt).upperBound
            }
            let last = found.count - 1, count = found[last].blocks.count
            if count > 0, found[last].blocks[count - 1].upperBound == row {
                found[last].blocks[count - 1] =
                    found[last].blocks[count - 1].lowerBound..<row + 1
            } else {
                found[last].blocks.append(row..<row + 1)
            }
        }
        return found
    }
}

extension People {
    /// The buurt of an address inside one.
    func buurt(of row: Int) -> Int {
        var low = 0, high = buurten
        while high - low > 1 {
            let middle = (low + high) / 2
            if start[middle] <= row { low = middle } else { high = middle }
        }
        return low
    }

    /// Weight of an address as a number of inhabitants; 0 where that is unknown.
    func scaledWeight(_ row: Int) -> Double {
        guard case .known(_, let scale) = status[buurt(of: row)] else { return 0 }
        return scale == 1 ? weight[row] : weight[row] * scale
    }
}
