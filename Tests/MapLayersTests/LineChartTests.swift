// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import MapLayers

@Suite struct LineChartTests {
    private func chart(_ heightText: @escaping (Double) -> String) -> String {
        LineChart(
            places: [0, 1], lines: [.init(style: "actual", values: [0, 9_899])], labels: [],
            heightText: heightText
        ).element("A line")
    }

    // "9.899 inwoners" has 14 letters: 16 + 8.5 * 14 = 135, and the text ends 8 before that; it was cut off at 82.
    @Test func longHeightsStandBesideTheLines() {
        let long = chart { $0 == 0 ? "0" : "9.899 inwoners" }
        #expect(long.contains("M135.0 16.0H") && long.contains("<text x=\"127.0\""))
        let short = chart { $0 == 0 ? "0 %" : "95 %" }
        #expect(short.contains("M90.0 16.0H") && short.contains("<text x=\"82.0\""))
    }
}
