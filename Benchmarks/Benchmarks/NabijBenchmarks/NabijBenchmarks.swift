// SPDX-License-Identifier: EUPL-1.2
//
//     swift package benchmark            # wall time, throughput and memory of every probe, for people
import Benchmark
import HotLoops
import ReadingLoops

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3))
    for probe in Probe.all + Probe.reading {
        Benchmark(probe.name) { benchmark in
            let prepared = probe.prepare(probe.usualCount, .clustered)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(prepared.run()) }
            benchmark.stopMeasurement()
        }
    }
}
