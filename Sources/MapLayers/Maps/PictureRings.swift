// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Rings of buurten on the whole numbers of a picture, without repeated neighbours.
///
/// Borders that differ by less than half a unit become one here, so that what follows can compare
/// vertices exactly.
struct PictureRings {
    /// Vertices: x in the upper half, y in the lower, both as they are on the picture.
    var vertices: [UInt64] = []
    /// Start of each ring, and one past the last.
    var offsets: [Int32] = [0]
    /// Buurt of each ring.
    var feature: [Int32] = []
    /// Number of buurten.
    var features: Int
    /// A vertex of each buurt, for those that vanish; 0 where it has no polygon.
    var anchors: [UInt64]

    /// Number of rings.
    var count: Int { feature.count }

    init(_ polygons: PolygonSet, features: Int, frame: PictureFrame, panels: [Int]) {
        self.features = features
        anchors = [UInt64](repeating: 0, count: features)
        vertices.reserveCapacity(polygons.x.count / 2)
        for p in 0..<polygons.count {
            let owner = Int(polygons.feature[p])
            let panel = frame.panels[panels[owner]]
            for ring in polygons.rings(of: p) {
                append(polygons, polygons.vertices(ofRing: ring), owner, frame, panel)
            }
        }
    }

    private mutating func append(
        _ polygons: PolygonSet, _ rows: Range<Int>, _ owner: Int, _ frame: PictureFrame,
        _ panel: PictureFrame.Panel
    ) {
        let start = vertices.count
        for v in rows {
            let vertex = packed(frame.x(polygons.x[v], panel), frame.y(polygons.y[v], panel))
            if vertices.count == start || vertices[vertices.count - 1] != vertex {
                vertices.append(vertex)
            }
        }
        if vertices.count > start { anchors[owner] = vertices[start] }
        while vertices.count > start + 1, vertices[vertices.count - 1] == vertices[start] {
            vertices.removeLast()
        }
        guard vertices.count >= start + 3 else {
            vertices.removeLast(vertices.count - start)
            return
        }
        offsets.append(Int32(vertices.count))
        feature.append(Int32(owner))
    }

    /// Vertices of ring `ring`.
    func rows(_ ring: Int) -> Range<Int> { Int(offsets[ring])..<Int(offsets[ring + 1]) }
}

/// A place on the picture as one number; both parts are kept within 30 bits.
@inline(__always)
func packed(_ x: Double, _ y: Double) -> UInt64 {
    let limit = Double(1 << 29)
    let column = UInt64(Int64(max(-limit, min(limit, x)).rounded()) + (1 << 30))
    let row = UInt64(Int64(max(-limit, min(limit, y)).rounded()) + (1 << 30))
    return column << 32 | row
}

/// Picture x of a packed place.
@inline(__always)
func pictureX(_ vertex: UInt64) -> Int { Int(vertex >> 32) - (1 << 30) }

/// Picture y of a packed place.
@inline(__always)
func pictureY(_ vertex: UInt64) -> Int { Int(vertex & 0xFFFF_FFFF) - (1 << 30) }
