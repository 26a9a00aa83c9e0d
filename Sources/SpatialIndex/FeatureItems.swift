// SPDX-License-Identifier: EUPL-1.2
//
// Columns to items of the nearest-feature search.
import Planar

extension PointSet {
    /// The points of the features that count.
    func items(_ counts: [Bool]?) -> [PointItem] {
        (0..<count).compactMap {
            if let counts, !counts[Int(feature[$0])] { return nil }
            return item($0)
        }
    }

    func item(_ i: Int) -> PointItem { PointItem(x: x[i], y: y[i], feature: feature[i]) }
}

extension LineSet {
    /// The segments of the parts that count; a part of one vertex becomes a segment of length 0.
    func items(_ counts: [Bool]?) -> [SegmentItem] {
        var items: [SegmentItem] = []
        items.reserveCapacity(x.count)
        for k in 0..<count {
            let rows = vertices(of: k)
            guard let first = rows.first, counts?[Int(feature[k])] ?? true else { continue }
            if rows.count == 1 {
                items.append(
                    SegmentItem(x[first], y[first], x[first], y[first], feature: feature[k]))
            }
            for i in rows.dropFirst() {
                items.append(SegmentItem(x[i - 1], y[i - 1], x[i], y[i], feature: feature[k]))
            }
        }
        return items
    }
}

extension PolygonSet {
    /// The polygons of the features that count.
    func counted(_ counts: [Bool]?) -> PolygonSet {
        guard let counts else { return self }
        var set = PolygonSet()
        for p in 0..<count where counts[Int(feature[p])] { set.appendPolygon(p, of: self) }
        return set
    }

    /// The edges of all rings.
    var borderItems: [SegmentItem] {
        var items: [SegmentItem] = []
        items.reserveCapacity(x.count)
        for p in 0..<count {
            for ring in rings(of: p) {
                let rows = vertices(ofRing: ring)
                guard var previous = rows.last else { continue }
                for i in rows {
                    items.append(
                        SegmentItem(x[previous], y[previous], x[i], y[i], feature: feature[p]))
                    previous = i
                }
            }
        }
        return items
    }

    /// The boxes of all polygons; `feature` of an item is the row of the polygon.
    var boxItems: [BoxItem] {
        (0..<count).compactMap { p in
            var box = Box.empty
            for i in vertices(of: p) { box.insert(x: x[i], y: y[i]) }
            return box.isEmpty ? nil : BoxItem(box: box, feature: Int32(p))
        }
    }
}

extension [PointItem] {
    /// Whether no two points have one owner.
    func haveDistinctOwners(_ featureCount: Int) -> Bool {
        var isOwner = [Bool](repeating: false, count: featureCount)
        for item in self {
            if isOwner[Int(item.feature)] { return false }
            isOwner[Int(item.feature)] = true
        }
        return true
    }
}
