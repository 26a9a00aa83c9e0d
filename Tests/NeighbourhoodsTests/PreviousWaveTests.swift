// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@Suite struct PreviousWaveTests {
    private func indicator(_ definition: String) -> Indicator {
        Indicator(
            id: "hubs_count", title: "T", definition: definition, unit: "count", source: "S",
            direction: .higher, decimals: 0, layer: "hubs", isAboutPeople: false)
    }

    private let wave = PreviousWave(
        created: "2021-05-01T00:00:00Z", hash: "abc", year: 2021,
        definitions: ["hubs_count": "Number of hubs."],
        levels: [
            "buurt": .init(
                names: ["BU1": "Noord", "BU2": "Zuid"],
                values: ["hubs_count": ["BU1": 3, "BU2": 4]])
        ])

    @Test func numbersAreFoundByCodeAndIndicator() {
        let same = indicator("Number of hubs.")
        #expect(wave.number(same, level: "buurt", code: "BU2") == 4)
        #expect(wave.number(same, level: "buurt", code: "BU3") == nil)
        #expect(wave.number(same, level: "gemeente", code: "BU1") == nil)
        #expect(wave.numbers(same, level: "buurt").sorted() == [3, 4])
    }

    /// What is defined otherwise now is another number.
    @Test func otherDefinitionsAreNotCompared() {
        let other = indicator("Number of hubs that are open.")
        #expect(!wave.hasComparable(other))
        #expect(wave.number(other, level: "buurt", code: "BU2") == nil)
        #expect(wave.numbers(other, level: "buurt").isEmpty)
    }

    @Test func buurtenThatChangedCodeAreTold() {
        let today = Buurten(
            codes: ["BU2", "BU9"], names: ["Zuid", "Noord"], groups: [], polygons: PolygonSet())
        let (gone, new) = wave.changes(since: today)
        #expect(gone.map(\.code) == ["BU1"] && gone.map(\.name) == ["Noord"])
        #expect(new.map(\.code) == ["BU9"] && new.map(\.name) == ["Noord"])
    }
}
