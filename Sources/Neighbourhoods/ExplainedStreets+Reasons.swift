// SPDX-License-Identifier: EUPL-1.2
//
// Why there is no way, in one sentence.
import Planar
import StreetNetwork

extension ExplainedStreets {
    /// Why an address has no way to a layer.
    func reason(
        noWayTo layer: String, isEmpty: Bool, _ sources: [WalkSource], _ network: StreetNetwork,
        _ place: StreetPlace, _ x: Double, _ y: Double
    ) -> String {
        let reach = shortestText(network.maxSnap)
        if isEmpty { return "no feature of \(layer) counts" }
        if place.edge < 0 {
            guard let near = nearestWalkable(x, y) else { return "no street is walkable" }
            let street = "\(title(near.part)), is \(fixedText(near.metres, decimals: 1)) m away"
            return near.metres > network.maxSnap
                ? "the nearest walkable street, \(street): more than max_snap, \(reach) m"
                : "every walkable street within \(reach) m is fast, or behind a fast one; the nearest, \(street)"
        }
        let foot = network.graph.point(of: place)
        let street = nearestWalkable(foot.x, foot.y).map { title($0.part) } ?? "the street"
        let island = Self.island(of: Int(place.edge), network.graph)
        let entered = sources.filter { $0.place.edge >= 0 }.count
        if entered == 0 { return "no feature of \(layer) is within \(reach) m of these streets" }
        return "from \(street) one reaches \(fixedText(island, decimals: 0)) m of street and no"
            + " feature of \(layer)"
    }

    private func title(_ part: Int) -> String { name(of: part) ?? "street \(id(of: part))" }

    /// The nearest street where people may walk, however far, by a plain search.
    private func nearestWalkable(_ x: Double, _ y: Double) -> (part: Int, metres: Double)? {
        var best: (part: Int, metres: Double)?
        for k in 0..<safe.lines.count where safe.isWalkable[k] {
            for i in safe.lines.vertices(of: k).dropLast() {
                let metres = distance(
                    fromX: x, y: y, toSegment: safe.lines.x[i], safe.lines.y[i],
                    safe.lines.x[i + 1], safe.lines.y[i + 1])
                if metres < best?.metres ?? .infinity { best = (k, metres) }
            }
        }
        return best
    }

    /// Length of the edges that are connected with one, metres.
    private static func island(of edge: Int, _ graph: StreetGraph) -> Double {
        var seen: Set<Int32> = [graph.from[edge]]
        var queue = [graph.from[edge]]
        var edges: Set<Int32> = []
        while let node = queue.popLast() {
            for k in Int(graph.arcOffsets[Int(node)])..<Int(graph.arcOffsets[Int(node) + 1]) {
                edges.insert(graph.arcs[k].edge)
                if seen.insert(graph.arcs[k].target).inserted { queue.append(graph.arcs[k].target) }
            }
        }
        return edges.sorted().reduce(0) { $0 + graph.length(of: Int($1)) }
    }
}
