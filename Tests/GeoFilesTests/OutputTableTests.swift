// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@testable import GeoFiles

@Suite struct OutputTableTests {
    @Test func namesAreApartWhateverTheirCase() {
        let columns = ["a", "A", "a", "fid", "b"].map {
            OutputColumn(name: $0, values: .wholes([1]))
        }
        #expect(
            apart(columns, taken: ["fid"]).map(\.name)
                == ["a", "A_source", "a_source_2", "fid_source", "b"])
    }

    @Test func numbersOfHiddenRowsAreLeftOutAndTextsStay() {
        let hidden = [false, true]
        func column(_ values: AttributeColumn.Values) -> OutputColumn {
            OutputColumn(AttributeColumn(name: "n", values: values), hiding: hidden)
        }
        guard case .wholes(let wholes) = column(.integers([1, 2])).values,
            case .numbers(let numbers) = column(.reals([1.5, 2])).values,
            case .texts(let texts) = column(.texts(["a", "b"])).values,
            case .texts(let numerals) = column(.texts(["12", "13,5"])).values,
            case .flags(let flags) = column(.flags([true, false])).values
        else {
            Issue.record("types of attributes are kept")
            return
        }
        #expect(wholes == [1, nil] && numbers == [1.5, nil])
        #expect(numerals == ["12", nil])
        #expect(texts == ["a", "b"] && flags == [true, false])
    }

    @Test func columnsOfABuurtInOrder() {
        let workspace = OutputSample.workspace
        let table = OutputTable(
            OutputSample.results.buurten, buurten: workspace.buurten, assumptions: ["x"])
        #expect(
            table.columns.map(\.name) == [
                "buurtcode", "buurtnaam", "wijkcode", "wijknaam", "gemeente", "inhabitants",
                "addresses", "area_m2", "green_share", "hub_distance_mean", "aantal_inwoners",
                "Inhabitants_source", "assumptions",
            ])
        #expect(table.rows == 3)
    }
}
