// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Some addresses, each once, in the order in which they came.
struct RowTally: Sendable {
    /// One more than the place of each address; 0: it is not among them.
    private var places: [Int32]
    private var rows: [Int32] = []

    init(_ people: People) { places = [Int32](repeating: 0, count: people.inside) }

    var isEmpty: Bool { rows.isEmpty }
    var count: Int { rows.count }

    /// The place of an address, which is the next one where it is new.
    @discardableResult
    mutating func insert(_ row: Int) -> Int {
        if places[row] == 0 {
            rows.append(Int32(truncatingIfNeeded: row))
            places[row] = Int32(truncatingIfNeeded: rows.count)
        }
        return Int(places[row]) - 1
    }

    /// The place of an address that is among them.
    func slot(of row: Int) -> Int { Int(places[row]) - 1 }

    /// The box of the addresses.
    func box(_ people: People) -> Box {
        rows.reduce(into: Box.empty) { $0.insert(x: people.x[Int($1)], y: people.y[Int($1)]) }
    }

    /// The addresses by buurt; only those whose place is wanted.
    func byBuurt(
        _ people: People, where isWanted: (_ place: Int) -> Bool = { _ in true }
    ) -> [(buurt: Int, blocks: [Range<Int>])] {
        var groups: [Int: [Range<Int>]] = [:]
        for (place, row) in rows.enumerated() where isWanted(place) {
            let row = Int(row)
            groups[people.buurt(of: row), default: []].append(row..<row + 1)
        }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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
