// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the bits of a full run 2 only addresses that a change can reach are measured
// 3 only buurten whose values changed are summarised, only rows of groups that hold them reduced 4 no column
// is copied: buurten that changed get values of their own.
import Planar
import SpatialIndex

/// A column over addresses with all that its reductions come from.
struct MeasuredColumn: Sendable {
    /// The values, and what they add up to per buurt.
    var summed: SummedColumn
    /// Per level and row the quantiles, where there are any.
    var quantiles: [[RowQuantiles]]
    /// What rounding took from the values, where they are sums that terms are taken from.
    var residues: AddressValues?
    /// Per block of addresses the largest value, of addresses without weight too; empty where nobody asks.
    var highest: [Double]
}

/// New values of one buurt.
struct BuurtPatch: Sendable {
    /// An address that has another value.
    struct Move: Sendable {
        var row: Int
        var old: Double
        var new: Double
    }

    var buurt: Int
    /// All values of the buurt.
    var values: [Double]
    /// Its addresses whose value differs.
    var moves: [Move]
}

extension People {
    /// Measures some blocks again, on at most `threads` threads.
    ///
    /// - Parameters:
    ///   - near: Buurten with the blocks of rows that may differ.
    ///   - column: The values so far.
    ///   - threads: At most so many threads.
    ///   - measure: Gets the rows of a block, the first row of the buurt, and the values of the buurt.
    /// - Returns: The buurten in which a value differs.
    func remeasured(
        _ near: [(buurt: Int, blocks: [Range<Int>])], of column: AddressValues, threads: Int,
        _ measure: @Sendable (_ rows: Range<Int>, _ first: Int, _ values: inout [Double]) -> Void
    ) -> [BuurtPatch] {
        let nothing = BuurtPatch(buurt: -1, values: [], moves: [])
        return filledColumn(
            count: near.count, initial: nothing, threads: threads, size: 4, least: 1
        ) { (places, output: inout MutableSpan<BuurtPatch>) in
            for k in places {
                let (buurt, blocks) = near[k]
                let all = rows(of: buurt)
                let old = column.array(of: all, buurt)
                var values = old
                for block in blocks { measure(block, all.lowerBound, &values) }
                var moves: [BuurtPatch.Move] = []
                for block in blocks {
                    for row in block {
                        let i = row - all.lowerBound
                        guard old[i] != values[i] else { continue }
                        moves.append(BuurtPatch.Move(row: row, old: old[i], new: values[i]))
                    }
                }
                if moves.isEmpty { continue }
                output[k - places.lowerBound] = BuurtPatch(
                    buurt: buurt, values: values, moves: moves)
            }
        }.filter { $0.buurt >= 0 }
    }
}

extension MeasuredColumn {
    /// Takes over new values of some buurten.
    mutating func apply(
        _ patches: [BuurtPatch], _ people: People, _ blocks: AddressBlocks?, _ levels: [Level],
        threads: Int
    ) {
        for patch in patches {
            summed.values.set(patch.values, of: patch.buurt, buurten: people.buurten)
            guard let blocks, !highest.isEmpty else { continue }
            highest.replaceSubrange(
                blocks.blocks(of: patch.buurt),
                with: AddressBlocks.highest(
                    summed.values, of: people.rows(of: patch.buurt), patch.buurt))
        }
        let summed = summed
        let summaries = filledColumn(
            count: patches.count, initial: BuurtSummary(), threads: threads, size: 4, least: 1
        ) { (places, output: inout MutableSpan<BuurtSummary>) in
            for k in places {
                output[k - places.lowerBound] = people.anySummary(
                    of: patches[k].buurt, summed.values, summed.asked)
            }
        }
        for (patch, summary) in zip(patches, summaries) {
            self.summed.summaries[patch.buurt] = summary
        }
        for k in quantiles.indices { updateQuantiles(k, patches, people, levels[k], threads) }
    }

    /// Quantiles of the rows of one level after some values moved.
    private mutating func updateQuantiles(
        _ k: Int, _ patches: [BuurtPatch], _ people: People, _ level: Level, _ threads: Int
    ) {
        var touched: Set<Int32> = []
        for patch in patches {
            let row = level.rowOfBuurt[patch.buurt]
            touched.insert(row)
            guard case .known(_, let scale) = people.status[patch.buurt] else { continue }
            for move in patch.moves {
                quantiles[k][Int(row)].windows?.move(
                    from: move.old, to: move.new, weight: people.weight[move.row] * scale)
            }
        }
        for row in touched.map(Int.init) {
            if let values = quantiles[k][row].windows?.values {
                quantiles[k][row].values = values
            } else {
                quantiles[k][row] = people.quantiles(
                    of: summed, over: level.members[row], keeps: quantiles[k][row].windows != nil,
                    threads: threads)
            }
        }
    }

    /// Values of reductions after a change in some buurten; rows of groups without one of them keep theirs.
    func updated(
        _ before: [LevelValues], _ reductions: [Reduction], changed: [Int], _ people: People,
        _ levels: [Level]
    ) -> [LevelValues] {
        if changed.isEmpty { return before }
        let touched = levels.map { level in Set(changed.map { Int(level.rowOfBuurt[$0]) }) }
        return zip(before, reductions).map { before, reduction in
            var result = before
            for b in changed {
                result.buurten[b] = people.value(reduction, of: summed, buurt: b)
            }
            for (k, rows) in touched.enumerated() {
                for row in rows {
                    result.levels[k][row] = people.value(
                        reduction, of: summed, members: levels[k].members[row],
                        quantiles: quantiles.isEmpty ? [] : quantiles[k][row].values)
                }
            }
            return result
        }
    }
}
