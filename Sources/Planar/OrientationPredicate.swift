// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the sign is right for every finite input that neither overflows nor underflows
// 2 nearly all calls cost two products 3 no allocation.
//
// Derivation. D = (ax - cx)(by - cy) - (ay - cy)(bx - cx) is twice the signed area of the triangle.
// 1. Filter. With u = 2^-53 each difference carries a factor (1 + e), |e| <= u, each product three of
//    them, and the last subtraction one more, which cannot change its sign. So the computed D differs
//    from the true one by at most (3u + O(u^2)) (|left| + |right|); (3 + 16u) u covers the rest.
// 2. If all four differences are exact (always so for coordinates on one lattice of centimetres or
//    powers of two), D = left - right, both known exactly as a product and its rounding error.
// 3. Else D is multiplied out, ax by - ax cy - cx by - ay bx + ay cx + cy bx (cx cy cancels), six
//    products of two parts each, summed as an expansion: parts that do not overlap, ascending in size,
//    so that the sign is that of the last part that is not zero.
//
// Source: J. R. Shewchuk (1997), Adaptive precision floating-point arithmetic and fast robust
// geometric predicates, Discrete & Computational Geometry 18, theorems 6, 10 and 18; written from the
// text, not from its code. Rejected: a tolerance (inconsistent answers at neighbouring cells), rational
// arithmetic (allocates), the four-stage version (its middle stages save nothing at our hit rates).

/// Says on which side of the line a -> b the point c lies.
///
/// - Parameters:
///   - ax: Easting of a.
///   - ay: Northing of a.
///   - bx: Easting of b.
///   - by: Northing of b.
///   - cx: Easting of c.
///   - cy: Northing of c.
/// - Returns: A number > 0 when c is to the left, < 0 to the right, exactly 0 when the three are
///   collinear. Its size approximates twice the area of the triangle. NaN for a coordinate that is NaN.
/// - Complexity: O(1); two products unless the points are nearly collinear.
///
/// > Accuracy: the sign is exact while products of coordinates lie within 1e-290...1e300.
@inlinable
public func orientation(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ cx: Double, _ cy: Double
) -> Double {
    let left = (ax - cx) * (by - cy)
    let right = (ay - cy) * (bx - cx)
    let determinant = left - right
    if abs(determinant) > orientationBound * (abs(left) + abs(right)) { return determinant }
    return exactOrientation(ax, ay, bx, by, cx, cy)
}

/// The factor of the filter, (3 + 16u) u with u = 2^-53.
@inlinable @inline(__always)
var orientationBound: Double { (3 + 16 * 0x1p-53) * 0x1p-53 }

/// The steps behind the filter.
@usableFromInline @inline(never)
func exactOrientation(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ cx: Double, _ cy: Double
) -> Double {
    let acx = TwoParts(ax, minus: cx)
    let bcy = TwoParts(by, minus: cy)
    let acy = TwoParts(ay, minus: cy)
    let bcx = TwoParts(bx, minus: cx)
    var sum = Expansion()
    if acx.tail == 0, bcy.tail == 0, acy.tail == 0, bcx.tail == 0 {
        sum.add(TwoParts(acx.head, times: bcy.head))
        sum.add(TwoParts(-acy.head, times: bcx.head))
        return sum.leading
    }
    sum.add(TwoParts(ax, times: by))
    sum.add(TwoParts(-ax, times: cy))
    sum.add(TwoParts(-cx, times: by))
    sum.add(TwoParts(-ay, times: bx))
    sum.add(TwoParts(ay, times: cx))
    sum.add(TwoParts(cy, times: bx))
    return sum.leading
}

/// A number as the exact sum of a double and its rounding error.
struct TwoParts {
    var head: Double
    var tail: Double

    /// a + b without error (Knuth's two-sum).
    init(_ a: Double, plus b: Double) {
        head = a + b
        let shareOfB = head - a
        tail = (a - (head - shareOfB)) + (b - shareOfB)
    }

    /// a - b without error.
    init(_ a: Double, minus b: Double) { self.init(a, plus: -b) }

    /// a b without error: the fused operation rounds only the difference, which is a double.
    init(_ a: Double, times b: Double) {
        head = a * b
        tail = (-head).addingProduct(a, b)
    }
}

/// A sum of at most twelve doubles kept exactly, as parts that do not overlap, ascending in size.
struct Expansion {
    private var parts = InlineArray<12, Double>(repeating: 0)
    private var count = 0

    /// Adds both parts of a number.
    mutating func add(_ number: TwoParts) {
        add(number.tail)
        add(number.head)
    }

    /// Adds one double: it is carried through the parts from small to large, errors stay behind.
    private mutating func add(_ term: Double) {
        var carry = term
        for i in 0..<count {
            let sum = TwoParts(carry, plus: parts[i])
            parts[i] = sum.tail
            carry = sum.head
        }
        parts[count] = carry
        count += 1
    }

    /// The largest part that is not zero: its sign is that of the sum.
    var leading: Double {
        var i = count
        while i > 0 {
            i -= 1
            if parts[i] != 0 { return parts[i] }
        }
        return 0
    }
}
