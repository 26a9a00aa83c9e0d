// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the distance of a plain loop over everything, to the bit, whatever the order of the
// features 2 some 50 ns a point on evenly spread data 3 never quadratic, whatever the data.
//
// Points and segments (of lines and of the borders of polygons) have each a packed tree (ItemTree.swift), which
// is asked once for tens of points that are near each other (TileSearch.swift). Whether a point is inside a
// polygon is asked of a CoverageIndex, exactly. Where a layer has many edges for each point that asks, a
// tree holds runs of edges and small polygons (EdgeRun.swift, RunSearch.swift).
//
// Of crowds of equal features one is in the index: their boxes cannot tell which of them is nearest, so each point
// would measure all.
//
// Chosen against a grid alone: one outlier at 1,000 km puts all other items into one cell. Rejected: GEOS's
// STRtree (2.6 us a point to lines).
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
    let points: ItemTree<PointItem>?
    let segments: ItemTree<SegmentItem>?
    /// Instead of `segments` for lines or polygons with many edges for each point that asks.
    let runs: ItemTree<EdgeRun>?
    /// The inside of `polygons`.
    let areas: CoverageIndex?
    let polygonBoxes: ItemTree<BoxItem>?
    /// The polygons whose inside `runs` does not know.
    let polygons: PolygonSet
    /// Whether nothing but polygons can be at distance 0.
    private let ownsOnlyPolygons: Bool
    /// Where crowds of features are equal: per feature the one that stands for all that equal it.
    private(set) var leaders: [Int32] = []

    /// Builds the index.
    ///
    /// - Parameters:
    ///   - geometry: Features in metres, finite coordinates.
    ///   - counts: Which features count; `nil`: all. The others are as if they had no geometry.
    ///   - pointCount: How many points will be asked, roughly; it sets the resolution, not the answers.
    ///   - threads: At most so many threads.
    /// - Complexity: O(vertices log vertices), whatever the data.
    public init(
        _ geometry: FeatureGeometry, counting counts: [Bool]? = nil, pointCount: Int = 1_000_000,
        threads: Int = 1
    ) {
        self.init(all: geometry, counts, pointCount, threads)
        guard segments?.isCrowded ?? false || runs?.isCrowded ?? false else { return }
        let leaders = geometry.leadersOfEqual(counting: counts, threads: threads)
        let leads = leaders.indices.map { leaders[$0] == $0 && counts?[$0] ?? true }
        self.init(all: geometry, leads, pointCount, threads)
        self.leaders = leaders
    }

    /// Builds the index of all features that count, equal or not.
    private init(
        all geometry: FeatureGeometry, _ counts: [Bool]?, _ pointCount: Int, _ threads: Int
    ) {
        let pointItems = geometry.points.items(counts)
        points = pointItems.isEmpty ? nil : ItemTree(pointItems, threads: threads)
        // What is in the tree of runs, and what in that of segments.
        let (lines, areas) = (geometry.lines, geometry.polygons)
        let hasLineRuns = lines.x.count > pointCount
        let hasAreaRuns = areas.x.count > pointCount / Self.pointsPerEdge
        let inRuns = FeatureGeometry(
            lines: hasLineRuns ? lines : LineSet(), polygons: hasAreaRuns ? areas : PolygonSet())
        let maker = RunMaker(inRuns, counts: counts)
        let runItems = maker.items(threads: threads)
        let columns = RunColumns(lines: inRuns.lines, polygons: inRuns.polygons)
        runs = runItems.isEmpty ? nil : ItemTree(runItems, columns: columns, threads: threads)
        polygons = hasAreaRuns ? maker.large : areas.counted(counts)
        let segmentItems =
            (hasLineRuns ? [] : lines.items(counts)) + (hasAreaRuns ? [] : polygons.borderItems)
        segments = segmentItems.isEmpty ? nil : ItemTree(segmentItems, threads: threads)
        self.areas =
            polygons.count == 0
            ? nil : CoverageIndex(polygons, pointCount: pointCount, threads: threads)
        let boxItems = polygons.boxItems
        polygonBoxes = boxItems.isEmpty ? nil : ItemTree(boxItems, threads: threads)
        ownsOnlyPolygons = geometry.points.count == 0 && geometry.lines.count == 0
    }

    /// With fewer points to ask per edge of an area than this, a tree of edges costs more than it saves.
    ///
    /// A tree of the segments of lines, which are seldom near, pays from one point a segment on.
    private static var pointsPerEdge: Int { 16 }

    /// Finds the nearest feature of a point.
    ///
    /// - Parameters:
    ///   - x: Easting, metres.
    ///   - y: Northing, metres.
    /// - Returns: The row of the nearest feature, the lowest among equally near ones, and its distance in
    ///   metres; `nil` when the layer has no geometry or the point is not finite.
    public func nearest(x: Double, y: Double) -> (feature: Int32, distance: Double)? {
        guard x.isFinite, y.isFinite else { return nil }
        let found = search(x, y)
        return found.feature == .max ? nil : (found.feature, found.squared.squareRoot())
    }

    /// Measures the distance from each point of two columns to its nearest feature.
    ///
    /// - Parameters:
    ///   - x: *n* eastings, metres.
    ///   - y: *n* northings, metres.
    ///   - output: *n* distances in metres; NaN when the layer has no geometry or the point is not finite.
    /// - Precondition: all columns have the same length.
    /// - Complexity: O(*n*) where points that follow each other are near each other and features evenly
    ///   spread, else O(*n* log *features*).
    public func distances(
        x: Span<Double>, y: Span<Double>, into output: inout MutableSpan<Double>
    ) {
        for i in output.indices { output[i] = .infinity }
        lower(&output, x: x, y: y)
        for i in output.indices {
            output[i] = output[i] < .infinity ? output[i].squareRoot() : .nan
        }
    }

    /// Lowers the squared distances of points to those of their nearest features.
    ///
    /// So the distances to nested parts of a layer are made one from the other.
    ///
    /// - Parameters:
    ///   - squares: *n* squared distances that are known, or infinity.
    ///   - x: *n* eastings, metres.
    ///   - y: *n* northings, metres.
    /// - Precondition: all columns have the same length.
    /// - Complexity: As ``distances(x:y:into:)``, less where little is nearer than what is known.
    public func lower(_ squares: inout MutableSpan<Double>, x: Span<Double>, y: Span<Double>) {
        precondition(x.count == y.count && x.count == squares.count, "columns differ in length")
        if let areas {
            for i in x.indices where squares[i] > 0 && areas.feature(x: x[i], y: y[i]) >= 0 {
                squares[i] = 0
            }
        }
        points?.lower(&squares, x: x, y: y)
        segments?.lower(&squares, x: x, y: y)
        runs?.lower(&squares, x: x, y: y)
    }

    @inline(__always)
    private func search(_ px: Double, _ py: Double) -> Nearest {
        var nearest = Nearest()
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
