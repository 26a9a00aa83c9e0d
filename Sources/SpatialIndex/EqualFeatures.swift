// SPDX-License-Identifier: EUPL-1.2
//
// Exports gone wrong hold one feature a million times. What is near one of equal features is as near to all of
// them, so a search looks at one and a count takes it as many times. Equal features are found by hashing what they
// own, in linear time; those with equal hashes are compared.
// Not found: rings that start at another vertex, parts in another order. They cost time, never an answer.
public import Planar

extension FeatureGeometry {
    /// Finds for each feature the first with the same geometry.
    ///
    /// - Parameter threads: At most so many threads; they do not show in the result.
    /// - Returns: Per feature the lowest row of those that own the same points, lines and polygons, vertex by
    ///   vertex; its own row where it is the first of them or has no geometry.
    /// - Complexity: O(vertices).
    public func firstOfEqual(threads: Int = 1) -> [Int32] {
        firstOfEqual(FeatureParts(self), threads: threads)
    }

    /// Finds for each feature that counts the first equal one that counts, for the others themselves.
    func leadersOfEqual(counting counts: [Bool]?, threads: Int) -> [Int32] {
        let firsts = firstOfEqual(threads: threads)
        guard let counts else { return firsts }
        var leaders = [Int32](repeating: -1, count: count)
        return (0..<count).map { row in
            guard counts[row] else { return Int32(row) }
            let first = Int(firsts[row])
            if leaders[first] < 0 { leaders[first] = Int32(row) }
            return leaders[first]
        }
    }

    func firstOfEqual(_ parts: FeatureParts, threads: Int) -> [Int32] {
        let hashes = self.hashes(parts, threads: threads)
        var mask = 1
        while mask < 2 * count { mask *= 2 }
        // Open addressing: a slot holds the row of a feature that no earlier one equals, or -1.
        var slots = [Int32](repeating: -1, count: mask)
        mask -= 1
        return (0..<count).map { row in
            if parts.isEmpty(row) { return Int32(row) }
            var slot = Int(truncatingIfNeeded: hashes[row]) & mask
            while slots[slot] >= 0 {
                let other = Int(slots[slot])
                if hashes[other] == hashes[row], areEqual(other, row, parts) { return slots[slot] }
                slot = (slot + 1) & mask
            }
            slots[slot] = Int32(row)
            return Int32(row)
        }
    }

    private func hashes(_ parts: FeatureParts, threads: Int) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
            // Every thread writes its own rows.
            nonisolated(unsafe) let buffer = buffer
            forEachChunk(of: count, threads: threads) { rows in
                for row in rows { buffer.initializeElement(at: row, to: hash(row, parts)) }
            }
            initialized = count
        }
    }

    private func hash(_ row: Int, _ parts: FeatureParts) -> UInt64 {
        var hash = BitHash()
        for i in parts.points[row] { hash.add(points.x, points.y, Int(i)..<Int(i) + 1) }
        for k in parts.lines[row] { hash.add(lines.x, lines.y, lines.vertices(of: Int(k))) }
        for p in parts.polygons[row] {
            hash.add(polygons.x, polygons.y, polygons.vertices(of: Int(p)))
        }
        return hash.mixed
    }

    private func areEqual(_ a: Int, _ b: Int, _ parts: FeatureParts) -> Bool {
        func areSame(
            _ owned: PartsOfFeatures, _ isSame: (_ a: Int, _ b: Int) -> Bool
        ) -> Bool {
            owned[a].count == owned[b].count
                && zip(owned[a], owned[b]).allSatisfy { isSame(Int($0), Int($1)) }
        }
        return areSame(parts.points) { areSameBits(points.x, points.y, $0..<$0 + 1, $1..<$1 + 1) }
            && areSame(parts.lines) {
                areSameBits(lines.x, lines.y, lines.vertices(of: $0), lines.vertices(of: $1))
            } && areSame(parts.polygons, haveSameRings)
    }

    private func haveSameRings(_ a: Int, _ b: Int) -> Bool {
        let set = polygons
        return set.rings(of: a).count == set.rings(of: b).count
            && zip(set.rings(of: a), set.rings(of: b)).allSatisfy {
                areSameBits(set.x, set.y, set.vertices(ofRing: $0), set.vertices(ofRing: $1))
            }
    }

    private func areSameBits(
        _ x: [Double], _ y: [Double], _ a: Range<Int>, _ b: Range<Int>
    ) -> Bool {
        a.count == b.count
            && zip(a, b).allSatisfy {
                x[$0].bitPattern == x[$1].bitPattern && y[$0].bitPattern == y[$1].bitPattern
            }
    }
}

/// Mixes coordinates (multiply and shift, with the finaliser of MurmurHash3, Appleby 2008).
private struct BitHash {
    private var value: UInt64 = 0

    /// Adds the vertices of a part and how many they are.
    mutating func add(_ x: [Double], _ y: [Double], _ rows: Range<Int>) {
        add(UInt64(rows.count))
        for i in rows {
            add(x[i].bitPattern)
            add(y[i].bitPattern)
        }
    }

    private mutating func add(_ bits: UInt64) {
        value = (value ^ bits) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 32
    }

    var mixed: UInt64 {
        var h = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        h = (h ^ (h >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return h ^ (h >> 33)
    }
}

/// Which points, lines and polygons each feature owns.
struct FeatureParts: Sendable {
    let points: PartsOfFeatures
    let lines: PartsOfFeatures
    let polygons: PartsOfFeatures

    init(_ geometry: FeatureGeometry) {
        points = PartsOfFeatures(geometry.points.feature, count: geometry.count)
        lines = PartsOfFeatures(geometry.lines.feature, count: geometry.count)
        polygons = PartsOfFeatures(geometry.polygons.feature, count: geometry.count)
    }

    /// Whether a feature owns nothing.
    func isEmpty(_ feature: Int) -> Bool {
        points[feature].isEmpty && lines[feature].isEmpty && polygons[feature].isEmpty
    }
}

/// The rows of the parts of each feature, ascending.
struct PartsOfFeatures: Sendable {
    private let starts: [Int32]
    private let rows: [Int32]

    /// Sorts parts by owner.
    init(_ owners: [Int32], count: Int) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for owner in owners { starts[Int(owner) + 1] += 1 }
        for feature in 0..<count { starts[feature + 1] += starts[feature] }
        var next = starts
        var rows = [Int32](repeating: 0, count: owners.count)
        for part in owners.indices {
            let owner = Int(owners[part])
            rows[Int(next[owner])] = Int32(part)
            next[owner] += 1
        }
        self.starts = starts
        self.rows = rows
    }

    subscript(feature: Int) -> ArraySlice<Int32> {
        rows[Int(starts[feature])..<Int(starts[feature + 1])]
    }
}
