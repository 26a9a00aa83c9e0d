// SPDX-License-Identifier: EUPL-1.2

/// Wall time of named stages; a stage that runs again adds to its time.
struct Stopwatch: Sendable {
    /// Stages in the order in which each first ran.
    private(set) var stages: [StageTiming] = []

    /// Adds the time since `start` to a stage.
    mutating func add(_ name: String, since start: ContinuousClock.Instant) {
        let passed = ContinuousClock.now - start
        let seconds =
            Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
        if let place = stages.firstIndex(where: { $0.name == name }) {
            stages[place].seconds += seconds
        } else {
            stages.append(StageTiming(name: name, seconds: seconds))
        }
    }
}
