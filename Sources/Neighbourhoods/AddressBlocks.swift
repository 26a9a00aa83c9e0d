// SPDX-License-Identifier: EUPL-1.2
//
// Addresses of a buurt lie along a curve, so sixty-four that follow each other are neighbours. With the box
// of such a block and the largest distance in it, a change that lies farther from the box than that distance
// is known to be nobody's business there: of a million addresses some thousands are left to be asked.
import Planar

/// Blocks of neighbouring addresses, and what lies in their boxes.
struct AddressBlocks: Sendable {
    /// First block of each buurt, and the end.
    let starts: [Int]
    /// Box of the addresses of each block.
    let boxes: [Box]
    /// Box of the addresses of each buurt; empty where there are none.
    let buurtBoxes: [Box]

    /// Addresses of a block at most.
    static let size = 64

    init(_ people: People) {
        var starts = [0]
        var boxes: [Box] = [], whole: [Box] = []
        for b in 0..<people.buurten {
            var box = Box.empty
            for rows in Self.blocks(of: people.rows(of: b)) {
                let own = Box(x: people.x.span.extracting(rows), y: people.y.span.extracting(rows))
                boxes.append(own)
                box.insert(own)
            }
            starts.append(boxes.count)
            whole.append(box)
        }
        self.starts = starts
        self.boxes = boxes
        buurtBoxes = whole
    }

    /// The rows of the blocks of a range of rows.
    static func blocks(of rows: Range<Int>) -> some Sequence<Range<Int>> {
        stride(from: rows.lowerBound, to: rows.upperBound, by: size).lazy.map {
            $0..<min($0 + size, rows.upperBound)
        }
    }

    /// The blocks of a buurt.
    func blocks(of buurt: Int) -> Range<Int> { starts[buurt]..<starts[buurt + 1] }

    /// The largest value of each block of a column.
    func highest(of values: AddressValues, _ people: People) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(boxes.count)
        for b in 0..<people.buurten { result += Self.highest(values, of: people.rows(of: b), b) }
        return result
    }

    /// The largest value of each block of one buurt.
    static func highest(
        _ values: AddressValues, of rows: Range<Int>, _ buurt: Int
    ) -> [Double] {
        values.withRows(rows, of: buurt) { values in
            blocks(of: 0..<values.count).map { block in
                var highest = -Double.infinity
                for i in block { highest = max(highest, values[i]) }
                return highest
            }
        }
    }

    /// The rows of blocks with something within reach, buurt by buurt.
    ///
    /// - Parameters:
    ///   - boxes: Where something changed.
    ///   - people: The addresses.
    ///   - reach: Metres within which it matters to a block.
    /// - Returns: Buurten with their blocks of rows, ascending.
    func near(
        _ boxes: [Box], _ people: People, within reach: (_ block: Int) -> Double
    ) -> [(buurt: Int, blocks: [Range<Int>])] {
        guard !boxes.isEmpty else { return [] }
        var found: [(buurt: Int, blocks: [Range<Int>])] = []
        for b in 0..<people.buurten {
            let own = blocks(of: b)
            var farthest = -Double.infinity
            for block in own { farthest = max(farthest, reach(block)) }
            guard buurtBoxes[b].isWithin(farthest, ofAny: boxes) else { continue }
            var rows: [Range<Int>] = []
            for (block, range) in zip(own, Self.blocks(of: people.rows(of: b)))
            where self.boxes[block].isWithin(reach(block), ofAny: boxes) {
                rows.append(range)
            }
            if !rows.isEmpty { found.append((b, rows)) }
        }
        return found
    }
}

extension Box {
    /// Whether something within `reach` of one of the boxes may lie in this one, with room for rounding.
    func isWithin(_ reach: Double, ofAny boxes: [Box]) -> Bool {
        if isEmpty || reach < 0 { return false }
        if reach == .infinity { return true }
        let limit = reach * (1 + 1e-12)
        return boxes.contains { distance(to: $0) <= limit }
    }
}
