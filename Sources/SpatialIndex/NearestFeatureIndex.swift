// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the distance of a plain loop over everything, to the bit, whatever the order of the
// features 2 some 100 ns a point on evenly spread data 3 never quadratic, whatever the data.
//
// Points and segments (of lines and of the borders of polygons) have each a grid of candidates for the
// common case and a packed tree behind it for crowds, deserts and queries from far away (CandidateGrid.swift,
// ItemTree.swift). Whether a point is inside a polygon is asked of a CoverageIndex, exactly. Counting
// within a radius walks the tree: its nodes wholly inside are counted unseen where every feature owns one
// point.
//
// Where a layer has many segments for each point that asks, lists of candidates cost more than they save, and
// a tree over runs of edges and small polygons answers (EdgeRun.swift).
//
// Chosen against a grid alone: one outlier at 1,000 km puts all other items into one cell. Chosen against
// a tree alone: some ten times slower where data are evenly spread. Rejected: GEOS's STRtree (2.6 us a point
// to lines).
public import Planar

/// Finds the nearest feature of a layer in a straight line.
///
/// The distance to a line or polygon is to its nearest point; inside a polygon and on its border it is 0.
///
///     let index = NearestFeatureIndex(meetingPlaces)
///     index.nearest(x: 136_000, y: 459_000)      // (feature: 12, distance: 231.4)
///
/// > Accuracy: differences, products and roots of doubles without cancellation; no dependence on the order
/// > of features, on threads, or on the index.
/// > Cost: probes `nearest-point`, `nearest-line`, `nearest-area`.
public struct NearestFeatureIndex: Sendable {
    private let points: CandidateGrid<PointItem>?
    private let segments: CandidateGrid<SegmentItem>?
    /// Instead of `segments` where there are many of them for each point that asks.
    private let runs: ItemTree<EdgeRun>?
    /// The inside of `polygons`.
    private let areas: CoverageIndex?
    private let polygonBoxes: ItemTree<BoxItem>?
    /// The polygons whose inside `runs` does not know.
    private let polygons: PolygonSet
    private let featureCount: Int
    /// Whether each feature with geometry is one point.
    private let ownsOnePointEach: Bool
    /// Whether nothing but polygons can be at distance 0.
    private let ownsOnlyPolygons: Bool

    /// Builds the index.
    ///
    /// - Parameters:
    ///   - geometry: Features in metres, finite coordinates.
    ///   - pointCount: How many points will be asked, roughly; it sets the resolution, not the answers.
    /// - Complexity: O(vertices log vertices), whatever the data.
    public init(_ geometry: FeatureGeometry, pointCount: Int = 1_000_000) {
        let pointItems = geometry.points.items
        let segmentCount = geometry.lines.x.count + geometry.polygons.x.count
        points = pointItems.isEmpty ? nil : CandidateGrid(pointItems, pointCount: pointCount)
        if segmentCount > pointCount / Self.pointsPerSegment {
            let (tree, large) = ItemTree.runs(of: geometry)
            runs = tree
            segments = nil
            polygons = large
        } else {
            let items = geometry.lines.items + geometry.polygons.borderItems
            segments = items.isEmpty ? nil : CandidateGrid(items, pointCount: pointCount)
            runs = nil
            polygons = geometry.polygons
        }
        areas = polygons.count == 0 ? nil : CoverageIndex(polygons, pointCount: pointCount)
        let boxItems = polygons.boxItems
        polygonBoxes = boxItems.isEmpty ? nil : ItemTree(boxItems)
        featureCount = geometry.count
        ownsOnlyPolygons = geometry.points.count == 0 && geometry.lines.count == 0
        ownsOnePointEach = segmentCount == 0 && pointItems.haveDistinctOwners(geometry.count)
    }

    /// With fewer points to ask per segment than this, the lists of candidates cost more than they save.
    private static var pointsPerSegment: Int { 16 }

    /// Finds the nearest feature of a point.
    ///
    /// - Parameters:
    ///   - x: Easting, metres.
    ///   - y: Northing, metres.
    /// - Returns: The row of the nearest feature, the lowest among equally near ones, and its distance in
    ///   metres; `nil` when the layer has no geometry or the point is not finite.
    public func nearest(x: Double, y: Double) -> (feature: Int32, distance: Double)? {
        guard x.isFinite, y.isFinite else { return nil }
        let found = search(x, y, Nearest())
        return found.feature == .max ? nil : (found.feature, found.squared.squareRoot())
    }

    /// Measures the distance from each point of two columns to its nearest feature.
    ///
    /// - Parameters:
    ///   - x: *n* eastings, metres.
    ///   - y: *n* northings, metres.
    ///   - output: *n* distances in metres; NaN when the layer has no geometry or the point is not finite.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(*n*) on evenly spread features, O(*n* log *features*) on clustered ones.
    public func distances(
        x: Span<Double>, y: Span<Double>, into output: inout MutableSpan<Double>
    ) {
        precondition(x.count == y.count && x.count == output.count, "columns differ in length")
        for i in x.indices {
            guard x[i].isFinite, y[i].isFinite else {
                output[i] = .nan
                continue
            }
            let found = search(x[i], y[i], Nearest(wantsFeature: false))
            output[i] = found.squared < .infinity ? found.squared.squareRoot() : .nan
        }
    }

    @inline(__always)
    private func search(_ px: Double, _ py: Double, _ start: Nearest) -> Nearest {
        var nearest = start
        if let areas {
            let owner = areas.feature(x: px, y: py)
            if owner >= 0 {
                nearest.consider(0, owner)
                // A small polygon among the runs may hold the point too, with a lower row.
                if ownsOnlyPolygons, runs == nil { return nearest }
            }
        }
        points?.search(px, py, &nearest)
        segments?.search(px, py, &nearest)
        runs?.search(px, py, &nearest)
        return nearest
    }
}

// MARK: Counting

extension NearestFeatureIndex {
    /// Counts the features within a radius of a point.
    ///
    /// - Parameters:
    ///   - x: Easting, metres.
    ///   - y: Northing, metres.
    ///   - radius: Metres.
    /// - Returns: Number of distinct features whose distance, as ``nearest(x:y:)`` would report it, is at
    ///   most the radius; 0 for a point that is not finite or a radius below 0.
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
    /// - Complexity: O(features found + log *features*) a point; allocates one mark per feature.
    public func counts(
        x: Span<Double>, y: Span<Double>, within radius: Double,
        into output: inout MutableSpan<Int32>
    ) {
        precondition(x.count == y.count && x.count == output.count, "columns differ in length")
        let limit = Self.squaredLimit(of: radius)
        var marks = [Int32](repeating: -1, count: ownsOnePointEach ? 0 : featureCount)
        for i in x.indices {
            let isUsable = x[i].isFinite && y[i].isFinite && limit >= 0
            guard isUsable else {
                output[i] = 0
                continue
            }
            output[i] =
                ownsOnePointEach
                ? countPoints(x[i], y[i], limit) : countMarked(x[i], y[i], limit, Int32(i), &marks)
        }
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

    private func countPoints(_ px: Double, _ py: Double, _ limit: Double) -> Int32 {
        guard let tree = points?.tree else { return 0 }
        var count: Int32 = 0
        tree.visit(px, py, squaredRadius: limit) { rows, isWithin in
            if isWithin {
                count += Int32(rows.count)
            } else {
                for i in rows where tree.items[i].squaredDistance(px, py) <= limit { count += 1 }
            }
        }
        return count
    }

    /// Counts features with any number of parts: each is marked with the row of the query.
    private func countMarked(
        _ px: Double, _ py: Double, _ limit: Double, _ query: Int32, _ marks: inout [Int32]
    ) -> Int32 {
        var count: Int32 = 0
        if let tree = points?.tree { mark(tree, px, py, limit, query, &marks, &count) }
        if let tree = segments?.tree { mark(tree, px, py, limit, query, &marks, &count) }
        if let runs { mark(runs, px, py, limit, query, &marks, &count) }
        polygonBoxes?.visit(px, py, squaredRadius: 0) { rows, _ in
            guard let items = polygonBoxes?.items else { return }
            for i in rows where items[i].squaredDistance(px, py) == 0 {
                let polygon = Int(items[i].feature)
                let owner = Int(polygons.feature[polygon])
                guard marks[owner] != query, polygons.locate(x: px, y: py, in: polygon) != .outside
                else { continue }
                marks[owner] = query
                count += 1
            }
        }
        return count
    }

    private func mark<Item: IndexedItem>(
        _ tree: ItemTree<Item>, _ px: Double, _ py: Double, _ limit: Double, _ query: Int32,
        _ marks: inout [Int32], _ count: inout Int32
    ) {
        tree.visit(px, py, squaredRadius: limit) { rows, _ in
            for i in rows {
                let owner = Int(tree.items[i].feature)
                guard marks[owner] != query,
                    tree.items[i].squaredDistance(px, py, tree.columns) <= limit
                else { continue }
                marks[owner] = query
                count += 1
            }
        }
    }
}
