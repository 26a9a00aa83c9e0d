// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// What the data of a probe looks like.
public enum Family: String, CaseIterable, Sendable {
    /// Spread evenly.
    case uniform
    /// In towns, as addresses are.
    case clustered
    /// On whole tens of metres: ties, equal points and coinciding borders everywhere.
    case grid
    /// Utrecht, from files that are not part of the project; see ``RealData``.
    case real

    /// Whether there is data for it.
    public var isThere: Bool { self != .real || RealData.shared != nil }
}

/// A hot loop with its data, ready to be run any number of times.
public struct PreparedProbe {
    /// Items that one run handles; instructions are given per item.
    public var items: Int
    /// What an item is.
    public var unit: String
    /// Runs the loop and returns a number that depends on every item.
    public var run: () -> Double
    /// Says what is wrong with the answer of a run; `nil` when it is right.
    public var complaint: (Double) -> String?

    /// Creates a prepared probe.
    public init(
        items: Int, unit: String, run: @escaping () -> Double,
        complaint: @escaping (Double) -> String?
    ) {
        self.items = items
        self.unit = unit
        self.run = run
        self.complaint = complaint
    }
}

/// A hot loop by name.
public struct Probe {
    /// Name on the command line, such as `assign`.
    public var name: String
    /// Number of items that the gate uses.
    public var usualCount: Int
    /// Makes the data for so many items.
    public var prepare: (Int, Family) -> PreparedProbe

    package init(
        name: String, usualCount: Int, prepare: @escaping (Int, Family) -> PreparedProbe
    ) {
        self.name = name
        self.usualCount = usualCount
        self.prepare = prepare
    }

    /// All probes, in order of name.
    public static var all: [Probe] {
        pointProbes + streetProbes + areaProbes + mapProbes + otherProbes + scenarioProbes
            + routeProbes
    }
}

/// `; did you mean 'X'?` where a known name is near, else nothing.
public func suggestion(for name: String, among names: [String]) -> String {
    nearestName(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
}

/// Whether two numbers agree to a relative error.
func agree(_ a: Double, _ b: Double, within error: Double) -> Bool {
    abs(a - b) <= error * max(abs(a), abs(b), 1e-300)
}
