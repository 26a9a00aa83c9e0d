// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import Testing

@Suite struct LegendTests {
    @Test func labelsHaveCommaAndUnit() {
        let share = QMLStyleTests.indicator("a")
        #expect(
            Legend.label(ValueClass(lowest: 12.4, highest: 35, count: 3), share)
                == "12,4 – 35,0 %")
        #expect(Legend.label(ValueClass(lowest: 5, highest: 5.01, count: 3), share) == "5,0 %")
        let count = QMLStyleTests.indicator("a", unit: "count", decimals: 0)
        #expect(Legend.label(ValueClass(lowest: 1, highest: 4, count: 3), count) == "1 – 4")
        #expect(Legend.title(QMLStyleTests.indicator("a", unit: "m2")) == "T (m²)")
    }
}
