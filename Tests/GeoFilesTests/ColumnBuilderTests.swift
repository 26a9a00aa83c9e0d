// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@testable import GeoFiles

@Suite struct ColumnBuilderTests {
    @Test func wholeNumbersAcrossRuns() {
        var builder = ColumnBuilder(name: "n", like: .integers([]))
        builder.append(count: 2, integers: { Int64($0) + 7 }, isPresent: { _ in true })
        builder.append(count: 3, integers: { [-99_997, 5, 6][$0] }, isPresent: { $0 != 1 })
        builder.append(count: 1, integers: { _ in 9 }, isPresent: { _ in true })
        let column = builder.finished()
        #expect(column.values == .integers([7, 8, 0, 0, 6, 9]))
        #expect(column.absence == [0, 0, 1, 2, 0, 0])
        #expect(column.reasons == ["CBS code -99997", "empty in the source"])
    }

    @Test func realNumbersAcrossRuns() {
        var builder = ColumnBuilder(name: "r", like: .reals([]))
        let values = [1.5, -99_990, -.infinity, .nan, 2]
        builder.append(count: 5, reals: { values[$0] }, isPresent: { $0 != 4 })
        guard case .reals(let reals) = builder.finished().values else {
            Issue.record("not real numbers")
            return
        }
        // Codes and absent rows hold 0; what is not finite is for the checks to see.
        #expect(reals[0] == 1.5 && reals[1] == 0 && reals[2] == -.infinity && reals[3].isNaN)
        #expect(builder.finished().absence == [0, 1, 0, 0, 2])
    }

    @Test func nothingAbsentNeedsNoColumnOfReasons() {
        var builder = ColumnBuilder(name: "t", like: .texts([]))
        builder.append(count: 2) { ["a", "b"][$0] }
        #expect(builder.finished().absence.isEmpty)
        builder.append(count: 2) { [nil, "-99995"][$0] }
        let column = builder.finished()
        #expect(column.values == .texts(["a", "b", "", ""]) && column.absence == [0, 0, 1, 2])
    }

    @Test func flagsAcrossRuns() {
        var builder = ColumnBuilder(name: "f", like: .flags([]))
        builder.append(count: 3, flags: { $0 == 0 }, isPresent: { $0 < 2 })
        #expect(builder.finished().values == .flags([true, false, false]))
        #expect(builder.finished().absence == [0, 0, 1])
    }
}
