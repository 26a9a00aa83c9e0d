// SPDX-License-Identifier: EUPL-1.2
import Planar
import StreetNetwork
import TestSupport

/// Lines from lists of points; `feature` is the row.
func streets(_ parts: [[(Double, Double)]]) -> LineSet {
    var lines = LineSet()
    for (row, part) in parts.enumerated() {
        lines.append(x: part.map(\.0), y: part.map(\.1), feature: Int32(row))
    }
    return lines
}

/// Networks for tests.
enum StreetSample {
    static func network(
        _ lines: LineSet, levels: [Int32] = [], tolerance: Double = 0.01, maxSnap: Double = 150
    ) -> StreetNetwork {
        StreetNetwork(
            StreetGraph(StreetPieces(lines, levels: levels, tolerance: tolerance)),
            maxSnap: maxSnap)
    }

    /// Distance from each address to the nearest facility, and which it is.
    static func walk(
        _ network: StreetNetwork, from addresses: [(Double, Double)],
        to facilities: [(Double, Double)]
    ) -> [(distance: Double, facility: Int32)] {
        let sources = network.entrances(
            toPoints: facilities.map(\.0), facilities.map(\.1),
            facility: facilities.indices.map { Int32($0) })
        let field = WalkField(network.graph, sources: sources)
        let onEdges = SourcesOnEdges(sources, edgeCount: network.graph.edgeCount)
        return addresses.map {
            field.nearest(to: network.place(x: $0.0, y: $0.1), network.graph, onEdges)
        }
    }

    /// Random streets: walks over whole metres, so that vertices are shared, some a hair beside another.
    static func random(_ random: inout SeededGenerator, parts: Int) -> (LineSet, [Int32]) {
        let corners = (0..<max(4, parts)).map { _ in
            (random.double(in: 0..<300).rounded(), random.double(in: 0..<300).rounded())
        }
        var lines = LineSet()
        var levels: [Int32] = []
        for row in 0..<parts {
            let count = random.int(in: 2..<5)
            var x: [Double] = [], y: [Double] = []
            for _ in 0..<count {
                let corner = corners[random.int(in: 0..<corners.count)]
                let hair = random.int(in: 0..<10) == 0 ? 0.006 : 0
                x.append(corner.0 + hair)
                y.append(corner.1)
            }
            // Now and then a ring.
            if random.int(in: 0..<8) == 0 {
                x.append(x[0])
                y.append(y[0])
            }
            lines.append(x: x, y: y, feature: Int32(row))
            levels.append(Int32(random.int(in: 0..<10) == 0 ? 1 : 0))
        }
        return (lines, levels)
    }
}
