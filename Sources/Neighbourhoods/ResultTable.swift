// SPDX-License-Identifier: EUPL-1.2

/// A value of an indicator, or why there is none.
public enum IndicatorValue: Sendable, Equatable {
    /// A finite number.
    case present(Double)
    /// The source has none; the reason.
    case missing(String)
    /// Left out by the privacy rule; the reason.
    case suppressed(String)
    /// The question makes no sense here; the reason.
    case notApplicable(String)

    /// The number, `nil` where absent.
    public var number: Double? {
        if case .present(let value) = self { value } else { nil }
    }

    /// `present`, `missing`, `suppressed` or `not applicable`.
    public var status: String {
        switch self {
        case .present: "present"
        case .missing: "missing"
        case .suppressed: "suppressed"
        case .notApplicable: "not applicable"
        }
    }

    /// Why the value is absent; `nil` where present.
    public var reason: String? {
        switch self {
        case .present: nil
        case .missing(let reason), .suppressed(let reason), .notApplicable(let reason): reason
        }
    }
}

/// Values of the indicators for the rows of one level: buurten, a group level, or the total.
public struct ResultTable: Sendable {
    /// Level: `buurt`, the name of a group level, or `total`.
    public var level: String
    /// Whether rows have a name beside their code.
    public var hasCodes: Bool
    /// Code of each row.
    public var codes: [String]
    /// Name of each row.
    public var names: [String]
    /// Sum of the weights of the people of each row.
    public var inhabitants: [IndicatorValue]
    /// Number of population points of each row.
    public var addresses: [IndicatorValue]
    /// Area of each row in square metres.
    public var area: [Double]
    /// One column per indicator.
    public var columns: [ResultColumn]

    /// Creates a table.
    public init(
        level: String, hasCodes: Bool, codes: [String], names: [String],
        inhabitants: [IndicatorValue], addresses: [IndicatorValue], area: [Double],
        columns: [ResultColumn]
    ) {
        self.level = level
        self.hasCodes = hasCodes
        self.codes = codes
        self.names = names
        self.inhabitants = inhabitants
        self.addresses = addresses
        self.area = area
        self.columns = columns
    }
}

/// The values of one indicator, in the order of the rows of its table.
public struct ResultColumn: Sendable {
    /// What the values mean.
    public var indicator: Indicator
    /// One value per row.
    public var values: [IndicatorValue]

    /// Creates a column.
    public init(indicator: Indicator, values: [IndicatorValue]) {
        self.indicator = indicator
        self.values = values
    }
}

/// One column per address, in the order of the population layer (`addresses.csv`).
public struct AddressColumn: Sendable {
    /// Name, such as `meeting_places_distance`.
    public var name: String
    /// One value per address; NaN where there is none.
    public var values: [Double]

    /// Creates a column.
    public init(name: String, values: [Double]) {
        self.name = name
        self.values = values
    }
}

/// Time that a named stage took.
public struct StageTiming: Sendable, Equatable {
    /// Name, such as `distance:meeting_places`.
    public var name: String
    /// Wall time, seconds.
    public var seconds: Double

    /// Creates a timing.
    public init(name: String, seconds: Double) {
        self.name = name
        self.seconds = seconds
    }
}

/// Everything that a run computes.
public struct AnalysisResults: Sendable {
    /// The buurten, in order of code.
    public var buurten: ResultTable
    /// Per group level a table, in the order of the project file.
    public var groups: [ResultTable]
    /// One row for all buurten together.
    public var total: ResultTable
    /// Buurt of each address, -1 where it lies in none; empty unless asked for.
    public var buurtOfAddress: [Int32]
    /// Columns per address; empty unless asked for.
    public var perAddress: [AddressColumn]
    /// Assumptions that every output names, such as a lattice population.
    public var assumptions: [String]
    /// Lines for the log: `note:` facts the user should know.
    public var notes: [String]
    /// Time of each stage, in the order in which they ran.
    public var stages: [StageTiming]

    /// Every indicator of any table: those of the buurten, then those that only groups have.
    public var indicators: [Indicator] { total.columns.map(\.indicator) }

    /// Creates results.
    public init(
        buurten: ResultTable, groups: [ResultTable], total: ResultTable, buurtOfAddress: [Int32],
        perAddress: [AddressColumn], assumptions: [String], notes: [String], stages: [StageTiming]
    ) {
        self.buurten = buurten
        self.groups = groups
        self.total = total
        self.buurtOfAddress = buurtOfAddress
        self.perAddress = perAddress
        self.assumptions = assumptions
        self.notes = notes
        self.stages = stages
    }
}
