// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct OrientationPredicateTests {
    @Test func knowsLeftRightAndStraight() {
        // Triangle (0,0) (2,0) (0,3): twice its area is 2 x 3 = 6, counter-clockwise.
        #expect(orientation(0, 0, 2, 0, 0, 3) == 6)
        #expect(orientation(0, 0, 0, 3, 2, 0) == -6)
        #expect(orientation(0, 0, 1, 1, 2, 2) == 0)
        #expect(orientation(1, 1, 1, 1, 5, 7) == 0)
        #expect(orientation(.nan, 0, 1, 1, 5, 7).isNaN)
    }

    /// Points a few units of rounding beside the diagonal: naive arithmetic gets many of them wrong.
    ///
    /// The line from (12, 12) to (24, 24) has (x, y) on its left exactly when y > x.
    @Test func isExactBesideTheDiagonal() {
        for i in 0..<64 {
            for j in 0..<64 {
                let x = 0.5 + Double(i) * 0x1p-53
                let y = 0.5 + Double(j) * 0x1p-53
                let turn = orientation(x, y, 12, 12, 24, 24)
                #expect(turn.signum == (y - x).signum, "\(i) \(j)")
            }
        }
    }

    @Test func agreesWithWholeNumbers() throws {
        try forEverySeed(0..<300) { seed, random in
            let big = 1 << 50
            let v = (0..<6).map { _ in random.int(in: -big..<big) }
            // Nearly collinear: c = a + 3 (b - a) / 2^k, off by at most one.
            let cx = v[0] + (v[2] - v[0]) / 4 + random.int(in: -1..<2)
            let cy = v[1] + (v[3] - v[1]) / 4 + random.int(in: -1..<2)
            let exact =
                (Int128(v[0]) - Int128(cx)) * (Int128(v[3]) - Int128(cy))
                - (Int128(v[1]) - Int128(cy)) * (Int128(v[2]) - Int128(cx))
            let turn = orientation(
                Double(v[0]), Double(v[1]), Double(v[2]), Double(v[3]), Double(cx), Double(cy))
            #expect(turn.sign(of: exact), "seed \(seed)")
        }
    }

    @Test func keepsItsSignUnderRotationAndFlipsUnderExchange() throws {
        try forEverySeed(0..<300) { seed, random in
            let a = (random.double(in: 1e8..<1.1e8), random.double(in: 1e8..<1.1e8))
            let b = (random.double(in: 1e8..<1.1e8), random.double(in: 1e8..<1.1e8))
            let t = random.double(in: 0..<1)
            let c = (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))
            let abc = orientation(a.0, a.1, b.0, b.1, c.0, c.1)
            let bca = orientation(b.0, b.1, c.0, c.1, a.0, a.1)
            let bac = orientation(b.0, b.1, a.0, a.1, c.0, c.1)
            #expect(abc.signum == bca.signum && abc.signum == -bac.signum, "seed \(seed)")
        }
    }
}

extension Double {
    fileprivate var signum: Int { self > 0 ? 1 : self < 0 ? -1 : 0 }

    fileprivate func sign(of exact: Int128) -> Bool { signum == Int(exact.signum()) }
}
