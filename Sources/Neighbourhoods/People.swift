// SPDX-License-Identifier: EUPL-1.2
//
// The addresses, grouped by buurt, and what their weights add up to. All columns over addresses have
// this order: buurt by buurt, within a buurt along a Hilbert curve, those outside every buurt last. So a
// buurt is a range of rows, and addresses that follow each other are near each other, which the search for
// the nearest feature lives by.
//
// The scale of a buurt cancels in its own means, shares and quantiles, which use the weights as
// given. In groups each buurt counts with its scale: sums are scaled per buurt, quantiles per address.
import Planar
import SpatialIndex

/// What is known of the number of people of a buurt.
enum PeopleStatus: Sendable, Equatable {
    /// The number, and what its weights are multiplied by.
    case known(inhabitants: Double, scale: Double)
    /// The number that weights are to be scaled to is missing; the reason.
    case missing(String)
}

/// The addresses of a workspace, grouped by buurt.
struct People: Sendable {
    /// Easting of each address, metres.
    var x: [Double]
    /// Northing of each address, metres.
    var y: [Double]
    /// Weight of each address as given.
    var weight: [Double]
    /// Row of each address in the source.
    var sourceRow: [Int32]
    /// Where the addresses of each buurt start; the last entry is where those outside start.
    var start: [Int]
    /// Per buurt the sum of the weights as given.
    var weightSum: [ExactSum]
    /// Per buurt what is known of its people.
    var status: [PeopleStatus]
    /// Whether every weight is a whole number.
    var hasWholeWeights: Bool

    /// Addresses of a buurt.
    func rows(of buurt: Int) -> Range<Int> { start[buurt]..<start[buurt + 1] }

    /// Number of addresses inside buurten.
    var inside: Int { start.last ?? 0 }

    /// Number of buurten.
    var buurten: Int { start.count - 1 }

    /// Groups the addresses of a population by buurt, on at most `threads` threads.
    init(
        _ population: Population, buurtOfAddress: [Int32], buurten: Buurten, threads: Int = 1
    ) throws(AnalysisError) {
        let order = Self.order(buurtOfAddress, buurten: buurten.count)
        func gathered<Value: Sendable>(
            _ column: [Value], _ places: [Int32], _ initial: Value
        ) -> [Value] {
            filledColumn(count: places.count, initial: initial, threads: threads) {
                (rows, output: inout MutableSpan<Value>) in
                for i in rows { output[i - rows.lowerBound] = column[Int(places[i])] }
            }
        }
        let grouped = (
            x: gathered(population.x, order.rows, 0), y: gathered(population.y, order.rows, 0)
        )
        let places = Self.alongCurve(grouped.x, grouped.y, starts: order.start, threads: threads)
        start = order.start
        x = gathered(grouped.x, places, 0)
        y = gathered(grouped.y, places, 0)
        sourceRow = gathered(order.rows, places, 0)
        let weights = gathered(population.weight, sourceRow, 0)
        weight = weights
        weightSum = filledColumn(
            count: buurten.count, initial: ExactSum(), threads: threads, size: 64
        ) { (buurten, sums: inout MutableSpan<ExactSum>) in
            for b in buurten {
                var sum = ExactSum()
                for i in order.start[b]..<order.start[b + 1] { sum.add(weights[i]) }
                sums[b - buurten.lowerBound] = sum
            }
        }
        hasWholeWeights = population.weight.allSatisfy { Double(Int64($0)) == $0 }
        status = try Self.status(weightSum, rescaleTo: population.rescaleTo, buurten)
    }

    /// Stable counting sort of addresses by buurt, outside (-1) last.
    private static func order(
        _ buurtOfAddress: [Int32], buurten: Int
    ) -> (start: [Int], rows: [Int32]) {
        var start = [Int](repeating: 0, count: buurten + 2)
        for b in buurtOfAddress { start[(b < 0 ? buurten : Int(b)) + 1] += 1 }
        for b in 0...buurten { start[b + 1] += start[b] }
        var next = start
        var rows = [Int32](repeating: 0, count: buurtOfAddress.count)
        for (i, b) in buurtOfAddress.enumerated() {
            let slot = b < 0 ? buurten : Int(b)
            rows[next[slot]] = Int32(i)
            next[slot] += 1
        }
        start.removeLast()
        return (start, rows)
    }

    /// Rows of the addresses with those of each buurt, and those outside, along a curve.
    private static func alongCurve(
        _ x: [Double], _ y: [Double], starts: [Int], threads: Int
    ) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: x.count) { buffer, initialized in
            // Every thread writes the rows of its own buurten.
            nonisolated(unsafe) let all = buffer
            forEachChunk(of: starts.count, size: 64, threads: threads) { buurten in
                var sorter = CurveSorter()
                for b in buurten {
                    let end = b + 1 < starts.count ? starts[b + 1] : x.count
                    let rows = starts[b]..<end
                    let slice = UnsafeMutableBufferPointer(rebasing: all[rows])
                    slice.initialize(repeating: 0)
                    var span = slice.mutableSpan
                    sorter.order(
                        x: x.span.extracting(rows), y: y.span.extracting(rows), into: &span)
                    for i in slice.indices { slice[i] += Int32(rows.lowerBound) }
                }
            }
            initialized = x.count
        }
    }

    private static func status(
        _ sums: [ExactSum], rescaleTo attribute: String?, _ buurten: Buurten
    ) throws(AnalysisError) -> [PeopleStatus] {
        guard let attribute else {
            return sums.map { .known(inhabitants: $0.value, scale: 1) }
        }
        guard let column = buurten.attributes[attribute] else {
            let names = buurten.attributes.columns.map(\.name)
            throw AnalysisError(
                "rescale_to: the buurten have no attribute '\(attribute)'",
                remedy: nearestName(to: attribute, among: names).map { "did you mean '\($0)'?" }
                    ?? "name a column of the buurten or of their join")
        }
        return sums.indices.map { b in
            guard let target = column.number(b), target >= 0, target <= Workspace.crowd else {
                let reason = column.absenceReason(b) ?? "not a number of people"
                return .missing("\(attribute): \(reason)")
            }
            // Without weight there is nobody to give the number to: the buurt has no people here.
            let given = sums[b].value
            return given > 0
                ? .known(inhabitants: target, scale: target / given)
                : .known(inhabitants: 0, scale: 1)
        }
    }
}

extension People {
    /// What a buurt's value about people is when it has none; `nil` where it has people.
    func absence(_ buurt: Int) -> IndicatorValue? {
        switch status[buurt] {
        case .missing(let reason): .missing(reason)
        case .known(let inhabitants, _): inhabitants > 0 ? nil : .notApplicable(Self.nobody)
        }
    }

    /// The same for a row of buurten: missing where buurten have no known people and one is unknown.
    func absence(of members: [Int]) -> IndicatorValue? {
        if members.contains(where: { absence($0) == nil }) { return nil }
        for b in members { if case .missing(let reason) = status[b] { return .missing(reason) } }
        return .notApplicable(Self.nobody)
    }

    /// Reason for a value about people where nobody lives.
    static let nobody = "nobody lives here"

    /// Sum over buurten with known people of per-buurt sums, each times the buurt's scale.
    func scaledSum(_ sums: [ExactSum], over members: [Int]) -> ExactSum {
        var total = ExactSum()
        for b in members {
            guard case .known(_, let scale) = status[b] else { continue }
            if scale == 1 { total.merge(sums[b]) } else { total.add(scale * sums[b].value) }
        }
        return total
    }

    /// Inhabitants of a buurt.
    func inhabitants(_ buurt: Int) -> IndicatorValue {
        switch status[buurt] {
        case .known(let inhabitants, _): .present(inhabitants)
        case .missing(let reason): .missing(reason)
        }
    }

    /// Inhabitants of a row of buurten, over those where the number is known.
    func inhabitants(of members: [Int]) -> IndicatorValue {
        var total = ExactSum()
        var reason: String?
        var known = members.isEmpty
        for b in members {
            switch status[b] {
            case .known(let inhabitants, _):
                total.add(inhabitants)
                known = true
            case .missing(let why): reason = reason ?? why
            }
        }
        return known ? .present(total.value) : .missing(reason ?? "")
    }
}
