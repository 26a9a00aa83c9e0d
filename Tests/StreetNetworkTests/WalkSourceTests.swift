// SPDX-License-Identifier: EUPL-1.2
import StreetNetwork
import Testing

@Suite struct WalkSourceTests {
    /// Each on its own edge, in the order given; those on no edge are left out.
    @Test func sourcesByEdge() {
        func source(_ edge: Int32, _ facility: Int32) -> WalkSource {
            WalkSource(
                place: StreetPlace(edge: edge, along: 1, connector: 0), facility: facility)
        }
        let onEdges = SourcesOnEdges(
            [source(2, 5), source(0, 6), source(-1, 7), source(2, 8)], edgeCount: 3)
        #expect(onEdges.on(0).map(\.facility) == [6])
        #expect(onEdges.on(1).isEmpty)
        #expect(onEdges.on(2).map(\.facility) == [5, 8])
    }
}
