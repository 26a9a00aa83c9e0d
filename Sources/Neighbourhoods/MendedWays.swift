// SPDX-License-Identifier: EUPL-1.2
//
// A network with the addresses on it, as a change is mended. Where streets changed, addresses near them have another
// place; all others are shared with the network that it comes from.
import StreetNetwork

/// A network with the addresses on it.
struct MendedWays: Sendable {
    private(set) var network: MendedNetwork
    /// Place of each address on the root.
    private let places: [StreetPlace]
    private let catchments: Catchments
    /// All places of the addresses that have others now, the first being that of the address.
    private var moved: [Int32: [StreetPlace]] = [:]
    /// Those addresses by edge; some are no longer there.
    private var movedTo: [Int32: [Int32]] = [:]

    init(_ network: StreetNetwork, places: [StreetPlace], _ catchments: Catchments) {
        self.network = MendedNetwork(network)
        self.places = places
        self.catchments = catchments
    }

    /// The place of an address.
    @inline(__always)
    func place(_ row: Int) -> StreetPlace {
        if moved.isEmpty { return places[row] }
        return moved[Int32(truncatingIfNeeded: row)]?.first ?? places[row]
    }

    /// All places of an address.
    func places(_ row: Int, _ people: People) -> [StreetPlace] {
        let place = place(row)
        return place.isTied ? network.places(x: people.x[row], y: people.y[row]) : [place]
    }

    /// Calls `body` for each address with a place on an edge; for some more than once.
    func forEachAddress(on edge: Int32, _ body: (Int) -> Void) {
        if Int(edge) < catchments.edgeCount {
            catchments.forEachAddress(on: edge) { row in
                if moved.isEmpty || moved[Int32(truncatingIfNeeded: row)] == nil { body(row) }
            }
        }
        for row in movedTo[edge] ?? [] {
            if moved[row]?.contains(where: { $0.edge == edge }) == true { body(Int(row)) }
        }
    }

    /// Takes over other streets, and projects addresses anew.
    mutating func take(_ network: MendedNetwork, projecting rows: [Int], _ people: People) {
        self.network = network
        for row in rows {
            let place = network.place(x: people.x[row], y: people.y[row])
            let all =
                place.isTied ? network.places(x: people.x[row], y: people.y[row]) : [place]
            let address = Int32(truncatingIfNeeded: row)
            moved[address] = all
            for place in all where place.edge >= 0 {
                movedTo[place.edge, default: []].append(address)
            }
        }
    }
}

extension WalkingRun {
    /// The network of a rule with the addresses on it; `nil` where none was made.
    func ways(_ rule: WalkRule) -> MendedWays? {
        if rule == .safeWalk, let mendedSafety { return mendedSafety }
        guard let network = rule == .walk ? network : safeNetwork,
            let addresses = rule == .walk ? catchments : safeCatchments
        else { return nil }
        return MendedWays(
            network, places: rule == .walk ? places : safePlaces, addresses)
    }
}
