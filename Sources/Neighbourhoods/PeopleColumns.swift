// SPDX-License-Identifier: EUPL-1.2
//
// The columns of a population in order of buurt, and along a curve within each. First every address is
// written to its buurt: the source is read in order, and writes need not wait. Then one buurt at a time is
// put in the order of the curve, and weighed, while it is in the cache.
//
// Rejected: gathering each buurt from the source (every address waits for memory three times: 26 ns an
// address and thread against 12).
import Planar
import SpatialIndex
import Synchronization

/// The addresses of a population in order of buurt, and what the weights of each buurt add up to.
struct PeopleColumns: Sendable {
    let x: [Double]
    let y: [Double]
    let weight: [Double]
    /// Row of each address in the source; empty where nobody asks for it.
    let sourceRow: [Int32]
    /// Per buurt the sum of the weights.
    let weightSum: [ExactSum]
    /// Whether every weight is a whole number.
    let hasWholeWeights: Bool

    init(
        _ population: Population, buurtOfAddress: [Int32], _ order: AddressOrder, threads: Int,
        keepsSource: Bool
    ) {
        let count = buurtOfAddress.count
        let buurten = order.start.count - 1
        var sourceRow = [Int32](repeating: 0, count: keepsSource ? count : 0)
        var sums = [ExactSum](repeating: ExactSum(), count: buurten)
        let hasFractions = Atomic<Bool>(false)
        (x, y, weight) = sourceRow.withUnsafeMutableBufferPointer { sourceRow in
            sums.withUnsafeMutableBufferPointer { sums in
                // Every thread writes places that are nobody else's.
                nonisolated(unsafe) let sourceRow = sourceRow
                nonisolated(unsafe) let sums = sums
                return filledColumns(count) { x, y, weight in
                    let output = PeopleBuffers(x: x, y: y, weight: weight, sourceRow: sourceRow)
                    output.scatter(population, buurtOfAddress, order, threads)
                    forEachChunk(of: buurten + 1, size: 16, threads: threads) { slots in
                        var buurt = BuurtOrder()
                        for slot in slots {
                            let end = slot < buurten ? order.start[slot + 1] : count
                            buurt.putInOrder(order.start[slot]..<end, output)
                            if slot < buurten { sums[slot] = buurt.weightSum }
                        }
                        if buurt.hasFractions { hasFractions.store(true, ordering: .relaxed) }
                    }
                }
            }
        }
        self.sourceRow = sourceRow
        weightSum = sums
        hasWholeWeights = !hasFractions.load(ordering: .relaxed)
    }
}

/// Where the columns are written.
private struct PeopleBuffers: @unchecked Sendable {
    let x: UnsafeMutableBufferPointer<Double>
    let y: UnsafeMutableBufferPointer<Double>
    let weight: UnsafeMutableBufferPointer<Double>
    /// Empty where it is not asked for.
    let sourceRow: UnsafeMutableBufferPointer<Int32>

    /// Writes every address to its buurt.
    func scatter(
        _ population: Population, _ buurtOfAddress: [Int32], _ order: AddressOrder, _ threads: Int
    ) {
        let keepsSource = !sourceRow.isEmpty
        order.forEachPlace(buurtOfAddress, threads: threads) { address, place in
            x[place] = population.x[address]
            y[place] = population.y[address]
            weight[place] = population.weight[address]
            if keepsSource { sourceRow[place] = Int32(truncatingIfNeeded: address) }
        }
    }
}

/// Puts one buurt after the other in order.
private struct BuurtOrder: ~Copyable {
    private var sorter = CurveSorter()
    /// Of the last buurt.
    private(set) var weightSum = ExactSum()
    /// Whether any weight so far is not a whole number.
    private(set) var hasFractions = false

    init() {}

    mutating func putInOrder(_ range: Range<Int>, _ columns: PeopleBuffers) {
        let x = Array(columns.x[range]), y = Array(columns.y[range])
        let weight = Array(columns.weight[range])
        let source = columns.sourceRow.isEmpty ? [] : Array(columns.sourceRow[range])
        var points = [Int32](repeating: 0, count: range.count)
        var span = points.mutableSpan
        sorter.order(x: x.span, y: y.span, into: &span)
        for (row, point) in zip(range, points) {
            let point = Int(point)
            columns.x[row] = x[point]
            columns.y[row] = y[point]
            columns.weight[row] = weight[point]
            if !source.isEmpty { columns.sourceRow[row] = source[point] }
        }
        weigh(weight.span)
    }

    /// Adds up the weights: whole numbers, as those of people are, as whole numbers.
    private mutating func weigh(_ weight: Span<Double>) {
        weightSum = ExactSum()
        if let sum = wholeSum(weight) {
            weightSum.add(sum)
        } else {
            for i in weight.indices { weightSum.add(weight[i]) }
            hasFractions = hasFractions || weight.indices.contains { !isWhole(weight[$0]) }
        }
    }
}

/// Whether a weight has no fraction.
@inline(__always)
private func isWhole(_ weight: Double) -> Bool {
    weight >= 0x1p52 || (weight + 0x1p52) - 0x1p52 == weight
}

/// The sum of weights that are whole numbers below 2^31, some 2^22 at most; `nil` where they are not.
///
/// 2^52 plus such a number has it in the low bits: no conversion, no rounding, no order.
private func wholeSum(_ weight: Span<Double>) -> Double? {
    guard weight.count <= 1 << 22 else { return nil }
    var sum: UInt64 = 0
    var areWhole = true
    for i in weight.indices {
        let shifted = weight[i] + 0x1p52
        areWhole = areWhole && weight[i] < 0x1p31 && shifted - 0x1p52 == weight[i]
        sum &+= shifted.bitPattern & 0xFFFF_FFFF
    }
    return areWhole ? Double(sum) : nil
}

/// Three columns that `fill` writes whole.
private func filledColumns(
    _ count: Int,
    _ fill: (
        UnsafeMutableBufferPointer<Double>, UnsafeMutableBufferPointer<Double>,
        UnsafeMutableBufferPointer<Double>
    ) -> Void
) -> ([Double], [Double], [Double]) {
    var second: [Double] = [], third: [Double] = []
    let first = [Double](unsafeUninitializedCapacity: count) { a, initialized in
        second = [Double](unsafeUninitializedCapacity: count) { b, initialized in
            third = [Double](unsafeUninitializedCapacity: count) { c, initialized in
                for memory in [a, b, c] { useLargePages(memory) }
                fill(a, b, c)
                initialized = count
            }
            initialized = count
        }
        initialized = count
    }
    return (first, second, third)
}
