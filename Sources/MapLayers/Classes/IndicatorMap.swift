// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// How maps are made, as the user chose.
public struct MapSettings: Sendable {
    /// Language of all texts.
    public let language: Language
    /// How values are divided.
    public var method: ClassMethod
    /// Number of classes wanted.
    public var classes: Int
    /// Colours of values.
    public var ramp: Ramp
    /// Colours of deviations from the mean.
    public var divergingRamp: Ramp

    /// Creates settings; without choices natural groups in five classes, in Dutch.
    public init(
        language: Language = .dutch, method: ClassMethod = .jenks,
        classes: Int = Palette.classes, ramp: Ramp = .yellowGreenBlue,
        divergingRamp: Ramp = .purpleOrange
    ) {
        self.language = language
        self.method = method
        self.classes = classes
        self.ramp = ramp
        self.divergingRamp = divergingRamp
        words = .of(language)
    }

    /// Bounds of norms by indicator; an indicator without one is divided by ``method``.
    public var norms: [String: [Double]] = [:]

    /// An earlier run, whose values get the same classes.
    public var previous: PreviousWave?

    /// How the values of an indicator are divided: by its norm where it has one.
    public func method(for indicator: Indicator) -> ClassMethod {
        norms[indicator.id].map { .norm($0, isMetFrom: indicator.direction == .higher) } ?? method
    }

    /// Divides the values of an indicator, those of the earlier run among them.
    public func classes(of values: [Double], _ indicator: Indicator) -> Classification {
        let earlier = previous?.numbers(indicator, level: "buurt") ?? []
        return classify(values + earlier, by: method(for: indicator), into: classes)
    }

    /// The words of the language, and of the project that maps are made for.
    public private(set) var words: Words

    /// Per indicator the values from which classes are made; without them those of the map itself.
    public private(set) var reference: [String: [Double]] = [:]

    /// Makes the classes of all maps from these results.
    ///
    /// So maps of every scenario and year of a project have the same colours for the same values.
    public mutating func takeClasses(from results: AnalysisResults) {
        for column in results.buurten.columns {
            reference[column.indicator.id] = column.values.compactMap(\.number)
        }
    }

    /// Takes over what a project calls its layers and says of itself.
    public mutating func tell(of workspace: Workspace) {
        words = Words.of(language).of(workspace.layers, workspace.plan)
    }
}

/// A class as a legend shows it.
public struct LegendClass: Sendable, Equatable {
    /// Colour of its buurten.
    public var colour: Colour
    /// What its values are.
    public var label: String
    /// Number of its buurten.
    public var count: Int
}

/// How many buurten have no value, by why.
public struct AbsentCounts: Sendable, Equatable {
    /// The source has none.
    public var missing = 0
    /// Left out by the privacy rule.
    public var suppressed = 0
    /// The question makes no sense there.
    public var notApplicable = 0
}

/// One indicator as a map: classes, colours, labels and where each buurt falls.
public struct IndicatorMap: Sendable {
    /// The indicator.
    public let indicator: Indicator
    /// Its words.
    public let text: IndicatorWords
    /// Values of the buurten.
    public let values: [IndicatorValue]
    /// Value of all buurten together, where there is one.
    public let total: Double?
    /// The classes.
    public let classification: Classification
    /// A legend entry per class, low values first.
    public let legend: [LegendClass]
    /// Buurten without a value.
    public let absent: AbsentCounts

    /// How the classes were made, in words.
    public let methodText: String

    /// Class of each buurt; `nil` where it has no value.
    public var rows: [Int?] { values.map { $0.number.flatMap(classification.row(of:)) } }

    /// Makes the map of a column of results.
    ///
    /// - Parameters:
    ///   - column: Values of the buurten.
    ///   - total: Value of all together.
    ///   - showsDeviation: Whether classes are deviations from the mean of the buurten.
    ///   - layers: Names of all layers.
    ///   - settings: Language, classes and colours.
    ///   - comparable: Columns of other scenarios or years that are to have the same classes.
    ///   - known: The classes, where they are made already from all these columns.
    public init(
        _ column: ResultColumn, total: Double?, showsDeviation: Bool = false, layers: [String],
        settings: MapSettings, comparable: [ResultColumn] = [],
        classification known: Classification? = nil
    ) {
        indicator = column.indicator
        values = column.values
        self.total = total
        text = IndicatorWords(column.indicator, layers: layers, settings.words)
        let numbers = column.values.compactMap(\.number)
        let reference = showsDeviation ? nil : settings.reference[indicator.id]
        let all =
            numbers + comparable.flatMap { $0.values.compactMap(\.number) } + (reference ?? [])
            + (showsDeviation ? [] : settings.previous?.numbers(indicator, level: "buurt") ?? [])
        classification =
            known
            ?? (showsDeviation
                ? classify(all, by: .standardDeviation, into: 5)
                : classify(
                    reference ?? all, by: settings.method(for: indicator), into: settings.classes))
        legend = Legend.classes(
            classification, of: numbers, among: all, indicator, settings,
            isDeviation: showsDeviation)
        let method = showsDeviation ? .standardDeviation : settings.method(for: indicator)
        methodText = settings.words("map.classes", ["method": settings.words(method.key)])
        var absent = AbsentCounts()
        for value in column.values {
            switch value {
            case .present: break
            case .missing: absent.missing += 1
            case .suppressed: absent.suppressed += 1
            case .notApplicable: absent.notApplicable += 1
            }
        }
        self.absent = absent
    }
}
