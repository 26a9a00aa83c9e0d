// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct QuantileWindowTests {
    private func search(_ values: [Double], _ weights: [Double]) -> QuantileSearch<ExactSum> {
        QuantileSearch(
            column: values, weight: weights,
            runs: [WeightedRun(rows: values.indices, factor: 1)],
            extent: ValueExtent(of: values.span, weights.span), threads: 1)
    }

    @Test func byHand() {
        // Ten people at 0, 10, ... 90 m: half of ten is five, reached at 40.
        let values = (0..<10).map { Double($0) * 10 }
        var window = QuantileWindow(
            share: 0.5, below: exact(3),
            rows: [30, 40, 50, 60].map { WeightedValue(value: $0, weight: 1) })
        #expect(window.value(total: exact(10)) == 40)
        // The one at 90 moves to 35: 0 10 20 30 35 | 40.
        window.remove(90, 1)
        window.insert(35, 1)
        #expect(window.value(total: exact(10)) == 35)
        // Two more move from 70 and 80 to 5: five are below 30, so the quantile is outside.
        for value in [70.0, 80] {
            window.remove(value, 1)
            window.insert(5, 1)
        }
        #expect(window.value(total: exact(10)) == nil)
        #expect(search(values, values.map { _ in 1 }).values([0.5]) == [40])
    }

    /// Rows that move, come and go: windows give what a search over all rows gives, or say that they cannot.
    @Test func equalsASearch() throws {
        var answered = 0
        try forEverySeed(0..<60) { seed, random in
            var values = (0..<2_000).map { _ in random.double(in: 0..<5_000).rounded() }
            let weights = (0..<2_000).map { _ in Double(random.int(in: 0..<4)) * 0.7 }
            guard var kept = search(values, weights).windows([0.5, 0.9]) else { return }
            for _ in 0..<20 {
                for _ in 0..<random.int(in: 1..<30) {
                    let row = random.int(in: 0..<2_000)
                    let new = max(0, values[row] + random.double(in: -300..<300).rounded())
                    kept.move(from: values[row], to: new, weight: weights[row])
                    values[row] = new
                }
                guard let found = kept.values else { continue }
                answered += 1
                #expect(found == search(values, weights).values([0.5, 0.9]), "seed \(seed)")
            }
        }
        #expect(answered > 600)
    }

    @Test func withoutAValueARowIsNotCounted() {
        let values = (0..<100).map(Double.init), weights = values.map { _ in 1.0 }
        var kept = search(values, weights).windows([0.5])
        #expect(kept?.values == [49])
        // Ten of the nearest lose their way: half of ninety is 45, reached at 10 + 44.
        for row in 0..<10 { kept?.move(from: values[row], to: .infinity, weight: 1) }
        #expect(kept?.values == [54])
        for row in 0..<10 { kept?.move(from: .infinity, to: values[row], weight: 1) }
        #expect(kept?.values == [49])
    }

    private func exact(_ value: Double) -> ExactSum {
        var sum = ExactSum()
        sum.add(value)
        return sum
    }
}
