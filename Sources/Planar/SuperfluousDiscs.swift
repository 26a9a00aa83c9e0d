// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 a disc is left out only where that cannot change the union 2 crowds (thousands of points
// closer together than the radius) take linear time.
//
// Along the boundary of a union of discs of one radius R each disc asks all that meet it, and in a crowd
// all meet all: 5,000 points within 50 m took 5.6 s. But a disc that lies wholly in the union of a few others
// can be left out: the union stays what it is. With v the way from its centre to that of another, the
// point of its circle in direction u is inside the other where 2 R (u . v) > v . v. Those directions are an
// arc of less than half a turn around v, so the other covers the sector between two neighbouring
// directions when it covers both; and a disc lies in a union of discs that all hold its centre when its
// circle does. So a disc is left out when its sixteen sectors are covered, with a margin far above
// rounding, by discs that are still there. One by one in a fixed order, that is exact: each step leaves the
// union as it was. (All at once it would not be: two discs could each rely on the other.)
//
// Which others are asked is a matter of luck only: those that lie farthest out, in sixteen directions, of
// the 512 that follow each other along a Z-order curve (G. M. Morton 1966), and those next to it along the curve, which in
// a crowd lie on all sides. As a crowd gets thinner the next ones lie farther away and blocks hold all of it, so
// another pass takes more of its rim, until few are left out: of a million points within 50 m 650 stay (without those
// farthest out 6,600). Rejected: the alpha shape, which names exactly those with a part in the boundary, but needs
// a Delaunay triangulation.

/// Which of some discs of one radius can be left out of their union without changing it.
///
/// - Parameters:
///   - x: Eastings of the centres, distinct points.
///   - y: Their northings.
///   - radius: Metres, > 0.
///   - isKept: Discs that must stay.
/// - Returns: A flag per disc. It depends on the order of the centres only where places on the curve
///   are equal.
/// - Complexity: O(*n* log *n*).
func superfluousDiscs(x: [Double], y: [Double], radius: Double, isKept: (Int) -> Bool) -> [Bool] {
    var isSuperfluous = [Bool](repeating: false, count: x.count)
    var there = zOrdered(x, y)
    let sectors = Sectors(radius: radius)
    while there.count > 3 {
        var kept: [Int] = []
        kept.reserveCapacity(there.count)
        for start in stride(from: 0, to: there.count, by: blockSize) {
            let block = start..<min(start + blockSize, there.count)
            // Of a few the next ones on the curve are all of them.
            let corners = there.count > 48 ? sectors.farthest(of: there[block], x, y) : []
            for place in block {
                let disc = there[place]
                if !isKept(disc),
                    isCovered(disc, by: corners, isSuperfluous, x, y, sectors)
                        || isCovered(
                            disc, before: kept, after: there[(place + 1)...], x, y, sectors)
                {
                    isSuperfluous[disc] = true
                } else {
                    kept.append(disc)
                }
            }
        }
        let isDone = 16 * (there.count - kept.count) <= there.count
        there = kept
        if isDone { break }
    }
    return isSuperfluous
}

/// Discs that follow each other on the curve and share what is farthest out.
private let blockSize = 512

/// Whether those that lie farthest out in their block cover a disc; it is not one of them then.
private func isCovered(
    _ disc: Int, by corners: [Int], _ isSuperfluous: [Bool], _ x: [Double], _ y: [Double],
    _ sectors: Sectors
) -> Bool {
    var covered: UInt16 = 0
    for other in corners where !isSuperfluous[other] && other != disc {
        covered |= sectors.covered(byDiscAt: x[other] - x[disc], y[other] - y[disc])
    }
    return covered == .max
}

/// Whether those that are next on the curve cover a disc, the nearest in order first.
private func isCovered(
    _ disc: Int, before: [Int], after: ArraySlice<Int>, _ x: [Double], _ y: [Double],
    _ sectors: Sectors
) -> Bool {
    var covered: UInt16 = 0
    for step in 1...24 {
        if step <= before.count {
            let other = before[before.count - step]
            covered |= sectors.covered(byDiscAt: x[other] - x[disc], y[other] - y[disc])
        }
        if step <= after.count {
            let other = after[after.startIndex + step - 1]
            covered |= sectors.covered(byDiscAt: x[other] - x[disc], y[other] - y[disc])
        }
        if covered == .max { return true }
    }
    return false
}

/// The numbers of points in order along a Z-order curve.
private func zOrdered(_ x: [Double], _ y: [Double]) -> [Int] {
    let box = Box(x: x.span, y: y.span)
    let size = max(box.maxX - box.minX, box.maxY - box.minY)
    let scale = size > 0 ? 0x1p21 / size : 0
    let keys = x.indices.map { i in
        (key: zOrder((x[i] - box.minX) * scale, (y[i] - box.minY) * scale), disc: i)
    }
    return keys.sorted { ($0.key, $0.disc) < ($1.key, $1.disc) }.map(\.disc)
}

/// Sixteen directions, and the sectors from each to the next.
private struct Sectors {
    let radius: Double
    /// Cosines of 0, 22.5, 45, 67.5 and 90 degrees, with the sines in reverse.
    private let cosines = [
        1, 0.923_879_532_511_286_7, 0.707_106_781_186_547_6, 0.382_683_432_365_089_8, 0,
    ]

    /// The discs that lie farthest out in each of the directions.
    func farthest(of discs: ArraySlice<Int>, _ x: [Double], _ y: [Double]) -> [Int] {
        var found = [Int](repeating: -1, count: 16)
        var best = [Double](repeating: -.infinity, count: 16)
        guard let first = discs.first else { return [] }
        for disc in discs {
            let (vx, vy) = (x[disc] - x[first], y[disc] - y[first])
            for k in 0..<4 {
                let (c, s) = (cosines[k], cosines[4 - k])
                let along = c * vx + s * vy
                let aside = c * vy - s * vx
                for (turn, value) in [along, aside, -along, -aside].enumerated()
                where value > best[k + 4 * turn] {
                    best[k + 4 * turn] = value
                    found[k + 4 * turn] = disc
                }
            }
        }
        return found
    }

    /// The sectors of a disc about the origin that lie inside the disc of the same radius about v; none
    /// where that disc does not hold the origin.
    @inline(__always)
    func covered(byDiscAt vx: Double, _ vy: Double) -> UInt16 {
        let squared = vx * vx + vy * vy
        guard squared < (1 - 1e-9) * radius * radius else { return 0 }
        let limit = (squared + 1e-9 * radius * radius) / (2 * radius)
        var directions: UInt16 = 0
        for k in 0..<4 {
            let (c, s) = (cosines[k], cosines[4 - k])
            let along = c * vx + s * vy
            let aside = c * vy - s * vx
            // Direction k, and the same turned by one, two and three quarters.
            if along > limit { directions |= 1 << k }
            if aside > limit { directions |= 1 << (k + 4) }
            if -along > limit { directions |= 1 << (k + 8) }
            if -aside > limit { directions |= 1 << (k + 12) }
        }
        return directions & (directions >> 1 | directions << 15)
    }
}

/// The bits of two whole numbers below 2^21 in turn.
private func zOrder(_ x: Double, _ y: Double) -> UInt64 {
    func spread(_ value: Double) -> UInt64 {
        var v = UInt64(max(0, min(value, 0x1p21 - 1)))
        v = (v | v << 16) & 0x0000_FFFF_0000_FFFF
        v = (v | v << 8) & 0x00FF_00FF_00FF_00FF
        v = (v | v << 4) & 0x0F0F_0F0F_0F0F_0F0F
        v = (v | v << 2) & 0x3333_3333_3333_3333
        return (v | v << 1) & 0x5555_5555_5555_5555
    }
    return spread(x) | spread(y) << 1
}
