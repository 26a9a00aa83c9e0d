// SPDX-License-Identifier: EUPL-1.2

/// Where a search starts.
public struct WalkSource: Sendable, BitwiseCopyable {
    /// Place on the network; its connector counts.
    public var place: StreetPlace
    /// What it belongs to, >= 0.
    public var facility: Int32

    /// Creates a source.
    public init(place: StreetPlace, facility: Int32) {
        self.place = place
        self.facility = facility
    }
}

/// Sources by edge, for addresses on the edge of a facility.
public struct SourcesOnEdges: Sendable {
    /// Start of the sources of each edge, and the end.
    private let starts: [Int32]
    private let sources: [WalkSource]

    /// Sorts sources by edge.
    public init(_ sources: [WalkSource], edgeCount: Int) {
        var starts = [Int32](repeating: 0, count: edgeCount + 1)
        for source in sources where source.place.edge >= 0 {
            starts[Int(source.place.edge) + 1] += 1
        }
        for edge in 0..<edgeCount { starts[edge + 1] += starts[edge] }
        var next = starts
        var sorted = [WalkSource](
            repeating: WalkSource(place: .none, facility: -1), count: Int(starts[edgeCount]))
        for source in sources where source.place.edge >= 0 {
            sorted[Int(next[Int(source.place.edge)])] = source
            next[Int(source.place.edge)] += 1
        }
        self.starts = starts
        self.sources = sorted
    }

    /// Number of edges.
    var edgeCount: Int { starts.count - 1 }

    /// The sources on an edge.
    @inline(__always)
    public func on(_ edge: Int) -> ArraySlice<WalkSource> {
        sources[Int(starts[edge])..<Int(starts[edge + 1])]
    }
}
