// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import Testing

@Suite struct LegendTests {
    private func map(
        _ values: [Double], _ method: ClassMethod, _ unit: String = "%", decimals: Int = 1
    ) -> IndicatorMap {
        SampleMap.map(
            values.map { .present($0) }, unit: unit, decimals: decimals,
            settings: MapSettings(method: method, classes: 3))
    }

    @Test func classesOfTheDataTellWhatTheyHold() {
        let legend = map([12.4, 35, 36, 36.01], .jenks).legend
        #expect(legend.map(\.label) == ["12,4 %", "35,0 %", "36,0 %"])
        #expect(legend.map(\.count) == [1, 1, 2])
        #expect(
            map([1, 4, 9, 10], .quantile, "count", decimals: 0).legend.map(\.label)[0] == "1 – 4")
    }

    @Test func boundsTellOnWhichSideTheyLie() {
        #expect(
            map([100, 400, 900], .manual([300, 500]), "m", decimals: 0).legend.map(\.label)
                == ["tot en met 300 m", "300 – 500 m", "meer dan 500 m"])
        #expect(
            map([50, 80], .norm([75], isMetFrom: true), decimals: 0).legend.map(\.label)
                == ["minder dan 75 %", "75 % of meer"])
    }

    @Test func titlesHaveTheUnit() {
        #expect(Legend.title("Groen", SampleMap.indicator("a", unit: "m2")) == "Groen (m²)")
        #expect(Legend.title("Aantal", SampleMap.indicator("a", unit: "count")) == "Aantal")
    }

    /// Worse is always the warm end, whatever the direction of the indicator.
    @Test func deviationsAreWarmWhereThingsAreWorse() {
        let values: [IndicatorValue] = [1, 2, 3, 4, 100].map { .present($0) }
        let warm = Ramp.purpleOrange.colours(5)[0]
        let more = SampleMap.map(values, direction: .higher, showsDeviation: true)
        let less = SampleMap.map(values, direction: .lower, showsDeviation: true)
        #expect(more.legend.first?.colour == warm && less.legend.last?.colour == warm)
    }

    @Test func nothingToShow() {
        let map = SampleMap.map([.missing(""), .suppressed(""), .notApplicable("")])
        #expect(map.legend.isEmpty)
        #expect(map.absent == AbsentCounts(missing: 1, suppressed: 1, notApplicable: 1))
    }
}

/// Maps for tests.
enum SampleMap {
    static func indicator(
        _ id: String, unit: String = "%", decimals: Int = 1,
        direction: Indicator.Direction = .higher
    ) -> Indicator {
        Indicator(
            id: id, title: "T", definition: "D", unit: unit, source: "S", direction: direction,
            decimals: decimals, layer: "l", isAboutPeople: true)
    }

    static func map(
        _ values: [IndicatorValue], id: String = "a", unit: String = "%", decimals: Int = 1,
        direction: Indicator.Direction = .higher, showsDeviation: Bool = false,
        settings: MapSettings = MapSettings()
    ) -> IndicatorMap {
        let indicator = indicator(id, unit: unit, decimals: decimals, direction: direction)
        return IndicatorMap(
            ResultColumn(indicator: indicator, values: values), total: nil,
            showsDeviation: showsDeviation, layers: ["l"], settings: settings)
    }
}
