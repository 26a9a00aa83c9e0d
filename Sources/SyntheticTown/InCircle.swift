// SPDX-License-Identifier: EUPL-1.2

/// Largest magnitude of a coordinate for which ``inCircle(_:_:_:_:_:_:_:_:)`` is exact.
let largestLatticeCoordinate = 33_554_432.0  // 2^25

/// Says whether d lies inside the circle through a, b and c, which run counter-clockwise.
///
/// With whole coordinates up to 2^25 the differences are whole and at most 2^26, so lifts and
/// cross products are whole and at most 2^53: exact in a Double. Only their three products and the
/// sum are rounded, by less than 4u times the sum of their magnitudes (u = 2^-53). Behind that filter
/// the six factors are multiplied as 128-bit whole numbers, at most 3 x 2^106.
///
/// - Returns: > 0 inside, < 0 outside, exactly 0 on the circle.
func inCircle(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ cx: Double, _ cy: Double,
    _ dx: Double, _ dy: Double
) -> Double {
    let ax = ax - dx, ay = ay - dy, bx = bx - dx, by = by - dy, cx = cx - dx, cy = cy - dy
    let liftA = ax * ax + ay * ay, liftB = bx * bx + by * by, liftC = cx * cx + cy * cy
    let crossA = bx * cy - by * cx, crossB = cx * ay - cy * ax, crossC = ax * by - ay * bx
    let a = liftA * crossA, b = liftB * crossB, c = liftC * crossC
    let sum = a + b + c
    if abs(sum) > 0x1p-51 * (abs(a) + abs(b) + abs(c)) { return sum }
    return exactSign(liftA, crossA, liftB, crossB, liftC, crossC)
}

@inline(never)
private func exactSign(
    _ liftA: Double, _ crossA: Double, _ liftB: Double, _ crossB: Double, _ liftC: Double,
    _ crossC: Double
) -> Double {
    let whole = { (factor: Double) in Int128(exactly: factor) ?? 0 }
    let sum =
        whole(liftA) * whole(crossA) + whole(liftB) * whole(crossB) + whole(liftC) * whole(crossC)
    return sum > 0 ? 1 : sum < 0 ? -1 : 0
}
