// SPDX-License-Identifier: EUPL-1.2
//
// A published result as a plausibility check: the number of people who can walk to each amenity of Utrecht in 5, 10
// and 15 minutes, from OpenStreetMap and the census in squares of 100 m (`coaccessibility`). Neither their streets
// nor their people are here, so the figures are bounds and not expected values.
//
// At 5 km/h one walks 417, 833 and 1,250 m in that time. Whoever walks so far is within so far in a straight line;
// and in a town, whoever is within half of it walks no farther (a detour of two is rare).
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
struct AmenitiesTests {
    private static let minutes = [5, 10, 15]
    private static let metres = [417, 833, 1250]

    private static func source(_ minutes: Int) -> String {
        real("punten/utrecht_voorzieningen_bereik_\(minutes)m.csv.gz")
    }

    private static let buurten = """
        buurten:
          source: \(real("buurten/utrecht_buurt_ca2014.geojson"))
          sql: "SELECT 'BU0344' || KODE AS buurtcode, * FROM utrecht_buurt_ca2014"
          code: buurtcode
          name: NAAM
        """

    /// Amenities as if they were addresses, and who is within reach of each: rows of `addresses.csv`, which has the
    /// amenities in the order of their source, with what was published of them.
    private func reach(
        _ minutes: Int, _ people: String, _ indicators: [String], files: [String: String] = [:]
    ) throws -> [(row: [String: String], published: Double)] {
        let run = try NabijRun(
            """
            project: Utrecht
            \(Self.buurten)
            layers:
              amenities: {role: population, source: \(Self.source(minutes)), geometry: geometry, crs: EPSG:28992}
            \(people)
            indicators: [\(indicators.joined(separator: ", "))]
            """, files: files, options: ["--per-address"])
        let rows = try run.rows("addresses.csv")
        let published = try table("punten/utrecht_voorzieningen_bereik_\(minutes)m.csv.gz")
        try #require(rows.count > 3_000 && rows.count == published.count)
        return try zip(rows, published).map { row, other in
            let x = try #require(row["x"]).prefix { $0 != "." }
            #expect(other["geometry"]?.hasPrefix("POINT(\(x).") == true)
            return (row, try #require(Double(other["total_pop"] ?? "")))
        }
    }

    /// The rows of a table of the test data.
    private func table(_ path: String) throws -> [[String: String]] {
        csvRows(try NabijProcess.run(program: "gzip", ["-dc", TestData.path(path)]).output)
    }

    private func number(_ row: [String: String], _ column: String) throws -> Double {
        try #require(Double(row[column] ?? ""), "\(column)")
    }

    /// People of the buurten of 2024, spread evenly: 25 to a point.
    private func people() throws -> String {
        let lattice = try NabijRun(
            """
            project: Utrecht
            \(Self.buurten)
            layers:
              people: {role: population, lattice: 100}
              amenities: {role: destination, source: \(Self.source(5)), geometry: geometry, crs: EPSG:28992}
            indicators: [amenities_distance_mean]
            """, options: ["--per-address"])
        let points = Dictionary(grouping: try lattice.rows("addresses.csv")) {
            $0["buurtcode"] ?? ""
        }
        var text = "x,y\n"
        for buurt in try table("buurten/kerncijfers_buurten_nl_2024.csv.gz") {
            let own = points[buurt["buurtcode"] ?? ""] ?? []
            guard !own.isEmpty, let count = Int(buurt["aantal_inwoners"] ?? "") else { continue }
            for k in 0..<count / 25 {
                // Every part of the buurt in turn.
                let point = own[k * own.count / max(count / 25, 1)]
                text += "\(point["x"] ?? ""),\(point["y"] ?? "")\n"
            }
        }
        return text
    }

    @Test func straightLinesAreBounds() throws {
        let files = ["people.csv": try people()]
        for (minutes, metres) in zip(Self.minutes, Self.metres) {
            let half = metres / 2
            let found = try reach(
                minutes,
                "  people: {role: destination, source: people.csv, x: x, y: y, crs: EPSG:28992, thresholds: [\(half), \(metres)]}",
                ["people_reach_\(half)_mean", "people_reach_\(metres)_mean"], files: files
            ).filter { $0.row["buurtcode"] != "" }
            var near: [Double] = [], far: [Double] = []
            for (row, _) in found {
                near.append(25 * (try number(row, "people_reach_\(half)")))
                far.append(25 * (try number(row, "people_reach_\(metres)")))
            }
            let published = found.map(\.published)
            func sum(_ values: [Double]) -> Double { values.reduce(0, +) }
            #expect(sum(near) < sum(published) && sum(published) < sum(far), "\(minutes) minutes")
            // Of nearly all, though people are spread evenly over their buurt here.
            let below = zip(published, far).count { $0 <= $1 }
            #expect(Double(below) > 0.98 * Double(found.count), "\(minutes) minutes")
            // Where many live near, many walk.
            let agreement = rankCorrelation(published, far)
            #expect(agreement > 0.6, "\(minutes) minutes: \(agreement)")
        }
    }

    /// The doors of Rivierenwijk along its own streets, which are a part of all doors and streets: fewer by walking
    /// than in a straight line, and fewer than the people who were published to come from everywhere.
    @Test func walkingInRivierenwijk() throws {
        var counted = 0, beyond = 0
        for (minutes, metres) in zip(Self.minutes, Self.metres) {
            let found = try reach(
                minutes,
                """
                  doors: {role: destination, source: \(real("netwerk/utrecht_rivierenwijk_addresses.geojson")), thresholds: [\(metres)]}
                  streets: {role: streets, source: \(real("netwerk/utrecht_rivierenwijk_roads.geojson")), speed: maxspeed, walkable: walkable}
                """, ["doors_reach_\(metres)_mean", "doors_walk_reach_\(metres)_mean"])
            for (row, published) in found {
                let walking = try number(row, "doors_walk_reach_\(metres)")
                let straight = try number(row, "doors_reach_\(metres)")
                #expect(walking <= straight)
                // Of some amenities they say that nobody comes: no way in their network.
                guard walking > 0, published > 0 else { continue }
                counted += 1
                if walking > published { beyond += 1 }
            }
        }
        // Where their network has a gap that this one has not.
        #expect(counted > 200 && 100 * beyond <= counted, "\(beyond) of \(counted)")
    }

    /// Spearman's: the correlation of ranks, equal values sharing theirs.
    private func rankCorrelation(_ a: [Double], _ b: [Double]) -> Double {
        func ranks(_ values: [Double]) -> [Double] {
            let order = values.indices.sorted { values[$0] < values[$1] }
            var ranks = [Double](repeating: 0, count: values.count)
            var low = 0
            while low < order.count {
                var high = low
                while high < order.count, values[order[high]] == values[order[low]] { high += 1 }
                for i in low..<high { ranks[order[i]] = Double(low + high - 1) / 2 }
                low = high
            }
            return ranks
        }
        let one = ranks(a), other = ranks(b)
        let mean = Double(a.count - 1) / 2
        func product(_ x: [Double], _ y: [Double]) -> Double {
            zip(x, y).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
        }
        return product(one, other) / (product(one, one) * product(other, other)).squareRoot()
    }
}
