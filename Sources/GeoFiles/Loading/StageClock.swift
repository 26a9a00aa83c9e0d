// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Measures stages one after the other.
struct StageClock {
    /// The stages so far; one that occurs twice has the sum.
    private(set) var stages: [StageTiming] = []
    private var start = ContinuousClock.now

    /// Ends the stage that runs since the last end.
    mutating func end(_ name: String) {
        let now = ContinuousClock.now
        let duration = (now - start).components
        let seconds = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
        start = now
        add(StageTiming(name: name, seconds: seconds))
    }

    /// Adds a stage measured elsewhere.
    mutating func add(_ stage: StageTiming) {
        if let row = stages.firstIndex(where: { $0.name == stage.name }) {
            stages[row].seconds += stage.seconds
        } else {
            stages.append(stage)
        }
    }
}
