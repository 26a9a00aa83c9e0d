// SPDX-License-Identifier: EUPL-1.2
//
// Ramer (1972), Douglas and Peucker (1973): the vertex farthest from the chord stays where it lies more
// than the tolerance away, and both halves are treated alike. Rejected: Visvalingam and Whyatt (1993),
// which keeps shapes more pleasing at strong generalisation but bounds areas, not distances.

/// Appends the vertices of an arc that are needed, both ends included.
///
/// A closed arc keeps its start and the vertex farthest from it, so that it does not vanish unless all of
/// it lies within the tolerance.
///
/// - Parameters:
///   - arc: At least two vertices.
///   - tolerance: Largest distance of a vertex that is left out from the line that replaces it.
///   - vertices: Where they go.
/// - Complexity: O(*n* log *n*) in practice, O(*n*²) at worst.
func simplify(_ arc: [UInt64], tolerance: Double, into vertices: inout [UInt64]) {
    var isKept = [Bool](repeating: false, count: arc.count)
    isKept[0] = true
    isKept[arc.count - 1] = true
    var open = [(0, arc.count - 1)]
    while let (first, last) = open.popLast() {
        guard last - first > 1 else { continue }
        let (row, square) = farthest(arc, first, last)
        guard square > tolerance * tolerance else { continue }
        isKept[row] = true
        open.append((first, row))
        open.append((row, last))
    }
    for row in arc.indices where isKept[row] { vertices.append(arc[row]) }
}

/// The vertex between two others that lies farthest from the line piece between them, and its distance
/// squared.
private func farthest(_ arc: [UInt64], _ first: Int, _ last: Int) -> (row: Int, square: Double) {
    let ax = Double(pictureX(arc[first])), ay = Double(pictureY(arc[first]))
    let dx = Double(pictureX(arc[last])) - ax, dy = Double(pictureY(arc[last])) - ay
    let length = dx * dx + dy * dy
    var best = (row: first + 1, square: -1.0)
    for row in first + 1..<last {
        let px = Double(pictureX(arc[row])) - ax, py = Double(pictureY(arc[row])) - ay
        let along = length > 0 ? max(0, min(1, (px * dx + py * dy) / length)) : 0
        let ex = px - along * dx, ey = py - along * dy
        let square = ex * ex + ey * ey
        if square > best.square { best = (row, square) }
    }
    return best
}
