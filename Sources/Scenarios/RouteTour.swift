// SPDX-License-Identifier: EUPL-1.2

/// A tour of a search: vias in a circle, joined by their ways.
struct RouteTour: Sendable, Equatable {
    /// Rows of vias; the first ones of the graph, those to pass, are always among them.
    var vias: [Int]

    /// Fills a column with the edges in the order in which they are walked.
    func fill(_ edges: inout [Int32], _ graph: RouteGraph) {
        edges.removeAll(keepingCapacity: true)
        guard vias.count > 1 else { return }
        for k in vias.indices {
            graph.appendWay(vias[k], vias[(k + 1) % vias.count], to: &edges)
        }
    }

    /// Metres; cheap, so that most moves are refused without more.
    func length(_ graph: RouteGraph) -> Double {
        guard vias.count > 1 else { return 0 }
        return vias.indices.reduce(0) {
            $0 + graph.length[vias[$1]][vias[($1 + 1) % vias.count]]
        }
    }

    /// Puts a via where it makes the tour least longer.
    mutating func insert(_ via: Int, _ graph: RouteGraph) {
        guard !vias.contains(via) else { return }
        guard vias.count > 1 else { return vias.append(via) }
        func detour(_ k: Int) -> Double {
            let a = vias[k], b = vias[(k + 1) % vias.count]
            return graph.length[a][via] + graph.length[via][b] - graph.length[a][b]
        }
        guard let best = vias.indices.min(by: { (detour($0), $0) < (detour($1), $1) }) else {
            return
        }
        vias.insert(via, at: best + 1)
    }

    /// A tour that differs a little.
    ///
    /// - Parameters:
    ///   - graph: Ways.
    ///   - fixed: So many vias, the first of the graph, stay.
    ///   - random: Draws the move.
    /// - Returns: The tour; `nil` where the move that was drawn cannot be made.
    func changed(_ graph: RouteGraph, fixed: Int, _ random: inout RouteRandom) -> RouteTour? {
        guard !vias.isEmpty else { return nil }
        let place = random.below(vias.count)
        switch random.below(10) {
        case 0, 1, 2:
            guard let via = neighbour(of: place, graph, &random) else { return nil }
            let after = random.below(2)
            return with { $0.vias.insert(via, at: place + after) }
        case 3, 4:
            return vias[place] < fixed ? nil : with { $0.vias.remove(at: place) }
        case 5, 6, 7:
            guard vias[place] >= fixed, let via = neighbour(of: place, graph, &random) else {
                return nil
            }
            return with { $0.vias[place] = via }
        case 8:
            // 2-opt: a stretch the other way round.
            let end = random.below(vias.count)
            if end == place { return nil }
            return with { $0.vias[min(place, end)...max(place, end)].reverse() }
        default:
            return with {
                let via = $0.vias.remove(at: place)
                $0.insert(via, graph)
            }
        }
    }

    /// A via near one of the tour that is not in it.
    private func neighbour(
        of place: Int, _ graph: RouteGraph, _ random: inout RouteRandom
    ) -> Int? {
        let near = graph.neighbours[vias[place]]
        guard !near.isEmpty else { return nil }
        let via = near[random.below(near.count)]
        return vias.contains(via) ? nil : via
    }

    private func with(_ change: (inout RouteTour) -> Void) -> RouteTour? {
        var tour = self
        change(&tour)
        return tour.vias.isEmpty ? nil : tour
    }
}
