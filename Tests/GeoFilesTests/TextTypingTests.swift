// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@testable import GeoFiles

@Suite struct TextTypingTests {
    private func typed(_ cells: String...) -> AttributeColumn {
        TextTyping.typed(AttributeColumn(name: "c", values: .texts(cells)))
    }

    @Test func numbersBecomeNumbers() {
        #expect(typed("1", "-20", "").values == .integers([1, -20, 0]))
        #expect(typed("1", "2.5").values == .reals([1, 2.5]))
        #expect(typed("1,25", "3").values == .reals([1.25, 3]))
        #expect(typed("0", "7").values == .integers([0, 7]))
    }

    @Test func codesStayText() {
        #expect(typed("0344", "1000").values == .texts(["0344", "1000"]))
        #expect(typed("0307100000123456").values == .texts(["0307100000123456"]))
        #expect(typed("1e5x", "2").values == .texts(["1e5x", "2"]))
    }

    @Test func emptyCellsAndPointsAreAbsent() {
        let column = typed("", ".", "5")
        #expect(column.absenceReason(0) == "empty in the source")
        #expect(column.absenceReason(1) == "empty in the source")
        #expect(column.absenceReason(2) == nil && column.number(2) == 5)
    }
}
