// SPDX-License-Identifier: EUPL-1.2
//
// A column over addresses that a scenario shares with its base. A million numbers take 8 MB, and copying them
// takes longer than measuring again what a change can reach: so buurten that changed have values of their
// own, and all others are read in the column of the base.

/// A value per address, buurt by buurt.
struct AddressValues: Sendable {
    /// The values of the base, or all.
    let flat: [Double]
    /// Per buurt its own values, nothing where those of the base hold; empty where no buurt has its own.
    private var own: [[Double]] = []

    init(_ flat: [Double]) { self.flat = flat }

    /// Whether no address has a value.
    var isEmpty: Bool { flat.isEmpty }

    /// The values of a buurt that are its own; `nil` where they are rows of ``flat``.
    func ownValues(of buurt: Int) -> [Double]? {
        own.isEmpty || own[buurt].isEmpty ? nil : own[buurt]
    }

    /// Reads the values of a buurt, whose addresses are `rows`.
    @inline(__always)
    func withRows<Result>(
        _ rows: Range<Int>, of buurt: Int, _ body: (Span<Double>) -> Result
    ) -> Result {
        if let own = ownValues(of: buurt) { return body(own.span) }
        return body(flat.span.extracting(rows))
    }

    /// The value of an address inside a buurt.
    func value(_ row: Int, _ people: People) -> Double {
        if own.isEmpty { return flat[row] }
        let buurt = people.buurt(of: row)
        return own[buurt].isEmpty ? flat[row] : own[buurt][row - people.start[buurt]]
    }

    /// The values of a buurt, whose addresses are `rows`.
    func array(of rows: Range<Int>, _ buurt: Int) -> [Double] {
        ownValues(of: buurt) ?? Array(flat[rows])
    }

    /// Gives a buurt values of its own, one per address.
    mutating func set(_ values: [Double], of buurt: Int, buurten: Int) {
        if own.isEmpty { own = [[Double]](repeating: [], count: buurten) }
        own[buurt] = values
    }

    /// All values in one column.
    func joined(_ people: People) -> [Double] {
        guard !own.isEmpty else { return flat }
        var all = flat
        for b in own.indices where !own[b].isEmpty {
            all.replaceSubrange(people.rows(of: b), with: own[b])
        }
        return all
    }
}
