// SPDX-License-Identifier: EUPL-1.2
//
// A layer that was exported twice holds each polygon twice, and a broken one a million times. Repeats
// own nothing of a union, but every pair of them would be compared. They are found by hashing boxes,
// in linear time: equal polygons have equal boxes, and those with equal boxes are compared.

extension PolygonSet {
    /// Per polygon whether an earlier row has the same rings.
    ///
    /// - Parameter boxes: The box of each polygon.
    /// - Returns: One flag per polygon; `false` for the first of equal ones.
    /// - Complexity: O(polygons), and O(vertices) for those that share a box.
    func repeats(boxes: [Box]) -> [Bool] {
        var isRepeat = [Bool](repeating: false, count: boxes.count)
        var mask = 1
        while mask < 2 * boxes.count { mask *= 2 }
        // Open addressing: a slot holds the row of a polygon that no earlier one equals, or -1.
        var slots = [Int32](repeating: -1, count: mask)
        mask -= 1
        for row in boxes.indices where !boxes[row].isEmpty {
            var slot = Self.hash(boxes[row]) & mask
            while slots[slot] >= 0 {
                let other = Int(slots[slot])
                if boxes[other] == boxes[row], haveSameRings(other, row) {
                    isRepeat[row] = true
                    break
                }
                slot = (slot + 1) & mask
            }
            if !isRepeat[row] { slots[slot] = Int32(row) }
        }
        return isRepeat
    }

    /// Mixes the bits of the corners (the finaliser of MurmurHash3, Appleby 2008).
    private static func hash(_ box: Box) -> Int {
        var h = box.minX.bitPattern ^ (box.minY.bitPattern &* 0x9E37_79B9_7F4A_7C15)
        h ^= box.maxX.bitPattern &* 0xC2B2_AE3D_27D4_EB4F ^ (box.maxY.bitPattern << 17)
        h = (h ^ (h >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        h = (h ^ (h >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return Int(truncatingIfNeeded: h ^ (h >> 33))
    }
}
