// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Neighbourhoods

@Suite struct StopwatchTests {
    @Test func stagesAddUpInTheOrderOfTheirFirstRun() {
        var stopwatch = Stopwatch()
        let start = ContinuousClock.now - .seconds(2)
        stopwatch.add("assign", since: start)
        stopwatch.add("reduce:a", since: start)
        stopwatch.add("assign", since: start)
        #expect(stopwatch.stages.map(\.name) == ["assign", "reduce:a"])
        #expect(stopwatch.stages[0].seconds >= 4 && stopwatch.stages[0].seconds < 60)
        #expect(stopwatch.stages[1].seconds >= 2)
    }
}
