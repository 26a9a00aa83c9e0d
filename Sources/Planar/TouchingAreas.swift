// SPDX-License-Identifier: EUPL-1.2
//
// Which areas share more than a border? A polygon and a buurt share area when an edge of one
// properly crosses an edge of the other or a vertex of one lies strictly inside the other; both are
// decided exactly. What is left, such as two equal polygons or one whose corners all lie on the
// other's border, is decided by the shared area itself, which is then either 0 up to rounding or far
// above it.

/// A feature and a buurt that share area or length.
public struct FeatureInBuurt: Sendable, Equatable {
    /// Row of the feature in its layer.
    public var feature: Int32
    /// Row of the buurt.
    public var buurt: Int32

    /// Creates a pair.
    public init(feature: Int32, buurt: Int32) {
        self.feature = feature
        self.buurt = buurt
    }
}

/// Pairs of a feature and a buurt with a positive shared area.
///
/// - Parameters:
///   - polygons: The areas of a layer; `feature` is the row in the layer.
///   - buurten: The polygons of the buurten; `feature` is the row of the buurt.
///   - homes: Per polygon the row of the buurt that holds it wholly, or a ``PolygonHome``; empty where
///     that is not known.
/// - Returns: Each pair once, in order of feature, then buurt. Sharing only a border is no pair.
/// - Complexity: For each pair of polygons whose boxes meet the product of their edges at most.
public func touchingAreas(
    _ polygons: PolygonSet, in buurten: PolygonSet, homes: [Int32] = []
) -> [FeatureInBuurt] {
    let grid = BoxGrid((0..<buurten.count).map(buurten.box(of:)))
    var pairs: [FeatureInBuurt] = []
    for p in 0..<polygons.count {
        let home = homes.isEmpty ? PolygonHome.several : homes[p]
        guard home == PolygonHome.several else {
            if home >= 0 { pairs.append(FeatureInBuurt(feature: polygons.feature[p], buurt: home)) }
            continue
        }
        grid.forEach(meeting: polygons.box(of: p)) { b in
            if sharesArea(polygons, p, buurten, b) {
                pairs.append(
                    FeatureInBuurt(feature: polygons.feature[p], buurt: buurten.feature[b]))
            }
            return true
        }
    }
    pairs.sort { ($0.feature, $0.buurt) < ($1.feature, $1.buurt) }
    var distinct: [FeatureInBuurt] = []
    for pair in pairs where distinct.last != pair { distinct.append(pair) }
    return distinct
}

/// Whether two valid polygons share more than borders.
func sharesArea(_ a: PolygonSet, _ p: Int, _ b: PolygonSet, _ q: Int) -> Bool {
    if a.vertices(of: p).contains(where: { b.locate(x: a.x[$0], y: a.y[$0], in: q) == .inside }) {
        return true
    }
    if b.vertices(of: q).contains(where: { a.locate(x: b.x[$0], y: b.y[$0], in: p) == .inside }) {
        return true
    }
    if edgesCross(a, p, b, q) { return true }
    var one = PolygonSet()
    one.appendPolygon(p, of: a)
    var events = CoverEvents()
    let shared = RegionBoundary(unionOf: one).areaInside(polygon: q, of: b, &events).value
    let box = a.box(of: p)
    let size = max(box.maxX - box.minX, box.maxY - box.minY)
    return shared > 1e-9 * max(size, 1)
}

/// Whether an edge of one polygon properly crosses an edge of the other.
private func edgesCross(_ a: PolygonSet, _ p: Int, _ b: PolygonSet, _ q: Int) -> Bool {
    let target = b.box(of: q)
    var crosses = false
    a.forEachEdge(of: p) { ax, ay, bx, by in
        guard !crosses,
            target.intersects(
                Box(minX: min(ax, bx), minY: min(ay, by), maxX: max(ax, bx), maxY: max(ay, by)))
        else { return }
        b.forEachEdge(of: q) { cx, cy, dx, dy in
            guard !crosses, max(cx, dx) >= min(ax, bx), min(cx, dx) <= max(ax, bx),
                max(cy, dy) >= min(ay, by), min(cy, dy) <= max(ay, by)
            else { return }
            crosses = properlyCross(ax, ay, bx, by, cx, cy, dx, dy)
        }
    }
    return crosses
}

private func properlyCross(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double,
    _ cx: Double, _ cy: Double, _ dx: Double, _ dy: Double
) -> Bool {
    let c = orientation(ax, ay, bx, by, cx, cy)
    let d = orientation(ax, ay, bx, by, dx, dy)
    guard (c > 0 && d < 0) || (c < 0 && d > 0) else { return false }
    let a = orientation(cx, cy, dx, dy, ax, ay)
    let b = orientation(cx, cy, dx, dy, bx, by)
    return (a > 0 && b < 0) || (a < 0 && b > 0)
}

extension PolygonSet {
    /// Calls `body` with the ends of each edge of polygon `p`, interior to the left.
    func forEachEdge(of p: Int, _ body: (Double, Double, Double, Double) -> Void) {
        for ring in rings(of: p) {
            let rows = vertices(ofRing: ring)
            guard var previous = rows.last else { continue }
            for i in rows {
                body(x[previous], y[previous], x[i], y[i])
                previous = i
            }
        }
    }

    /// Adds a copy of polygon `p` of another set.
    public mutating func appendPolygon(_ p: Int, of other: PolygonSet) {
        for ring in other.rings(of: p) {
            let rows = other.vertices(ofRing: ring)
            appendRing(x: Array(other.x[rows]), y: Array(other.y[rows]))
        }
        closePolygon(feature: other.feature[p])
    }
}
