// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@Suite struct NearestSegmentIndexTests {
    private func lines(_ random: inout SeededGenerator, _ kind: UInt64) -> LineSet {
        var lines = LineSet()
        for row in 0..<random.int(in: 1..<60) {
            var x: [Double] = [], y: [Double] = []
            for _ in 0..<random.int(in: 2..<5) {
                var px = random.double(in: 0..<500), py = random.double(in: 0..<500)
                switch kind % 4 {
                case 0: break
                case 1: (px, py) = ((px / 50).rounded() * 50, (py / 50).rounded() * 50)
                // A crowd in one metre, with one street far away.
                case 2: (px, py) = row == 0 ? (px * 1e4, py) : (px / 500, py / 500)
                default: (px, py) = (px, 7)
                }
                x.append(120_000 + px)
                y.append(450_000 + py)
            }
            lines.append(x: x, y: y, feature: Int32(row))
        }
        return lines
    }

    @Test func agreesWithALoopOverAll() {
        for seed in UInt64(0)..<800 {
            var random = SeededGenerator(seed: seed)
            var set = lines(&random, seed)
            if seed % 4 == 2 {
                for _ in 0..<200 {
                    let x = 120_000 + random.double(in: 0..<1),
                        y = 450_000 + random.double(in: 0..<1)
                    set.append(x: [x, x + 0.1], y: [y, y], feature: Int32(set.count))
                }
            }
            let reach = random.double(in: 1..<400)
            let index = NearestSegmentIndex(set, reach: reach)
            let limit = NearestSegmentIndex.squaredLimit(of: reach)
            for _ in 0..<40 {
                let x = 120_000 + random.double(in: -200..<700)
                let y = 450_000 + random.double(in: -200..<700)
                var best = (limit, -1)
                var all: [Double] = []
                for k in 0..<set.count {
                    for i in set.vertices(of: k).dropLast() {
                        let d = squaredDistance(
                            fromX: x, y: y, toSegment: set.x[i], set.y[i], set.x[i + 1],
                            set.y[i + 1])
                        all.append(d.squareRoot())
                        if d < best.0 || (d == best.0 && best.1 < 0) { best = (d, i) }
                    }
                }
                let found = index.nearest(x: x, y: y, squaredLimit: limit)
                #expect((found == nil) == (best.1 < 0), "seed \(seed)")
                guard let found else { continue }
                // The tree guards against rounding below a box, so the last bits may differ.
                #expect(abs(found.squared - best.0) <= 1e-9 * (1 + best.0), "seed \(seed)")
                if abs(found.squared - best.0) == 0 {
                    #expect(found.segment == best.1, "seed \(seed)")
                }
                guard seed % 4 < 2 else { continue }
                // Others within a micrometre always count, those beyond 0.1 % never do.
                let nearest = found.squared.squareRoot()
                if all.count(where: { $0 <= nearest + 1e-6 }) > 1 {
                    #expect(found.hasRival, "seed \(seed)")
                } else if all.count(where: { $0 <= nearest * 1.001 + 1e-3 }) == 1 {
                    #expect(!found.hasRival, "seed \(seed)")
                }
            }
        }
    }

    @Test func nothingToFind() {
        let index = NearestSegmentIndex(LineSet(), reach: 100)
        #expect(index.nearest(x: 0, y: 0, squaredLimit: 1e4) == nil)
        var one = LineSet()
        one.append(x: [0, 10], y: [0, 0], feature: 0)
        let line = NearestSegmentIndex(one, reach: 100)
        #expect(line.nearest(x: .nan, y: 0, squaredLimit: 1e4) == nil)
        // Exactly at the limit counts.
        #expect(line.nearest(x: 5, y: 100, squaredLimit: 1e4)?.squared == 1e4)
        #expect(line.nearest(x: 5, y: 100.01, squaredLimit: 1e4) == nil)
    }

    /// Threads list the segments of cells in parts: they come in the same order.
    @Test func threadsDoNotShow() {
        var random = SeededGenerator(seed: 8)
        var lines = LineSet()
        for k in 0..<9_000 {
            let x = random.double(in: 0..<4_000), y = random.double(in: 0..<4_000)
            lines.append(
                x: [x, x + random.double(in: -60..<60), x + 30],
                y: [y, y + random.double(in: -60..<60), y], feature: Int32(k))
        }
        let one = NearestSegmentIndex(lines, reach: 150)
        for threads in [2, 7] {
            let other = NearestSegmentIndex(lines, reach: 150, threads: threads)
            for _ in 0..<300 {
                let x = random.double(in: 0..<4_000), y = random.double(in: 0..<4_000)
                var found: [[Int]] = [[], []]
                one.forEachSegment(near: x, y, x, y, margin: 60) { i, _ in found[0].append(i) }
                other.forEachSegment(near: x, y, x, y, margin: 60) { i, _ in found[1].append(i) }
                #expect(found[0] == found[1] && !found[0].isEmpty, "\(threads) threads")
            }
        }
    }
}
