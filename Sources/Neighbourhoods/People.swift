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
    /// Row of each address in the source; empty where nobody asks for it.
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
        _ population: Population, buurtOfAddress: [Int32], buurten: Buurten, threads: Int = 1,
        keepsSource: Bool = true
    ) throws(AnalysisError) {
        let order = AddressOrder(buurtOfAddress, buurten: buurten.count, threads: threads)
        let columns = PeopleColumns(
            population, buurtOfAddress: buurtOfAddress, order, threads: threads,
            keepsSource: keepsSource)
        start = order.start
        x = columns.x
        y = columns.y
        weight = columns.weight
        sourceRow = columns.sourceRow
        weightSum = columns.weightSum
        hasWholeWeights = columns.hasWholeWeights
        status = try Self.status(weightSum, rescaleTo: population.rescaleTo, buurten)
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
        case .known(let inhabitants, _):
            inhabitants > 0 ? nil : .notApplicable(Self.nobody)
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
        scaledSum(over: members) { sums[$0] }
    }

    /// The same of sums that a closure gives.
    @inline(__always)
    func scaledSum(over members: [Int], _ sum: (_ buurt: Int) -> ExactSum) -> ExactSum {
        var total = ExactSum()
        for b in members {
            guard case .known(_, let scale) = status[b] else { continue }
            if scale == 1 { total.merge(sum(b)) } else { total.add(scale * sum(b).value) }
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
