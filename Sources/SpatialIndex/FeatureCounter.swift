// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the counts of a plain loop over everything, T equal to a distance included 2 time in
// proportion to the features that lie about T from where people live, not to those within T 3 linear to build;
// equal features cost as much as one.
//
// Where every feature is one point they are counted by their own tree (TileCount.swift). Else a tree of the boxes of
// features is walked once for thousands of points that are near each other: nodes within the radius of all of them
// are counted unseen, nodes beyond it passed over. Of the features between, the distance d to the centre of the tile
// decides: a distance changes by no more than the way that one goes, so with h from the centre to a corner all points
// are within T where d <= T - h, and none where d > T + h. What is left is asked again for a quarter of the points
// and so on, down to single points, which are measured exactly. Equal features are one, taken several times
// (EqualFeatures.swift).
// Rejected: a walk for each point that marks the features it meets, edge by edge (20,000 addresses within 800 m
// of 10,000 equal lines: 0.8 s, of 40,000 over 10 s); a tree of edges whose nodes know which features they hold (a
// feature is in many nodes, and to count it once needs sets).
public import Planar

/// Counts the features of a layer within a radius in a straight line.
///
///     let counter = FeatureCounter(meetingPlaces)
///     counter.count(x: 136_000, y: 459_000, within: 800)      // 3
///
/// > Accuracy: a feature counts where the distance that ``NearestFeatureIndex`` gives for it is at most the radius.
/// > Cost: probes `reach`, `reach-line`, `reach-polygon`.
public struct FeatureCounter: Sendable {
    private let points: ItemTree<PointItem>?
    private let shapes: ShapeTree?

    /// Builds the index.
    ///
    /// - Parameters:
    ///   - geometry: Features in metres, finite coordinates.
    ///   - threads: At most so many threads.
    ///   - index: An index of the same features, all of which count: where they are points it is used too.
    /// - Complexity: O(vertices + features log features).
    public init(
        _ geometry: FeatureGeometry, threads: Int = 1, sharing index: NearestFeatureIndex? = nil
    ) {
        var items = geometry.points.items(nil)
        if geometry.lines.feature.isEmpty, geometry.polygons.feature.isEmpty,
            items.haveDistinctOwners(geometry.count)
        {
            shapes = nil
            if let index {
                points = index.points
                return
            }
        } else {
            let maker = ShapeMaker(geometry, threads: threads)
            items = maker.points
            shapes = maker.shapes.isEmpty ? nil : ShapeTree(maker, threads: threads)
        }
        points = items.isEmpty ? nil : ItemTree(items, threads: threads)
    }

    /// Counts the features within a radius of a point.
    ///
    /// - Parameters:
    ///   - x: Easting, metres.
    ///   - y: Northing, metres.
    ///   - radius: Metres.
    /// - Returns: Number of distinct features whose distance, as ``NearestFeatureIndex/nearest(x:y:)`` would report
    ///   it, is at most the radius; 0 for a point that is not finite or a radius below 0.
    public func count(x: Double, y: Double, within radius: Double) -> Int {
        let eastings = [x]
        let northings = [y]
        var counts: [Int32] = [0]
        var output = counts.mutableSpan
        self.counts(x: eastings.span, y: northings.span, within: radius, into: &output)
        return Int(counts[0])
    }

    /// Counts for each point of two columns the features within a radius.
    ///
    /// - Parameters:
    ///   - x: *n* eastings, metres.
    ///   - y: *n* northings, metres.
    ///   - radius: Metres.
    ///   - output: *n* counts, as ``count(x:y:within:)`` gives them.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(*n*) where points that follow each other are near each other and few features lie about
    ///   the radius from them; at most O(*n* times such features).
    public func counts(
        x: Span<Double>, y: Span<Double>, within radius: Double,
        into output: inout MutableSpan<Int32>
    ) {
        precondition(x.count == y.count && x.count == output.count, "columns differ in length")
        let limit = Self.squaredLimit(of: radius)
        for i in x.indices { output[i] = 0 }
        guard limit >= 0 else { return }
        points?.count(x: x, y: y, squaredRadius: limit, into: &output)
        shapes?.count(x: x, y: y, radius: radius, squaredRadius: limit, into: &output)
    }

    /// Largest square whose root is at most `radius`, so that roots need not be taken; -1 for none.
    static func squaredLimit(of radius: Double) -> Double {
        guard radius >= 0 else { return -1 }
        var limit = radius * radius
        guard limit.isFinite else { return .infinity }
        while limit.squareRoot() > radius { limit = limit.nextDown }
        while limit.nextUp.squareRoot() <= radius { limit = limit.nextUp }
        return limit
    }
}
