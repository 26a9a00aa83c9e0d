// SPDX-License-Identifier: EUPL-1.2
//
// Slow answers to check real data by, where no closed form is known: every polygon, one by one.
import Planar

/// Polygons with their boxes, searched one by one.
struct PlainPolygons {
    let set: PolygonSet
    private let boxes: [(west: Double, south: Double, east: Double, north: Double)]

    init(_ set: PolygonSet) {
        self.set = set
        boxes = (0..<set.count).map { polygon in
            let rows = set.vertices(of: polygon)
            return (
                set.x[rows].min() ?? 0, set.y[rows].min() ?? 0, set.x[rows].max() ?? 0,
                set.y[rows].max() ?? 0
            )
        }
    }

    /// The first polygon that holds a point, its border included.
    func holder(x: Double, y: Double) -> Int? {
        boxes.indices.first { i in
            let box = boxes[i]
            return x >= box.west && x <= box.east && y >= box.south && y <= box.north
                && set.locate(x: x, y: y, in: i) != .outside
        }
    }

    /// Whether a point is in a polygon or within a millimetre of one, as computed points on borders are.
    func touches(x: Double, y: Double) -> Bool {
        [-0.001, 0.001].contains { dx in
            [-0.001, 0.001].contains { dy in holder(x: x + dx, y: y + dy) != nil }
        }
    }

    /// Area of these polygons where a condition holds, from a lattice of so many points over their box.
    func estimatedArea(points: Int, where holds: (Double, Double) -> Bool) -> Double {
        let west = boxes.map(\.west).min() ?? 0
        let south = boxes.map(\.south).min() ?? 0
        let width = (boxes.map(\.east).max() ?? 0) - west
        let height = (boxes.map(\.north).max() ?? 0) - south
        let step = (width * height / Double(points)).squareRoot()
        var count = 0
        for row in 0..<Int(height / step) {
            for column in 0..<Int(width / step) {
                let x = west + (Double(column) + 0.5) * step
                let y = south + (Double(row) + 0.5) * step
                if holds(x, y), holder(x: x, y: y) != nil { count += 1 }
            }
        }
        return Double(count) * step * step
    }
}

/// Signed area of a ring with coordinates in whole millimetres, in integers.
func exactArea(x: [Double], y: [Double]) -> Double {
    let columns = zip(x, y).map { (Int(($0 * 1_000).rounded()), Int(($1 * 1_000).rounded())) }
    guard let first = columns.first else { return 0 }
    var doubled = 0
    for (a, b) in zip(columns, columns.dropFirst() + [first]) {
        doubled += (a.0 - first.0) * (b.1 - first.1) - (b.0 - first.0) * (a.1 - first.1)
    }
    return Double(doubled) / 2_000_000
}
