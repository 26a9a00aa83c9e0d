// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// A quiet street and a busy road in one line, an address north of the road and a hub south of it.
@Suite struct ExplainCommandTests {
    private static let files = [
        "buurt.csv":
            "code,naam,wkt\nA,Buurt A,\"POLYGON((100000 400000,102000 400000,102000 401000,100000 401000,100000 400000))\"\n",
        "streets.csv":
            "naam,maxspeed,trottoir,wkt\nStille straat,30,0,\"LINESTRING(100000 400500,101000 400500)\"\n"
            + "Drukke weg,50,1,\"LINESTRING(101000 400500,102000 400500)\"\n",
        "crossings.csv": "naam,x,y\nZebra,101450,400508\n",
        "hub.csv": "naam,x,y\nDe Hub,101500,400450\n",
        "people.csv": "x,y\n101500,400600\n",
        "p.yaml": """
        project: T
        buurten: {source: buurt.csv, geometry: wkt, crs: EPSG:28992, code: code, name: naam}
        layers:
          people: {role: population, source: people.csv, x: x, y: y, crs: EPSG:28992}
          hub: {role: destination, source: hub.csv, x: x, y: y, crs: EPSG:28992, name: naam}
          streets: {role: streets, source: streets.csv, geometry: wkt, crs: EPSG:28992, name: naam, speed: maxspeed, footway: trottoir}
          crossings: {role: crossings, source: crossings.csv, x: x, y: y, crs: EPSG:28992, name: naam}
        """,
        "closed.yaml": """
        scenario: Closed
        changes:
          - {id: zebra, remove: crossings, where: "naam = 'Zebra'"}
        """,
    ]

    private func inProject(_ body: (_ folder: String) throws -> Void) throws {
        try TestFolders.temporary { folder in
            for (name, text) in Self.files {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            }
            try body(folder)
        }
    }

    private func explain(_ options: [String], in folder: String) throws -> NabijProcess {
        try NabijProcess.run(
            ["explain", "p.yaml", "--address", "101500,400600", "--to", "hub"] + options, in: folder
        )
    }

    @Test func text() throws {
        try inProject { folder in
            let result = try explain(["--safe"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            #expect(
                result.output == """
                    from 101500,400600, in Buurt A (A), to hub
                      straight line     150.0 m  to De Hub
                      walking           150.0 m  to De Hub
                      safe walking      250.0 m  to De Hub

                    safe walking
                             m      sum
                         100.0    100.0  straight to Drukke weg
                         100.0    200.0  along Drukke weg (50 km/h), on its footway
                          50.0    250.0  straight to De Hub, from the street

                    fast streets on the way
                      the straight line crosses Drukke weg (50 km/h) at 101500.0,400500.0, not at a crossing
                      walking crosses Drukke weg (50 km/h) at 101500.0,400500.0, not at a crossing
                      safe walking crosses Drukke weg (50 km/h) at 101450.0,400500.0, by the crossing Zebra, 8.0 m away

                    """)
        }
    }

    /// Without the crossing one walks round by the quiet half: 100 + 500 + 500 + 50.
    @Test func aScenario() throws {
        try inProject { folder in
            let result = try explain(["--scenario", "closed.yaml", "--format", "json"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            let root =
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            #expect(root?["ok"] as? Bool == true)
            #expect((root?["walk"] as? [String: Any])?["distance"] as? Double == 150)
            #expect((root?["safe_walk"] as? [String: Any])?["distance"] as? Double == 1150)
        }
    }

    @Test func geoJSONToAFile() throws {
        try inProject { folder in
            let result = try explain(["--out", "way.geojson"], in: folder)
            #expect(result.code == 0, "\(result.errors)")
            #expect(result.output.hasPrefix("from 101500,400600, in Buurt A (A), to hub\n"))
            let file = try Data(contentsOf: URL(fileURLWithPath: folder + "/way.geojson"))
            let printed = try explain(["--format", "geojson"], in: folder)
            #expect(printed.output == String(decoding: file, as: UTF8.self))
            let root = try JSONSerialization.jsonObject(with: file) as? [String: Any]
            #expect((root?["features"] as? [Any])?.count == 11)
            let refused = try explain(["--out", "nowhere/way.geojson"], in: folder)
            #expect(refused.code == 73)
        }
    }

    @Test(arguments: [
        ("101500", "hub", 64, "--address 101500 is no place"),
        ("5.1,52.1", "hub", 64, "--address 5.1,52.1 looks like degrees and has to be metres"),
        (
            "101500,400600", "hubs", 65,
            "--to hubs: the project has no such layer; did you mean 'hub'?"
        ),
        ("101500,400600", "streets", 65, "layer streets has role streets: walking is measured to"),
    ]) func mistakes(address: String, layer: String, code: Int32, message: String) throws {
        try inProject { folder in
            let result = try NabijProcess.run(
                ["explain", "p.yaml", "--address", address, "--to", layer], in: folder)
            #expect(result.code == code)
            #expect(result.output == "")
            #expect(result.errors.contains(message), "\(result.errors)")
            #expect(result.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func noWayIsAnAnswer() throws {
        try inProject { folder in
            let result = try NabijProcess.run(
                ["explain", "p.yaml", "--address", "100500,400900", "--to", "hub"], in: folder)
            #expect(result.code == 0)
            #expect(result.output.contains("  walking        no way\n"))
            #expect(
                result.output.contains(
                    "the nearest walkable street, Stille straat, is 400.0 m away: more than max_snap, 150 m"
                ))
            let outside = try NabijProcess.run(
                ["explain", "p.yaml", "--address", "101500,399990", "--to", "hub"], in: folder)
            #expect(outside.output.contains("outside every buurt, so that it counts in none"))
        }
    }
}
