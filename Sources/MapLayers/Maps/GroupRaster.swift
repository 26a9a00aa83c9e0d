// SPDX-License-Identifier: EUPL-1.2
//
// Which group lies at a place of the picture, coarsely. Needed where the borders of neighbours do not meet
// vertex by vertex, as in data that was generalised buurt by buurt: an arc that only one buurt has is then
// no outer border yet. Filled by even-odd scan lines through the middles of cells.

/// Groups of buurten on a grid of cells.
struct GroupRaster {
    /// Side of a cell, picture units.
    static let cell = 4.0
    private let columns: Int
    private let rows: Int
    private var groups: [Int32]

    /// Fills the grid.
    ///
    /// - Parameters:
    ///   - rings: Rings of buurten.
    ///   - group: Group of each buurt.
    ///   - frame: The picture.
    init(_ rings: PictureRings, group: [Int32], frame: PictureFrame) {
        columns = Int(frame.width / Self.cell) + 2
        rows = Int(frame.height / Self.cell) + 2
        groups = [Int32](repeating: -1, count: columns * rows)
        for ring in 0..<rings.count {
            fill(rings.vertices[rings.rows(ring)], group[Int(rings.feature[ring])])
        }
    }

    /// Group at a place; -1 where there is none.
    func group(x: Double, y: Double) -> Int32 {
        let column = Int((x / Self.cell).rounded(.down)), row = Int((y / Self.cell).rounded(.down))
        guard (0..<columns).contains(column), (0..<rows).contains(row) else { return -1 }
        return groups[row * columns + column]
    }

    /// A hole is filled as if it were land: what lies in it has rings of its own.
    private mutating func fill(_ ring: ArraySlice<UInt64>, _ group: Int32) {
        var low = Int.max, high = Int.min
        for vertex in ring {
            low = min(low, pictureY(vertex))
            high = max(high, pictureY(vertex))
        }
        let first = max(0, Int(Double(low) / Self.cell)), last = Int(Double(high) / Self.cell)
        guard first <= min(last, rows - 1) else { return }
        for row in first...min(last, rows - 1) {
            let crossings = crossings(of: ring, at: (Double(row) + 0.5) * Self.cell)
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                let from = Int((crossings[pair] / Self.cell + 0.5).rounded(.down))
                let until = Int((crossings[pair + 1] / Self.cell + 0.5).rounded(.down))
                guard max(0, from) < min(until, columns) else { continue }
                for column in max(0, from)..<min(until, columns) {
                    groups[row * columns + column] = group
                }
            }
        }
    }

    private func crossings(of ring: ArraySlice<UInt64>, at y: Double) -> [Double] {
        guard var before = ring.last else { return [] }
        var crossings: [Double] = []
        for vertex in ring {
            let ay = Double(pictureY(before)), by = Double(pictureY(vertex))
            if (ay < y) != (by < y) {
                let ax = Double(pictureX(before)), bx = Double(pictureX(vertex))
                crossings.append(ax + (bx - ax) * (y - ay) / (by - ay))
            }
            before = vertex
        }
        return crossings.sorted()
    }
}
