// SPDX-License-Identifier: EUPL-1.2
//
// The distances of nodes, in chunks, so that a plan shares with its base all that did not change; the sources
// of edges likewise.

/// Distances from every node to its nearest facility that can be mended when facilities or streets come and go.
public struct MendableField: Sendable {
    /// Metres by node, in chunks, so that a copy shares those that did not change.
    private var chunks: [[Double]] = []
    private var count: Int
    private let onEdges: SourcesOnEdges
    /// The sources of edges where they are no longer those of the first search.
    private var changed: [Int32: [WalkSource]] = [:]

    private static let chunkSize = 1_024

    /// Takes over a search.
    public init(_ field: WalkField, _ onEdges: SourcesOnEdges) {
        self.onEdges = onEdges
        count = field.distance.count
        let size = Self.chunkSize
        chunks.reserveCapacity(count / size + 1)
        for start in stride(from: 0, to: count, by: size) {
            chunks.append(Array(field.distance[start..<min(start + size, count)]))
        }
    }

    /// Distance of a node, metres; infinite where there is no way.
    @inline(__always)
    func distance(ofNode node: Int32) -> Double {
        chunks[Int(node) >> 10][Int(node) & 1_023]
    }

    /// Gives a node another distance.
    @inline(__always)
    mutating func set(_ node: Int32, _ metres: Double) {
        chunks[Int(node) >> 10][Int(node) & 1_023] = metres
    }

    /// Makes room for new nodes, to which there is no way yet.
    mutating func extend(to nodes: Int) {
        while count < nodes {
            if count % Self.chunkSize == 0 { chunks.append([]) }
            chunks[chunks.count - 1].append(.infinity)
            count += 1
        }
    }

    /// The sources on an edge.
    @inline(__always)
    func sources(on edge: Int32) -> ArraySlice<WalkSource> {
        if let own = changed[edge] { return own[...] }
        return Int(edge) < onEdges.edgeCount ? onEdges.on(Int(edge)) : []
    }

    /// Distance from a place to its nearest facility, both connectors included; infinite without a way.
    public func distance(to place: StreetPlace, _ network: MendedNetwork) -> Double {
        guard place.edge >= 0 else { return .infinity }
        let edge = network.ends(of: place.edge)
        var best = min(
            distance(ofNode: edge.from) + place.along,
            distance(ofNode: edge.to) + (edge.length - place.along))
        for source in sources(on: place.edge) {
            best = min(best, source.place.connector + abs(source.place.along - place.along))
        }
        return best + place.connector
    }

    /// Takes away one source.
    mutating func remove(_ source: WalkSource) {
        var own = Array(sources(on: source.place.edge))
        let key = SourceKey(source)
        if let place = own.firstIndex(where: { SourceKey($0) == key }) { own.remove(at: place) }
        changed[source.place.edge] = own
    }

    /// Adds a source.
    mutating func add(_ source: WalkSource) {
        changed[source.place.edge] = Array(sources(on: source.place.edge)) + [source]
    }
}

/// A source by where it is.
struct SourceKey: Hashable {
    var edge: Int32
    var along: Double
    var connector: Double

    init(_ source: WalkSource) {
        edge = source.place.edge
        along = source.place.along
        connector = source.place.connector
    }
}
