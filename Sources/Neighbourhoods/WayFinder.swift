// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import StreetNetwork

/// The way from an address to its nearest feature.
struct FoundWay {
    /// Row of the feature.
    var facility: Int32
    /// Along streets; `nil` where no street is followed.
    var route: WalkRoute?
    /// Where the feature is entered from.
    var foot: (x: Double, y: Double)
    /// From there to the feature in a straight line, metres.
    var connector: Double
    /// Metres in all, as the search adds them up.
    var distance: Double
    /// Whether the address is inside the feature.
    var isInside = false
}

/// Looks for the way whose length has been measured.
struct WayFinder {
    let network: StreetNetwork
    let sources: [WalkSource]
    let place: StreetPlace
    /// Easting of the address.
    let x: Double
    /// Northing.
    let y: Double
    let entry: DirectEntry?
    /// What was measured, metres.
    let limit: Double

    /// The way; `nil` where there is none.
    var found: FoundWay? {
        let graph = network.graph
        let onEdges = SourcesOnEdges(sources, edgeCount: graph.edgeCount)
        let field = WalkField(graph, sources: sources, limit: limit)
        let distance = field.nearest(to: place, graph, onEdges).distance
        var least = distance
        entry?.shorten(&least, x: x, y: y, place, network)
        if least < distance { return direct(least) }
        guard let route = field.route(from: place, graph, onEdges) else { return nil }
        return FoundWay(
            facility: route.entrance.facility, route: route,
            foot: graph.point(of: route.entrance.place), connector: route.entrance.place.connector,
            distance: distance)
    }

    /// Into a feature where the address stands or meets the network.
    private func direct(_ least: Double) -> FoundWay? {
        if let near = entry?.areas?.nearest(x: x, y: y), near.distance == 0, least == 0 {
            return FoundWay(
                facility: near.feature, foot: (x, y), connector: 0, distance: 0, isInside: true)
        }
        let foot = network.graph.point(of: place)
        if let near = entry?.areas?.nearest(x: foot.x, y: foot.y), near.distance == 0,
            least == place.connector
        {
            return FoundWay(facility: near.feature, foot: foot, connector: 0, distance: least)
        }
        guard let near = entry?.nearestLine(of: place, network) else { return nil }
        return FoundWay(
            facility: near.feature, foot: foot, connector: near.distance, distance: least)
    }
}
