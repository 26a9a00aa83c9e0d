// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact, overlaps once (DiscClip.swift, OwnedBoundaries.swift) 2 only what lies on the rim of a
// disc is looked at closely 3 the same bits in any order of polygons and points.
//
// A disc of 500 m about an address holds hundreds of green areas, and tens lie on its rim. The tree of their boxes
// knows where the areas of each of its nodes start in a running sum; what lies wholly inside is one
// difference of that sum per node, which is exact since the sum is. Areas are added as they would be one by one.
// Rejected: a raster of small cells (an answer to a resolution), the union clipped by a polygon of chords.
public import Planar

/// The area of some polygons within a radius of points, overlaps once.
public struct AreasInDiscs: Sendable {
    private let boundaries: OwnedBoundaries
    private let tree: ItemTree<BoxItem>
    /// Sum of the areas of the items of the tree before each.
    private let before: [ExactSum]

    /// Prepares polygons.
    ///
    /// - Complexity: O(*polygons*).
    public init(_ boundaries: OwnedBoundaries) {
        self.boundaries = boundaries
        tree = ItemTree(
            boundaries.boxes.indices.filter { !boundaries.boxes[$0].isEmpty }.map {
                BoxItem(box: boundaries.boxes[$0], feature: Int32($0))
            })
        var sum = ExactSum()
        before =
            [sum]
            + tree.items.map {
                sum.add(boundaries.areas[Int($0.feature)])
                return sum
            }
    }

    /// The area within a radius of a point.
    ///
    /// - Parameters:
    ///   - x: Easting, metres, finite.
    ///   - y: Northing, metres, finite.
    ///   - radius: Metres, finite and > 0.
    /// - Returns: Square metres, 0 to pi times the square of the radius.
    /// - Complexity: O(log *polygons* + boundaries on the rim).
    public func area(x: Double, y: Double, within radius: Double) -> Double {
        var sum = ExactSum()
        let limit = radius * radius
        tree.visit(x, y, squaredRadius: limit) { rows, isWithin in
            if isWithin {
                sum.merge(before[rows.upperBound])
                sum.remove(before[rows.lowerBound])
                return
            }
            for i in rows {
                let item = tree.items[i]
                guard item.box.squaredDistance(x, y) <= limit else { continue }
                let row = Int(item.feature)
                if item.box.squaredReach(x, y) <= limit {
                    sum.add(boundaries.areas[row])
                } else {
                    boundaries.addArea(of: row, inDiscAt: x, y: y, radius: radius, to: &sum)
                }
            }
        }
        return min(max(0, sum.value), .pi * limit)
    }
}
