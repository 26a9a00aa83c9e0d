// SPDX-License-Identifier: EUPL-1.2
//
// The shapes whose union is a region: the polygons of a layer, or everything within a radius of its
// features, which is the union of the polygons, a rectangle along each edge and a disc about each
// vertex.

/// Shapes as boundary curves, with the stretches that can lie on the boundary of their union.
struct RegionShapes: Sendable {
    enum Kind: Sendable, Equatable {
        case polygon
        /// Disc of the region's radius about a point.
        case disc(x: Double, y: Double)
        /// Rectangle along the segment from a to b, `left` and `right` metres wide to either side.
        case strip(ax: Double, ay: Double, bx: Double, by: Double, left: Double, right: Double)
    }

    /// A stretch of a curve that is on the boundary unless another shape covers it.
    struct Stretch: Sendable {
        var curve: Int32
        var from: Double
        var to: Double
        /// Shapes known to touch the stretch from inside without covering it; -1: none.
        var neighbours: (Int32, Int32) = (-1, -1)
    }

    var radius: Double = 0
    var curves: [BoundaryCurve] = []
    /// First curve of each shape, and one past the last.
    var curveOffsets: [Int32] = [0]
    var kinds: [Kind] = []
    var boxes: [Box] = []
    var stretches: [Stretch] = []

    var count: Int { kinds.count }

    func curves(of shape: Int) -> Range<Int> {
        Int(curveOffsets[shape])..<Int(curveOffsets[shape + 1])
    }

    mutating func close(_ kind: Kind, box: Box) {
        curveOffsets.append(Int32(curves.count))
        kinds.append(kind)
        boxes.append(box)
    }
}

extension RegionShapes {
    /// The polygons themselves; every edge can be on the boundary.
    init(polygons: PolygonSet) {
        for p in polygons.canonicalOrder() { appendPolygon(p, of: polygons) }
        stretches = curves.indices.map {
            Stretch(curve: Int32($0), from: curves[$0].x1, to: curves[$0].x2)
        }
    }

    mutating func appendPolygon(_ p: Int, of set: PolygonSet) {
        let shape = Int32(count)
        var box = Box.empty
        for ring in set.rings(of: p) {
            let rows = set.vertices(ofRing: ring)
            guard var previous = rows.last else { continue }
            for i in rows {
                box.insert(x: set.x[i], y: set.y[i])
                if let curve = BoundaryCurve(
                    fromX: set.x[previous], y: set.y[previous], toX: set.x[i], y: set.y[i],
                    shape: shape)
                {
                    curves.append(curve)
                }
                previous = i
            }
        }
        close(.polygon, box: box)
    }

    /// Everything within `radius` of the features.
    init(within radius: Double, of geometry: FeatureGeometry) {
        self.radius = radius
        var skeleton = Skeleton()
        skeleton.append(geometry.points)
        skeleton.append(geometry.lines)
        skeleton.append(geometry.polygons)
        skeleton.finish()
        for p in geometry.polygons.canonicalOrder() { appendPolygon(p, of: geometry.polygons) }
        let firstDisc = Int32(count)
        appendDiscs(of: skeleton)
        appendStrips(of: skeleton, firstDisc: firstDisc)
    }

    /// A disc per vertex.
    ///
    /// Of its circle only the directions that lean away from all segments at the vertex can be
    /// exposed: the rest lies in the strips of those segments. A disc that the others
    /// make superfluous keeps its number, without a box.
    private mutating func appendDiscs(of skeleton: Skeleton) {
        let isSuperfluous = superfluousDiscs(
            x: skeleton.x, y: skeleton.y, radius: radius, isKept: skeleton.hasSegments(at:))
        for v in skeleton.x.indices {
            let shape = Int32(count)
            let (x, y) = (skeleton.x[v], skeleton.y[v])
            let first = Int32(curves.count)
            if isSuperfluous[v] {
                close(.disc(x: x, y: y), box: .empty)
                continue
            }
            for upper in [true, false] {
                curves.append(
                    BoundaryCurve(halfOf: x, y, radius: radius, upper: upper, shape: shape))
            }
            let wedge = skeleton.freeWedge(at: v)
            for upper in [true, false] {
                guard let wedge else { break }
                for (from, to) in wedge.ranges(upper: upper) {
                    let a = from == -1 ? x - radius : x + radius * from
                    let b = to == 1 ? x + radius : x + radius * to
                    if a < b {
                        stretches.append(Stretch(curve: upper ? first : first + 1, from: a, to: b))
                    }
                }
            }
            close(
                .disc(x: x, y: y),
                box: Box(minX: x, minY: y, maxX: x, maxY: y).expanded(by: radius))
        }
    }

    /// A rectangle per segment; its long sides can be exposed, its short ends lie inside the discs.
    private mutating func appendStrips(of skeleton: Skeleton, firstDisc: Int32) {
        for segment in skeleton.segments {
            let shape = Int32(count)
            let (a, b) = (Int(segment.a), Int(segment.b))
            let (ax, ay, bx, by) = (skeleton.x[a], skeleton.y[a], skeleton.x[b], skeleton.y[b])
            let normal = Skeleton.normal(bx - ax, by - ay)
            let left = segment.isTwoSided ? radius : 0
            // Corners in ring order: right side along the segment, left side back.
            let corners = [
                (ax - radius * normal.x, ay - radius * normal.y),
                (bx - radius * normal.x, by - radius * normal.y),
                (bx + left * normal.x, by + left * normal.y),
                (ax + left * normal.x, ay + left * normal.y),
            ]
            var box = Box.empty
            for (i, corner) in corners.enumerated() {
                box.insert(x: corner.0, y: corner.1)
                let next = corners[(i + 1) % 4]
                guard
                    let side = BoundaryCurve(
                        fromX: corner.0, y: corner.1, toX: next.0, y: next.1, shape: shape)
                else { continue }
                if i == 0 || (i == 2 && segment.isTwoSided) {
                    stretches.append(
                        Stretch(
                            curve: Int32(curves.count), from: side.x1, to: side.x2,
                            neighbours: (firstDisc + segment.a, firstDisc + segment.b)))
                }
                curves.append(side)
            }
            close(
                .strip(ax: ax, ay: ay, bx: bx, by: by, left: left, right: radius), box: box)
        }
    }
}
