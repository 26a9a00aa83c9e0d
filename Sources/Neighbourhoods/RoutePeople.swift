// SPDX-License-Identifier: EUPL-1.2
//
// Addresses that a route may serve, and which of them live near each of its edges.
import Planar
import SpatialIndex

/// The people of a workspace, and who of them lives near each edge.
public struct RoutePeople: Sendable {
    /// Easting of each address.
    public private(set) var x: [Double] = []
    /// Northing of each address.
    public private(set) var y: [Double] = []
    /// Inhabitants at each address.
    public private(set) var weight: [Double] = []
    /// Whether each address is within the distance of the layer as it is.
    public private(set) var isServed: [Bool] = []
    /// Per edge the addresses within the distance, ascending.
    public private(set) var near: [[Int32]]

    /// Collects people.
    ///
    /// - Complexity: O(addresses + addresses near edges × edges near them).
    init(
        _ measured: MeasuredWorkspace, layer: Int, near lines: LineSet, within metres: Double
    ) {
        near = [[Int32]](repeating: [], count: lines.count)
        guard let people = measured.run.people else { return }
        let now = measured.columns[.distance(FeatureSelection(layer: layer))]?.summed.values
        var finder = EdgesNear(lines, metres)
        for buurt in 0..<people.buurten {
            guard case .known(_, let scale) = people.status[buurt] else { continue }
            for row in people.rows(of: buurt) where people.weight[row] > 0 {
                let number = Int32(truncatingIfNeeded: weight.count)
                x.append(people.x[row])
                y.append(people.y[row])
                weight.append(people.weight[row] * scale)
                isServed.append((now?.value(row, people) ?? .infinity) <= metres)
                finder.forEach(near: people.x[row], people.y[row]) { near[$0].append(number) }
            }
        }
    }
}

/// Finds the edges within a distance of points.
private struct EdgesNear {
    private let lines: LineSet
    private let metres: Double
    private let index: NearestSegmentIndex
    private let edgeOfVertex: [Int]
    private let box: Box
    /// Per edge the last question that it was an answer to.
    private var answered: [Int]
    private var question = 0

    init(_ lines: LineSet, _ metres: Double) {
        self.lines = lines
        self.metres = metres
        index = NearestSegmentIndex(lines, reach: metres)
        edgeOfVertex = (0..<lines.count).flatMap { edge in
            lines.vertices(of: edge).map { _ in edge }
        }
        box = Box(x: lines.x.span, y: lines.y.span)
        answered = [Int](repeating: 0, count: lines.count)
    }

    mutating func forEach(near x: Double, _ y: Double, _ body: (Int) -> Void) {
        guard box.distance(to: Box(minX: x, minY: y, maxX: x, maxY: y)) <= metres else { return }
        question += 1
        index.forEachSegment(near: x, y, x, y, margin: metres) { i, _ in
            let edge = edgeOfVertex[i]
            guard answered[edge] != question else { return }
            let away = distance(
                fromX: x, y: y, toSegment: lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
            if away <= metres {
                answered[edge] = question
                body(edge)
            }
        }
    }
}
