// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import GeoFiles

@Suite struct ISOTimeTests {
    @Test(arguments: [
        (0, "1970-01-01"), (-1, "1969-12-31"), (19_782, "2024-02-29"), (-719_468, "0000-03-01"),
    ])
    func daysAreCountedFrom1970(_ day: Int64, _ text: String) {
        #expect(ISOTime.date(day: day) == text)
    }

    @Test func momentsHaveMillisecondsOnlyWhereThereAreAny() {
        #expect(ISOTime.dateTime(milliseconds: 0) == "1970-01-01T00:00:00")
        #expect(ISOTime.dateTime(milliseconds: -1) == "1969-12-31T23:59:59.999")
    }

    @Test func zonesAreQuartersOfAnHour() {
        // 100 is UTC, each step a quarter: 104 is one hour ahead, 94 one and a half behind.
        #expect(ISOTime.zone(0) == "" && ISOTime.zone(100) == "Z")
        #expect(ISOTime.zone(104) == "+01:00" && ISOTime.zone(94) == "-01:30")
    }
}
