// SPDX-License-Identifier: EUPL-1.2
//
// The layout of all geometry: flat coordinate columns with offsets, as GeoArrow has it. Kernels read
// columns and return columns; there is no object per feature.

/// Points as two coordinate columns and the feature that owns each.
///
/// A multipoint feature owns several points. Coordinates are metres in the project CRS and finite.
public struct PointSet: Sendable, Equatable {
    /// Easting of each point, metres.
    public var x: [Double]
    /// Northing of each point, metres.
    public var y: [Double]
    /// Row of the feature that owns each point; same length as `x`.
    public var feature: [Int32]

    /// Creates a set from columns of equal length.
    public init(x: [Double] = [], y: [Double] = [], feature: [Int32] = []) {
        self.x = x
        self.y = y
        self.feature = feature
    }

    /// Number of points.
    public var count: Int { x.count }

    /// Adds one point.
    public mutating func append(x: Double, y: Double, feature: Int32) {
        self.x.append(x)
        self.y.append(y)
        self.feature.append(feature)
    }
}

/// Polylines as coordinate columns with part offsets.
///
/// Part *k* has the vertices `offsets[k] ..< offsets[k + 1]` and belongs to `feature[k]`.
public struct LineSet: Sendable, Equatable {
    /// Easting of each vertex, metres.
    public var x: [Double]
    /// Northing of each vertex, metres.
    public var y: [Double]
    /// Start of each part in the vertex columns, and one past the last; `count + 1` entries.
    public var offsets: [Int32]
    /// Row of the feature that owns each part.
    public var feature: [Int32]

    /// Creates an empty set.
    public init() {
        x = []
        y = []
        offsets = [0]
        feature = []
    }

    /// Number of parts.
    public var count: Int { feature.count }

    /// Vertex rows of part `k`.
    public func vertices(of k: Int) -> Range<Int> { Int(offsets[k])..<Int(offsets[k + 1]) }

    /// Adds a part.
    public mutating func append(x px: [Double], y py: [Double], feature owner: Int32) {
        x.append(contentsOf: px)
        y.append(contentsOf: py)
        offsets.append(Int32(x.count))
        feature.append(owner)
    }
}

/// Polygons as coordinate columns with ring and polygon offsets.
///
/// Ring *r* has the vertices `ringOffsets[r] ..< ringOffsets[r + 1]`, closed implicitly: the last vertex
/// is not the first one again. Polygon *p* has the rings `polygonOffsets[p] ..< polygonOffsets[p + 1]`,
/// shell first, and belongs to `feature[p]`. Shells run counter-clockwise and holes clockwise, so the
/// interior is always to the left of an edge.
public struct PolygonSet: Sendable, Equatable {
    /// Easting of each vertex, metres.
    public var x: [Double]
    /// Northing of each vertex, metres.
    public var y: [Double]
    /// Start of each ring in the vertex columns, and one past the last.
    public var ringOffsets: [Int32]
    /// Start of each polygon in the rings, and one past the last; `count + 1` entries.
    public var polygonOffsets: [Int32]
    /// Row of the feature that owns each polygon; a multipolygon feature owns several.
    public var feature: [Int32]

    /// Creates an empty set.
    public init() {
        x = []
        y = []
        ringOffsets = [0]
        polygonOffsets = [0]
        feature = []
    }

    /// Number of polygons.
    public var count: Int { feature.count }

    /// Rings of polygon `p`.
    public func rings(of p: Int) -> Range<Int> {
        Int(polygonOffsets[p])..<Int(polygonOffsets[p + 1])
    }

    /// Vertex rows of ring `r`.
    public func vertices(ofRing r: Int) -> Range<Int> {
        Int(ringOffsets[r])..<Int(ringOffsets[r + 1])
    }

    /// Vertex rows of all rings of polygon `p`.
    public func vertices(of p: Int) -> Range<Int> {
        let rings = rings(of: p)
        return Int(ringOffsets[rings.lowerBound])..<Int(ringOffsets[rings.upperBound])
    }

    /// Adds the vertices of one ring; ``closePolygon(feature:)`` ends the polygon.
    public mutating func appendRing(x rx: [Double], y ry: [Double]) {
        x.append(contentsOf: rx)
        y.append(contentsOf: ry)
        ringOffsets.append(Int32(x.count))
    }

    /// Ends the polygon whose rings were appended since the last call.
    public mutating func closePolygon(feature owner: Int32) {
        polygonOffsets.append(Int32(ringOffsets.count - 1))
        feature.append(owner)
    }

    /// Adds a polygon without holes.
    public mutating func append(x px: [Double], y py: [Double], feature owner: Int32) {
        appendRing(x: px, y: py)
        closePolygon(feature: owner)
    }
}

/// Geometry of the features of one layer: any mix of points, lines and polygons.
public struct FeatureGeometry: Sendable, Equatable {
    /// Number of features.
    ///
    /// Owners in the three sets are below it; a feature may own nothing.
    public var count: Int
    /// Points and the points of multipoints.
    public var points: PointSet
    /// Lines and the parts of multilines.
    public var lines: LineSet
    /// Polygons and the polygons of multipolygons.
    public var polygons: PolygonSet

    /// Creates the geometry of `count` features.
    public init(
        count: Int = 0, points: PointSet = PointSet(), lines: LineSet = LineSet(),
        polygons: PolygonSet = PolygonSet()
    ) {
        self.count = count
        self.points = points
        self.lines = lines
        self.polygons = polygons
    }
}

/// An axis-parallel box, borders included.
public struct Box: Sendable, Equatable {
    /// West edge.
    public var minX: Double
    /// South edge.
    public var minY: Double
    /// East edge.
    public var maxX: Double
    /// North edge.
    public var maxY: Double

    /// The box that contains nothing.
    public static let empty = Box(
        minX: .infinity, minY: .infinity, maxX: -.infinity, maxY: -.infinity)

    /// Creates a box from its edges.
    public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }

    /// The smallest box around the points of two columns.
    public init(x: Span<Double>, y: Span<Double>) {
        self = .empty
        for i in x.indices { insert(x: x[i], y: y[i]) }
    }

    /// Whether the box contains nothing.
    public var isEmpty: Bool { minX > maxX || minY > maxY }

    /// Grows the box to contain a point.
    public mutating func insert(x: Double, y: Double) {
        minX = min(minX, x)
        minY = min(minY, y)
        maxX = max(maxX, x)
        maxY = max(maxY, y)
    }

    /// Grows the box to contain another.
    public mutating func insert(_ other: Box) {
        minX = min(minX, other.minX)
        minY = min(minY, other.minY)
        maxX = max(maxX, other.maxX)
        maxY = max(maxY, other.maxY)
    }

    /// The box grown by `margin` on all sides.
    public func expanded(by margin: Double) -> Box {
        Box(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
    }

    /// Whether the boxes share a point.
    public func intersects(_ other: Box) -> Bool {
        minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
    }

    /// Whether `other` lies inside, borders included.
    public func contains(_ other: Box) -> Bool {
        minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
    }

    /// Whether a point lies inside, borders included.
    public func contains(x: Double, y: Double) -> Bool {
        minX <= x && x <= maxX && minY <= y && y <= maxY
    }
}
