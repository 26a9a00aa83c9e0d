// SPDX-License-Identifier: EUPL-1.2

extension PolygonSet {
    /// The smallest box around polygon `p`.
    public func box(of p: Int) -> Box {
        var box = Box.empty
        for i in vertices(of: p) { box.insert(x: x[i], y: y[i]) }
        return box
    }

    /// Polygons in an order that depends on their coordinates only, with exact repeats left out.
    ///
    /// Equal means the same rings; a ring that starts at another vertex counts as the same.
    func canonicalOrder() -> [Int] {
        let boxes = (0..<count).map(box(of:))
        // Piles of equal polygons are taken out before they are sorted: comparing equals costs most.
        let isRepeat = repeats(boxes: boxes)
        func key(_ p: Int) -> [Double] {
            let b = boxes[p]
            return [b.minX, b.minY, b.maxX, b.maxY, Double(vertices(of: p).count)]
        }
        let keys = (0..<count).map(key)
        return (0..<count).filter { !isRepeat[$0] && !boxes[$0].isEmpty }.sorted { a, b in
            if keys[a] != keys[b] { return keys[a].lexicographicallyPrecedes(keys[b]) }
            return canonicalVertices(a).lexicographicallyPrecedes(canonicalVertices(b))
        }
    }

    /// Whether polygon `a` comes before `b` by coordinates, and by row where those are equal.
    func canonicallyPrecedes(_ a: Int, _ b: Int) -> Bool {
        let counts = (vertices(of: a).count, vertices(of: b).count)
        if counts.0 != counts.1 { return counts.0 < counts.1 }
        let first = canonicalVertices(a)
        let second = canonicalVertices(b)
        return first == second ? a < b : first.lexicographicallyPrecedes(second)
    }

    /// Whether two polygons have the same rings, from whatever vertex.
    func haveSameRings(_ a: Int, _ b: Int) -> Bool {
        vertices(of: a).count == vertices(of: b).count
            && canonicalVertices(a) == canonicalVertices(b)
    }

    /// All coordinates, each ring from its lowest leftmost vertex, rings in order.
    private func canonicalVertices(_ p: Int) -> [Double] {
        let rings: [[Double]] = rings(of: p).map { ring in
            let rows = vertices(ofRing: ring)
            guard let first = rows.min(by: { (x[$0], y[$0]) < (x[$1], y[$1]) }) else { return [] }
            let turned = Array(first..<rows.upperBound) + Array(rows.lowerBound..<first)
            return turned.flatMap { [x[$0], y[$0]] }
        }
        return rings.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 }
    }
}
