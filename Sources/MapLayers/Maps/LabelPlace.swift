// SPDX-License-Identifier: EUPL-1.2
//
// A name stands on a horizontal line, so the place wanted is the middle of the widest stretch of such a
// line inside the buurt, not too close to its upper and lower ends. Rejected: the centre of gravity
// (outside for crescents), the pole of inaccessibility (a disc, where names are flat).

/// A place for a name on the picture.
public struct LabelPlace: Sendable, Equatable {
    /// Middle of the name.
    public var x: Double
    /// Middle of the name.
    public var y: Double
    /// How far the buurt reaches to both sides there, together.
    public var width: Double
    /// How far it reaches up and down, together.
    public var height: Double
}

/// Places for the name of a buurt with these rings, the best first; none where it has no extent.
///
/// The first is where the buurt is wide, near its middle; the others are there for a name that would lie
/// on a point or on another name.
func labelPlaces(in rings: [[UInt64]]) -> [LabelPlace] {
    var low = Int.max, high = Int.min
    for ring in rings {
        for vertex in ring {
            low = min(low, pictureY(vertex))
            high = max(high, pictureY(vertex))
        }
    }
    guard low < high else { return [] }
    let places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map { share in
        // Between whole numbers, so that no vertex lies on the line.
        let y = (Double(low) + share * Double(high - low)).rounded(.down) + 0.5
        let (middle, width) = widestStretch(rings, y)
        return LabelPlace(
            x: middle, y: y, width: width,
            height: 2 * min(y - Double(low), Double(high) - y))
    }
    var best = 0
    for row in places.indices where places[row].width > places[best].width * 1.15 { best = row }
    let others = places.indices.filter {
        $0 != best && places[$0].width >= 0.5 * places[best].width
    }
    return places[best].width > 0 ? [places[best]] + others.prefix(4).map { places[$0] } : []
}

private func widestStretch(_ rings: [[UInt64]], _ y: Double) -> (middle: Double, width: Double) {
    var crossings: [Double] = []
    for ring in rings {
        guard var before = ring.last else { continue }
        for vertex in ring {
            let ay = Double(pictureY(before)), by = Double(pictureY(vertex))
            if (ay < y) != (by < y) {
                let ax = Double(pictureX(before)), bx = Double(pictureX(vertex))
                crossings.append(ax + (bx - ax) * (y - ay) / (by - ay))
            }
            before = vertex
        }
    }
    crossings.sort()
    var best = (middle: 0.0, width: 0.0)
    for row in stride(from: 0, to: crossings.count - 1, by: 2) {
        let width = crossings[row + 1] - crossings[row]
        if width > best.width { best = ((crossings[row] + crossings[row + 1]) / 2, width) }
    }
    return best
}
