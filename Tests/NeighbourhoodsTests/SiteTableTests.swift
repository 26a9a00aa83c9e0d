// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct SiteTableTests {
    /// Points in A (10 dwellings) and B (30), a block over the border of A and B that lies mostly in B
    /// (60), and a point in C without a size.
    private func sites(_ settings: LayerSettings) -> Layer {
        let sizes = AttributeColumn(
            name: "woningen", values: .integers([10, 30, 0, 60]), absence: [0, 0, 1, 0],
            reasons: ["empty in the source"])
        return SquareTown.layer(
            "works", .site, points: [(500, 700), (1500, 800), (500, 1500)],
            polygons: [SquareTown.rectangle(900, 450, 1200, 550)], columns: [sizes],
            settings: settings)
    }

    private func results(_ settings: LayerSettings) throws -> AnalysisResults {
        let zone = SquareTown.layer(
            "zone", .zone, polygons: [SquareTown.rectangle(1000, 0, 2000, 1000)])
        let places = SquareTown.meetingPlaces(LayerSettings(thresholds: [200, 300]))
        return try analyse(
            SquareTown.workspace([sites(settings), zone, places], population: nil), threads: 1,
            perAddress: false)
    }

    @Test func sizesByHand() throws {
        let results = try results(LayerSettings(sizeColumn: "woningen"))
        // The block counts in both buurten, its dwellings in B, and once in their wijk.
        #expect(results.buurt("works_count") == [1 + 1, 1 + 1, 1, 0])
        #expect(results.wijk("works_count") == [3, 1])
        #expect(results.buurt("works_size") == [10, 90, nil, 0])
        #expect(
            results.column(results.buurten, "works_size")[2] == .missing("no site here has a size"))
        #expect(results.wijk("works_size") == [100, nil])
        #expect(results.whole("works_size") == 100)
        #expect(
            results.notes.contains(
                "1 of 4 sites of works have no size: left out of sums and shares of size"))
    }

    @Test func sharesOfSize() throws {
        let results = try results(LayerSettings(sizeColumn: "woningen"))
        // The point in A is 200 m from its meeting place, that in B 300 m; the block ends 300 m west of
        // the place in B.
        #expect(results.buurt("works_near_meeting_places_200_share") == [100, 0, nil, nil])
        #expect(results.buurt("works_near_meeting_places_300_share") == [100, 100, nil, nil])
        #expect(results.wijk("works_near_meeting_places_200_share") == [10, nil])
        // The block's point on the surface is at x = 1050, in the zone that is B.
        #expect(results.buurt("works_in_zone_share") == [0, 100, nil, nil])
        #expect(results.whole("works_in_zone_share") == 90)
        #expect(
            results.column(results.buurten, "works_in_zone_share")[3]
                == .notApplicable("no sites here"))
    }

    @Test func sharesOfNumberWithoutSizes() throws {
        let results = try results(LayerSettings())
        #expect(results.buurt("works_size").isEmpty)
        #expect(results.buurt("works_near_meeting_places_300_share") == [100, 100, 0, nil])
        // A 1 of 1 at 200 m; B 0 of 2. In W1 1 of 3.
        #expect(agree(results.wijk("works_near_meeting_places_200_share"), [100.0 / 3, 0]))
    }

    @Test func surfacePointsOfTheSourceGoFirst() throws {
        var layer = sites(LayerSettings(sizeColumn: "woningen"))
        layer.surfacePoints.append(x: 950, y: 500, feature: 3)
        let results = try analyse(
            SquareTown.workspace([layer], population: nil), threads: 1, perAddress: false)
        #expect(results.buurt("works_size") == [70, 30, nil, 0])
    }

    @Test func pointOnSurfaceLiesInside() {
        // A horseshoe: the middle of its box is outside.
        var set = PolygonSet()
        set.append(
            [(0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30)], feature: 0
        )
        let point = set.pointOnSurface(of: 0)
        #expect(point.map { set.locate(x: $0.x, y: $0.y, in: 0) } == .inside)
    }

    /// Points, lines and blocks against each other: the bits of every piece against every piece.
    @Test func distancesAreThoseOfAPlainLoop() throws {
        try forEverySeed(0..<30) { seed, random in
            func layer(_ name: String, _ role: LayerRole, _ n: Int) -> Layer {
                func place() -> (Double, Double) {
                    (random.double(in: 0..<2000).rounded(), random.double(in: 0..<2000).rounded())
                }
                let corner = place()
                return SquareTown.layer(
                    name, role, points: (0..<n).map { _ in place() },
                    lines: (0..<n).map { _ in [place(), place(), place()] },
                    polygons: [
                        SquareTown.rectangle(
                            corner.0, corner.1, corner.0 + 300, corner.1 + 200)
                    ])
            }
            let mine = layer("works", .site, random.int(in: 0..<6))
            let other = layer("lint", .destination, random.int(in: 0..<20)).geometry
            let table = try SiteTable(
                mine, active: [Bool](repeating: true, count: mine.count),
                buurten: CoverageIndex(SquareTown.buurten().polygons, pointCount: 10))
            let found = table.distances(from: mine.geometry, to: other)
            let (a, b) = (PieceList(mine.geometry), PieceList(other))
            for (k, row) in table.feature.enumerated() {
                let pieces = a.pieces.indices.filter { a.feature[$0] == row }
                let plain = pieces.reduce(Double.infinity) { least, i in
                    b.pieces.indices.reduce(least) {
                        min($0, a.distance(i, to: b, $1, limit: .infinity))
                    }
                }
                #expect(found[k] == plain, "seed \(seed) site \(row)")
            }
            let none = table.distances(from: mine.geometry, to: FeatureGeometry(count: 2))
            #expect(none.allSatisfy { $0 == .infinity })
        }
    }
}
