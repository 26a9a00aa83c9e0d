// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Streets as people send them: what `check` says of each, and what becomes of the distances.
///
/// One buurt of 2,000 by 1,000 m. Coordinates are metres from (100000, 400000); people live 100 m north of
/// (500, 500) and (1500, 500), the hub is 50 m south of (1500, 500).
@Suite struct StreetInputTests {
    /// A street along y = 500 with a vertex every 500 m.
    private static let main: [(Int, Int)] = [
        (0, 500), (500, 500), (1000, 500), (1500, 500), (2000, 500),
    ]

    private static func text(_ points: [(Int, Int)]) -> String {
        "(" + points.map { "\(100_000 + $0.0) \(400_000 + $0.1)" }.joined(separator: ",") + ")"
    }

    private static func line(_ points: [(Int, Int)]) -> String { "LINESTRING" + text(points) }

    /// Runs `body` in the folder of a project with these streets.
    private func inProject(
        _ streets: [(String, String)], options: String = "", layers: String = "",
        files: [String: String] = [:], _ body: (_ folder: String) throws -> Void
    ) throws {
        try TestFolders.temporary { folder in
            let rows = streets.map { "\($0.0),\"\($0.1)\"\n" }.joined()
            let all = [
                "buurt.csv":
                    "code,wkt\nA,\"POLYGON((100000 400000,102000 400000,102000 401000,100000 401000,100000 400000))\"\n",
                "people.csv": "x,y\n100500,400600\n101500,400600\n",
                "hub.csv": "x,y\n101500,400450\n",
                "streets.csv": "maxspeed,wkt\n" + rows,
                "p.yaml": """
                project: T
                buurten: {source: buurt.csv, geometry: wkt, crs: EPSG:28992, code: code}
                layers:
                  people: {role: population, source: people.csv, x: x, y: y, crs: EPSG:28992}
                  hub: {role: destination, source: hub.csv, x: x, y: y, crs: EPSG:28992, thresholds: [300]}
                  streets: {role: streets, source: streets.csv, geometry: wkt, crs: EPSG:28992, speed: maxspeed\(options)}
                \(layers)
                """,
            ].merging(files) { $1 }
            for (name, text) in all {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            }
            try body(folder)
        }
    }

    /// Columns of the two addresses and of the buurt, with what the run said.
    private func run(
        in folder: String
    ) throws -> (addresses: [[String: String]], buurt: [String: String], errors: String) {
        let run = try NabijProcess.run(
            ["run", "p.yaml", "--out", "out", "--per-address"], in: folder)
        #expect(run.code == 0, "\(run.errors)")
        func rows(_ name: String) throws -> [[String: String]] {
            csvRows(try String(contentsOfFile: folder + "/out/" + name, encoding: .utf8))
        }
        return (try rows("addresses.csv"), try rows("indicators.csv")[0], run.errors)
    }

    /// What `check` counts, by rule; the network has to be in order but for that.
    private func findings(in folder: String) throws -> [String: Int] {
        let answer = try NabijProcess.run(["check", "p.yaml", "--format", "json"], in: folder)
        #expect(answer.code == 0, "\(answer.errors)")
        let root =
            try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        let defects = try #require(root?["defects"] as? [[String: Any]])
        return Dictionary(
            defects.map { ($0["rule"] as? String ?? "", $0["count"] as? Int ?? -1) },
            uniquingKeysWith: +)
    }

    /// Both commands refuse the project in the same line.
    private func expectRefusal(_ words: [String], in folder: String) throws {
        let check = try NabijProcess.run(["check", "p.yaml"], in: folder)
        let run = try NabijProcess.run(["run", "p.yaml", "--out", "out"], in: folder)
        for answer in [check, run] {
            #expect(answer.code == 65, "\(answer.errors)")
            #expect(answer.errors.hasPrefix("error: p.yaml: "), "\(answer.errors)")
            #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
            for word in words { #expect(answer.errors.contains(word), "\(answer.errors)") }
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
    }

    /// A ring from (500, 500) by (500, 580) and (560, 580): back along the hypotenuse, 100 m.
    ///
    /// The address at (500, 600) is 20 m from its corner (500, 580): 20 + 80 + 1000 + 50, or 20 + 60 + 100 + ...
    @Test func selfLoops() throws {
        let ring = Self.line([(500, 500), (500, 580), (560, 580), (500, 500)])
        let still = Self.line([(700, 500), (700, 500)])
        try inProject([("30", Self.line(Self.main)), ("30", ring), ("30", still)]) { folder in
            let (addresses, _, errors) = try run(in: folder)
            #expect(addresses[0]["hub_walk"] == "1150")
            #expect(addresses[1]["hub_walk"] == "150")
            #expect(errors.contains("streets: 1 invalid_geometry left out"))
            #expect(try findings(in: folder) == ["invalid_geometry": 1])
        }
        // A ring around nothing, of which no vertex is one of the street: an island, and one near miss.
        try inProject([("30", Self.line([(0, 500), (2000, 500)])), ("30", ring)]) { folder in
            let found = try findings(in: folder)
            #expect(found == ["island": 1, "near_miss": 1])
        }
    }

    @Test func degrees() throws {
        try inProject([("30", "LINESTRING(5.10 52.10,5.11 52.10)")]) { folder in
            try expectRefusal(
                ["streets: 1 degrees_as_metres refused", "name crs: EPSG:4258", "5.1 52.1"],
                in: folder)
        }
    }

    /// Lines from side to side, which cross without a vertex: each is a part of its own.
    @Test func noSharedVertices() throws {
        let across = (1...6).map { Self.line([(0, 80 + 140 * $0), (2000, 80 + 140 * $0)]) }
        let along = (1...6).map { Self.line([(60 + 300 * $0, 0), (60 + 300 * $0, 1000)]) }
        try inProject((across + along).map { ("30", $0) }) { folder in
            let found = try findings(in: folder)
            #expect(found["not_cut"] == 12 && found["island"] == 11)
            #expect(found["crossing_without_vertex"] == 36)
            let check = try NabijProcess.run(["check", "p.yaml"], in: folder)
            #expect(
                check.output.contains(
                    "streets: 12 not_cut reported: most edges meet no other, and streets meet at shared vertices only: cut them where they cross (QGIS: Split with lines; GRASS: v.clean tool=break; PostGIS: ST_Node)"
                ))
            // The people are nearest to y = 640, the hub (1500, 450) to y = 500.
            let (addresses, buurt, errors) = try run(in: folder)
            #expect(addresses.map { $0["hub_walk"] } == ["", ""])
            #expect(buurt["hub_walk_unreached_share"] == "100")
            #expect(
                errors.contains(
                    "note: 2 addresses have no way to any feature of hub: the streets are in 12 parts that are not connected (nabij check); streets meet at shared vertices only"
                ))
        }
        // Three lines are as bad, in small.
        try inProject([
            ("30", Self.line([(0, 500), (2000, 500)])), ("30", Self.line([(300, 0), (300, 900)])),
            ("30", Self.line([(600, 0), (600, 900)])),
        ]) { folder in
            let found = try findings(in: folder)
            #expect(found == ["not_cut": 3, "island": 2, "crossing_without_vertex": 2])
        }
    }

    /// One feature of three parts that meet at (1000, 500).
    @Test func multipartLines() throws {
        let parts = [
            Self.text([(0, 500), (1000, 500)]), Self.text([(1000, 500), (2000, 500)]),
            Self.text([(1000, 500), (1000, 700)]),
        ]
        try inProject([("30", "MULTILINESTRING(\(parts.joined(separator: ",")))")]) { folder in
            let (addresses, buurt, _) = try run(in: folder)
            #expect(addresses.map { $0["hub_walk"] } == ["1150", "150"])
            #expect(buurt["streets_length"] == "2200")
            #expect(try findings(in: folder).isEmpty)
        }
    }

    @Test(arguments: ["-5", "900", "1e9", "201", "nan", "inf", "50 mph", "fast", "30 50"])
    func speedsThatAreNone(speed: String) throws {
        try inProject([("30", Self.line(Self.main)), (speed, Self.line([(0, 0), (0, 500)]))]) {
            try expectRefusal(
                [
                    "layer streets, feature 2: '", "in column maxspeed is no speed in km/h",
                    "write a number from 1 to 200, such as 30, or 0 where it is unknown",
                ], in: $0)
        }
    }

    /// A column of text in all the ways there are; only the last, of 50 km/h by the rule, is a barrier.
    @Test func speedsInWords() throws {
        let speeds = ["30", "NL:zone30", "30 km/h", "walk", "onbekend"]
        let streets = zip(speeds, zip(Self.main, Self.main.dropFirst() + [(2000, 900)])).map {
            ($0, Self.line([$1.0, $1.1]))
        }
        try inProject(streets) { folder in
            let (addresses, buurt, errors) = try run(in: folder)
            #expect(addresses.map { $0["hub_safe_walk"] } == ["1150", "150"])
            // 2,000 of 2,400 m.
            #expect(abs((Double(buurt["streets_30_share"] ?? "") ?? 0) - 250 / 3) < 1e-9)
            #expect(
                errors.contains("1 of 5 streets have cars and no known speed: taken as 50 km/h"))
            #expect(try findings(in: folder) == ["unknown_speed": 1])
        }
    }

    @Test func noWalkableEdge() throws {
        let street = [("30", Self.line(Self.main))]
        try inProject(street, options: ", walkable: \"maxspeed > 40\"") { folder in
            try expectRefusal(
                ["layer streets: no street is walkable; correct its walkable: column or filter"],
                in: folder)
        }
        // Nobody has to walk for the length of streets.
        let only = "indicators: [streets_length, streets_30_share]"
        try inProject(street, options: ", walkable: \"maxspeed > 40\"", layers: only) { folder in
            let check = try NabijProcess.run(["check", "p.yaml"], in: folder)
            #expect(check.code == 0 && check.errors == "note: streets: none is walkable\n")
            #expect(try run(in: folder).buurt["streets_length"] == "2000")
        }
    }

    /// The street of the first address ends 200 m before that of the other.
    @Test func anIslandWithoutFacility() throws {
        try inProject([
            ("30", Self.line([(0, 500), (900, 500)])),
            ("30", Self.line([(1100, 500), (2000, 500)])),
        ]) { folder in
            let (addresses, buurt, errors) = try run(in: folder)
            #expect(addresses.map { $0["hub_walk"] } == ["", "150"])
            #expect(addresses.map { $0["hub_safe_walk"] } == ["", "150"])
            #expect(buurt["hub_walk_unreached_share"] == "50")
            // In the denominator of shares, outside means.
            #expect(buurt["hub_walk_share_300"] == "50" && buurt["hub_walk_mean"] == "150")
            #expect(
                errors.contains(
                    "note: 1 addresses have no way to any feature of hub: the streets are in 2 parts that are not connected (nabij check)\n"
                ))
            #expect(try findings(in: folder) == ["island": 1])
        }
    }

    /// A crossing 21 m from the fast road helps nobody, one 20 m from it does: 100 + 50 over the road.
    @Test(arguments: [(521, nil), (520, "150"), (90_000, nil)])
    func crossingsFarFromAnyStreet(y: Int, safe: String?) throws {
        let crossing =
            "  oversteek: {role: crossings, source: c.csv, x: x, y: y, crs: EPSG:28992}\n"
        try inProject(
            [("50", Self.line(Self.main))], options: ", footway: \"maxspeed = 50\"",
            layers: crossing, files: ["c.csv": "x,y\n101500,\(400_000 + y)\n"]
        ) { folder in
            let (addresses, _, _) = try run(in: folder)
            // Without it by the end of the road: 100 + 500 + 500 + 50.
            #expect(addresses[1]["hub_safe_walk"] == safe ?? "1150")
            #expect(addresses[1]["hub_walk"] == "150")
            #expect(try findings(in: folder) == (safe == nil ? ["far_crossing": 1] : [:]))
        }
    }
}
