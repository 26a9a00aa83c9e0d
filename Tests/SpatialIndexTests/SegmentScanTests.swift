// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct SegmentScanTests {
    /// Chains of 0 to 40 edges, open and closed, with edges of no length, on whole numbers and off them, near
    /// the origin and far from it: the bits of a loop over the exact formula.
    @Test(arguments: [0, 1e5, 1e8]) func findsTheLeastOfALoop(origin: Double) throws {
        try forEverySeed(0..<600) { seed, random in
            let n = random.int(in: 1..<42)
            func coordinate() -> Double {
                let value = origin + random.double(in: 0..<30)
                return seed % 2 == 0 ? value.rounded() : value
            }
            var x = (0..<n).map { _ in coordinate() }
            var y = (0..<n).map { _ in coordinate() }
            if n > 3, seed % 5 == 0 { (x[2], y[2]) = (x[1], y[1]) }
            let isClosed = seed % 3 == 0
            let (px, py) = (coordinate(), coordinate())
            var plain = Double.infinity
            for i in 0..<n where i + 1 < n || isClosed {
                let j = (i + 1) % n
                plain = min(
                    plain,
                    squaredDistance(fromX: px, y: py, toSegment: x[i], y[i], x[j], y[j]))
            }
            // Any bound of the length of edges will do, the tightest too.
            var longest = seed % 7 == 0 ? 1e3 : 0
            for i in 0..<n {
                let j = (i + 1) % n
                let (dx, dy) = (x[i] - x[j], y[i] - y[j])
                longest = max(longest, dx * dx + dy * dy)
            }
            x.withUnsafeBufferPointer { x in
                y.withUnsafeBufferPointer { y in
                    guard let xs = x.baseAddress, let ys = y.baseAddress else { return }
                    let chain = EdgeChain(x: xs, y: ys, open: n - 1, closing: isClosed ? 0 : nil)
                    func least(_ best: Double) -> Double {
                        chain.leastSquare(px, py, below: best, sag: longest / 4)
                    }
                    #expect(least(.infinity) == plain, "seed \(seed)")
                    #expect(least(plain.nextUp) == plain, "seed \(seed)")
                    // Where nothing is below what is known, the answer is not below it either.
                    #expect(least(plain) >= plain && least(plain / 2) >= plain, "seed \(seed)")
                }
            }
        }
    }
}
