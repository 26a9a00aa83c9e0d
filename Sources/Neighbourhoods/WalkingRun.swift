// SPDX-License-Identifier: EUPL-1.2
//
// What the walking measures of all layers share: the network and where the addresses are on it. Each is
// made by the first measure that needs it.
import Planar
import SpatialIndex
import StreetNetwork

/// Shared state of the walking measures of a run.
struct WalkingRun: Sendable {
    /// The streets in force; `nil` until asked for.
    var facts: StreetFacts?
    /// The network of walkable streets.
    var network: StreetNetwork?
    /// Place of each address on it.
    var places: [StreetPlace] = []
    /// The network of safe walking.
    var safeNetwork: StreetNetwork?
    /// Place of each address on it.
    var safePlaces: [StreetPlace] = []
    /// Number of parts of the network that are not connected; `nil` until asked for.
    var islands: Int?
    /// The addresses by edge.
    var catchments: Catchments?
    /// The addresses by edge of the network of safe walking, where changes are to be mended.
    var safeCatchments: Catchments?
    /// The network of safe walking and the addresses on it, where zones or crossings changed since.
    var mendedSafety: MendedWays?

    /// Forgets what depends on speeds and crossings.
    mutating func forgetSafety() {
        safeNetwork = nil
        safePlaces = []
        safeCatchments = nil
        mendedSafety = nil
    }

    /// Takes over what another run knows of safe walking.
    mutating func takeSafety(of other: WalkingRun) {
        safeNetwork = other.safeNetwork
        safePlaces = other.safePlaces
        safeCatchments = other.safeCatchments
        mendedSafety = other.mendedSafety
    }

    /// Makes what a change is mended with.
    mutating func prepareMending(_ people: People?) {
        guard let people else { return }
        if let network, catchments == nil, !places.isEmpty {
            catchments = Catchments(
                network, places: places, x: people.x.span, y: people.y.span)
        }
        if let safeNetwork, safeCatchments == nil, !safePlaces.isEmpty {
            safeCatchments = Catchments(
                safeNetwork, places: safePlaces, x: people.x.span, y: people.y.span)
        }
    }
}

extension LayerMeasures {
    /// The streets in force.
    mutating func streetFacts() throws(AnalysisError) -> StreetFacts {
        if let facts = walking.facts { return facts }
        let facts = try StreetFacts(run.workspace)
        walking.facts = facts
        return facts
    }

    /// The network of walkable streets.
    mutating func network() throws(AnalysisError) -> StreetNetwork {
        if let network = walking.network { return network }
        let facts = try streetFacts()
        let rules = run.workspace.plan.walking
        let rows = facts.rows(where: facts.isWalkable)
        guard !rows.isEmpty else { throw run.workspace.noWalkableStreet }
        let pieces = StreetPieces(
            facts.lines(of: rows), levels: rows.map { facts.level[$0] },
            tolerance: rules.nodeTolerance, threads: run.threads)
        let network = StreetNetwork(
            StreetGraph(pieces, threads: run.threads), maxSnap: rules.maxSnap, threads: run.threads)
        walking.network = network
        return network
    }

    /// The place of each address on the network, in the order of the people.
    mutating func addressPlaces(
        _ people: People, _ network: StreetNetwork
    ) -> [StreetPlace] {
        if !walking.places.isEmpty { return walking.places }
        walking.places = projected(people, network)
        noteFarAddresses(people)
        return walking.places
    }

    private func projected(_ people: People, _ network: StreetNetwork) -> [StreetPlace] {
        filledColumn(
            count: run.perAddress ? people.x.count : people.inside, initial: StreetPlace.none,
            threads: run.threads
        ) { (rows, output: inout MutableSpan<StreetPlace>) in
            network.project(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows), into: &output)
        }
    }

    mutating func noteFarAddresses(_ people: People) {
        var far = 0
        for place in walking.places.prefix(people.inside) where place.edge < 0 { far += 1 }
        guard far > 0 else { return }
        notes.append(
            "\(far) addresses lie more than \(shortestText(run.workspace.plan.walking.maxSnap)) m from"
                + " every street where people may walk: they have no way")
    }

    /// Says how many addresses at a street have no way to the layer, and why.
    mutating func noteUnreached(
        _ people: People, _ network: StreetNetwork, _ places: [StreetPlace], _ column: [Double]
    ) {
        var lost = 0
        for i in 0..<people.inside where places[i].edge >= 0 && column[i] == .infinity { lost += 1 }
        guard lost > 0 else { return }
        let islands = walking.islands ?? network.graph.islandCount
        walking.islands = islands
        var note = "\(lost) addresses have no way to any feature of \(layer.name)"
        if islands > 1 {
            note += ": the streets are in \(islands) parts that are not connected (nabij check)"
        }
        if NetworkDiagnosis.isUncut(edges: network.graph.edgeCount, islands: islands) {
            note += "; \(NetworkReport.howToCut)"
        }
        notes.append(note)
    }
}

extension Workspace {
    /// Why nobody can walk anywhere.
    var noWalkableStreet: AnalysisError {
        let names = layers.filter { $0.role == .streets }.map(\.name)
        let when = plan.year.map { " in \($0)" } ?? ""
        return AnalysisError(
            "layer \(names.joined(separator: ", ")): no street\(when) is walkable",
            remedy: "correct its walkable: column or filter")
    }
}
