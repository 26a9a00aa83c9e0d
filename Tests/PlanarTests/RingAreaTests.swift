// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@Suite struct RingAreaTests {
    @Test func isExactForAUnitSquareFarAway() {
        let x = [2e8, 2e8 + 1, 2e8 + 1, 2e8]
        let y = [6e8, 6e8, 6e8 + 1, 6e8 + 1]
        #expect(signedArea(x: x.span, y: y.span) == 1)
        let back = Array(x.reversed())
        let backY = Array(y.reversed())
        #expect(signedArea(x: back.span, y: backY.span) == -1)
    }

    @Test func isZeroForFewerThanThreeVertices() {
        let none: [Double] = []
        let two = [0.0, 5.0]
        #expect(signedArea(x: none.span, y: none.span) == 0)
        #expect(signedArea(x: two.span, y: two.span) == 0)
    }

    @Test func subtractsHoles() {
        var set = PolygonSet()
        set.append(x: [0, 1, 0], y: [0, 0, 1], feature: 0)
        set.appendRing(x: [0, 10, 10, 0], y: [0, 0, 10, 10])
        set.appendRing(x: [1, 1, 3, 3], y: [1, 3, 3, 1])
        set.appendRing(x: [5, 6, 6, 5], y: [5, 5, 6, 6])
        set.closePolygon(feature: 1)
        // Half of 1 x 1; 10 x 10 - 2 x 2 - 1 x 1, the second hole running the wrong way.
        #expect(set.area(of: 0) == 0.5)
        #expect(set.area(of: 1) == 95)
        #expect(set.signedArea(ofRing: 2) == -4)
    }

    @Test func doesNotDependOnStartVertexOrPlace() throws {
        try forEverySeed(0..<100) { seed, random in
            let n = random.int(in: 3..<40)
            let x = (0..<n).map { _ in random.double(in: 0..<1000) }
            let y = (0..<n).map { _ in random.double(in: 0..<1000) }
            let area = signedArea(x: x.span, y: y.span)
            let shift = random.int(in: 0..<n)
            let turnedX = Array(x[shift...] + x[..<shift])
            let turnedY = Array(y[shift...] + y[..<shift])
            let turned = signedArea(x: turnedX.span, y: turnedY.span)
            #expect(abs(turned - area) < 1e-6, "seed \(seed)")
            let movedX = x.map { $0 + 131_072 }
            let movedY = y.map { $0 + 524_288 }
            let moved = signedArea(x: movedX.span, y: movedY.span)
            #expect(abs(moved - area) < 1e-3, "seed \(seed)")
        }
    }
}
