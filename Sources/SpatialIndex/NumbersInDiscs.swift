// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the sum of a plain loop, exactly 2 only points near the rim of a disc are looked at.
//
// As AreasInDiscs.swift, for points with a whole number each, such as addresses with their dwellings: sums of whole
// numbers are exact, so each node of the tree is a difference of a running sum.
import Planar

/// Sums of whole numbers at points within a radius of other points.
public struct NumbersInDiscs: Sendable {
    private let tree: ItemTree<PointItem>
    /// Sum of the numbers of the items of the tree before each.
    private let before: [Int64]

    /// Prepares points.
    ///
    /// - Parameters:
    ///   - x: Eastings, metres, finite.
    ///   - y: Northings.
    ///   - numbers: A number of 0 or more at each.
    ///   - threads: At most so many threads.
    /// - Precondition: the columns have the same length.
    /// - Complexity: O(*n*).
    public init(x: [Double], y: [Double], numbers: [Int32], threads: Int = 1) {
        precondition(x.count == y.count && x.count == numbers.count, "columns differ in length")
        tree = ItemTree(
            x.indices.map { PointItem(x: x[$0], y: y[$0], feature: Int32($0)) }, threads: threads)
        var sum: Int64 = 0
        before =
            [0]
            + tree.items.map {
                sum += Int64(numbers[Int($0.feature)])
                return sum
            }
    }

    /// Rows of the points in an order in which neighbours are close together.
    public var rowsByPlace: [Int32] { tree.items.map(\.feature) }

    /// The sum of the numbers within a radius of a point; its rim counts.
    ///
    /// - Parameters:
    ///   - x: Easting, metres, finite.
    ///   - y: Northing, metres, finite.
    ///   - radius: Metres, >= 0.
    /// - Returns: The sum; 0 where no point is near.
    /// - Complexity: O(log *points* + points near the rim).
    public func sum(x: Double, y: Double, within radius: Double) -> Int64 {
        var sum: Int64 = 0
        let limit = FeatureCounter.squaredLimit(of: radius)
        tree.visit(x, y, squaredRadius: limit) { rows, isWithin in
            if isWithin {
                sum += before[rows.upperBound] - before[rows.lowerBound]
                return
            }
            for i in rows where tree.items[i].squaredDistance(x, y) <= limit {
                sum += before[i + 1] - before[i]
            }
        }
        return sum
    }
}
