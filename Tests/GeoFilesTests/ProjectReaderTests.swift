// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import Neighbourhoods
import Testing

/// Writes a project file to a folder of its own and reads it.
func readProject(text: String) throws -> ProjectFile {
    try readProject(bytes: Array(text.utf8))
}

func readProject(bytes: [UInt8]) throws -> ProjectFile {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "project-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("p.yaml")
    try Data(bytes).write(to: file)
    return try GeoFiles.readProject(at: file.path)
}

/// The message of the error that reading gives, from the file name on: `p.yaml:3: …`.
func projectFailure(_ bytes: [UInt8]) -> String {
    do {
        _ = try readProject(bytes: bytes)
        return "no error"
    } catch let error as GeoFileError {
        let name = error.message.range(of: "p.yaml")?.lowerBound ?? error.message.startIndex
        return "\(error.code.rawValue) \(error.message[name...])"
    } catch {
        return "\(error)"
    }
}

func projectFailure(_ text: String) -> String { projectFailure(Array(text.utf8)) }

@Suite struct ProjectReaderTests {
    /// Two lines that every project needs, so that a test's own text begins in line 3.
    static let head = "project: T\nbuurten: {source: b.gpkg, code: c}\n"

    @Test func everyKeyOfEveryRole() throws {
        let file = try readProject(text: wholeProject)
        #expect(file.project == "Overvecht" && file.crs == "EPSG:28992" && file.year == 2024)
        #expect(file.buurten.source.filter == "water = 'NEE'" && file.buurten.source.line == 4)
        #expect(
            file.buurten.groups == [
                GroupDescription(level: "wijk", code: "wijkcode", name: "wijknaam"),
                GroupDescription(level: "gemeente", code: nil, name: "gemeentenaam"),
            ])
        #expect(file.buurten.join?.on == "buurtcode")
        #expect(file.buurten.join?.source.source == "kerncijfers.csv")
        #expect(file.buurten.attributes == ["aantal_inwoners"])
        #expect(file.assumptions.map(\.plain) == ["Geometry is a sketch"])
        #expect(
            file.population?.weight == "inhabitants" && file.population?.dwellings == "woningen")
        #expect(
            file.layers.map(\.name) == [
                "meeting_places", "zones_30", "renovations", "green", "trees", "streets",
                "crossings",
            ])
        #expect(
            file.layers.map(\.role) == [
                .destination, .zone, .site, .green, .trees, .streets, .crossings,
            ])
        let places = file.layers[0]
        #expect(places.settings.thresholds == [300, 500.5] && places.settings.nameColumn == "naam")
        #expect(places.source.x == "x" && places.source.crs == "EPSG:28992")
        #expect(places.filters == ["soort = 'hub'"])
        #expect(file.layers[1].settings.speed == 30 && file.layers[1].settings.fromColumn == "van")
        #expect(file.layers[2].settings.sizeColumn == "woningen")
        #expect(file.layers[3].selections == ["public": "openbaar"])
        #expect(file.layers[3].settings.mergeWithin == 10 && file.layers[3].settings.sizes == [0.5])
        #expect(file.layers[4].columns == ["crown": "kroon"])
        #expect(
            file.layers[5].selections == [
                "walkable": "foot = 1", "cars": "auto", "footway": "trottoir",
            ])
        #expect(file.layers[5].columns == ["speed": "maxspeed", "level": "layer"])
        #expect(file.layers[6].settings.thresholds == [300, 500, 800])
        #expect(file.walking == WalkingRules(maxSnap: 120, nodeTolerance: 0.02))
        #expect(file.minimumInhabitants == 50)
    }

    @Test func lattice() throws {
        let file = try readProject(
            text: Self.head + "layers: {people: {role: population, lattice: 25, rescale_to: inw}}")
        #expect(file.population?.lattice == 25 && file.population?.rescaleTo == "inw")
        #expect(file.population?.source == nil && file.population?.line == 3)
    }

    @Test func byteOrderMarkAndCarriageReturns() throws {
        let text = Self.head.replacingOccurrences(of: "\n", with: "\r\n") + "year: 2024\r\n"
        #expect(try readProject(bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8)).year == 2024)
        let wrong = Self.head.replacingOccurrences(of: "\n", with: "\r\n") + "yaer: 2024\r\n"
        #expect(
            projectFailure([0xEF, 0xBB, 0xBF] + Array(wrong.utf8))
                == "65 p.yaml:3: unknown key \"yaer\" in the project file: did you mean \"year\"?")
    }

    @Test func anchorsAreYAML() throws {
        let file = try readProject(
            text: Self.head + """
                layers:
                  a: {role: destination, source: a.csv, thresholds: &steps [100, 200]}
                  b: {role: destination, source: b.csv, thresholds: *steps}
                """)
        #expect(file.layers[1].settings.thresholds == [100, 200])
        #expect(
            projectFailure(Self.head + "year: *nowhere")
                == "65 p.yaml:3: no valid YAML: found undefined alias")
    }

    @Test func noFile() {
        #expect(
            throws: GeoFileError(.missingInput, "/nowhere/p.yaml: there is no such project file")
        ) {
            try GeoFiles.readProject(at: "/nowhere/p.yaml")
        }
        #expect(throws: GeoFileError.self) { try GeoFiles.readProject(at: "/tmp") }
    }

    @Test func textThatIsNoProject() {
        #expect(projectFailure("").hasPrefix("65 p.yaml:1: the file is empty"))
        #expect(projectFailure("# only a remark\n").hasPrefix("65 p.yaml:1: the file is empty"))
        #expect(
            projectFailure("- a\n- b\n")
                == "65 p.yaml:1: the project file is a list where key: value pairs are needed")
        #expect(
            projectFailure("project: T\n").hasPrefix("65 p.yaml:1: the project file lacks the key"))
        #expect(
            projectFailure([0x61, 0x3A, 0x0A, 0xE9, 0x0A]).hasPrefix(
                "65 p.yaml:2: the text is not UTF-8"))
        #expect(
            projectFailure("project: T\nbuurten:\n\tcode: c\n")
                == "65 p.yaml:3: a tab in the indentation; YAML allows spaces only")
        #expect(projectFailure("project: [T\nbuurten: {").hasPrefix("65 p.yaml:"))
        #expect(projectFailure(Self.head + "---\na: 1\n").contains("a second YAML document"))
        #expect(projectFailure("project: a\u{1}b\n").hasPrefix("65 p.yaml:1: no valid YAML"))
        #expect(
            projectFailure(String(repeating: "[", count: 100_000)).hasPrefix(
                "65 p.yaml:1: no valid"))
    }

    @Test(arguments: [
        (
            "layers:\n  a: {role: zone, source: a}\n  b: {role: zone, source: b}\n  a: {role: zone, source: c}",
            6, 4
        ),
        (
            "layers: {a: {role: zone, source: a},\n  b: {role: zone, source: b},\n  a: {role: zone, source: c}}",
            5, 3
        ),
        (
            "layers:\n  'a':\n    role: zone\n    source: a\n  \"a\":\n    role: green\n    source: a",
            7, 4
        ),
        ("year: 2024\nyear: 2025", 4, 3),
    ])
    func namesGivenTwice(text: String, second: Int, first: Int) {
        let failure = projectFailure(Self.head + text)
        #expect(failure.hasPrefix("65 p.yaml:\(second): \""), "\(failure)")
        #expect(failure.contains("a second time (first in line \(first))"), "\(failure)")
    }

    @Test(arguments: [
        ("colour: red", "3: unknown key \"colour\" in the project file; known are project, crs"),
        ("year: twenty", "3: year of the project file is \"twenty\", which is no number"),
        ("year: '2024'", "3: year of the project file is \"2024\", which is a text in quotes"),
        ("year: 2024.5", "3: year is no year such as 2024"),
        ("year:", "3: year of the project file has no value"),
        ("year: .inf", "3: year of the project file is \".inf\", which is no number"),
        ("crs: [EPSG:28992]", "3: crs of the project file is a list where a text is needed"),
        ("layers: 5", "3: layers is a single value where key: value pairs are needed"),
        ("layers: {a: b.csv}", "3: layer a is a single value where"),
        ("layers: {A: {role: zone, source: a}}", "3: layer name \"A\" must be a small letter"),
        ("layers: {buurten: {role: zone, source: a}}", "3: layer name \"buurten\" is used by"),
        ("layers: {gpkg_a: {role: zone, source: a}}", "3: layer name \"gpkg_a\" is used by"),
        ("layers: {a: {source: a}}", "3: layer a lacks the key \"role\""),
        (
            "layers: {a: {rol: green, source: a}}",
            "3: unknown key \"rol\" in layer a: did you mean \"role\"?"
        ),
        (
            "layers: {a: {role: zones, source: a}}",
            "3: layer a has the unknown role \"zones\": did you mean \"zone\"?"
        ),
        ("layers: {a: {role: zone}}", "3: layer a lacks the key \"source\""),
        (
            "layers:\n  a:\n    role: zone\n    soruce: a",
            "6: unknown key \"soruce\" in layer a: did you mean \"source\"?"
        ),
        (
            "layers: {a: {role: zone, source: a, lattice: 25}}",
            "3: key \"lattice\" is for layers of role population"
        ),
        (
            "layers: {a: {role: zone, source: a, speed: fast}}",
            "3: speed of layer a is \"fast\", which is no number"
        ),
        (
            "layers: {a: {role: green, source: a, thresholds: 300}}",
            "3: thresholds of layer a is a single value where a list"
        ),
        (
            "layers: {a: {role: green, source: a, thresholds: [500, 300]}}",
            "3: thresholds of layer a must ascend"
        ),
        (
            "layers: {a: {role: green, source: a, thresholds: [300, 300]}}",
            "3: thresholds of layer a must ascend"
        ),
        (
            "layers: {a: {role: green, source: a, thresholds: [0]}}",
            "3: an entry of thresholds of layer a is 0 and must be above 0"
        ),
        (
            "layers: {a: {role: green, source: a, thresholds: []}}",
            "3: thresholds of layer a is an empty list"
        ),
        (
            "layers: {a: {role: green, source: a, merge_within: -1}}",
            "3: merge_within of layer a is -1 and must not be below 0"
        ),
        (
            "layers: {p: {role: population, lattice: 0}}",
            "3: lattice of layer p is 0 and must be above 0"
        ),
        ("layers: {p: {role: population}}", "3: layer p needs source: FILE with addresses"),
        (
            "layers: {p: {role: population, lattice: 5, weight: w}}",
            "3: layer p is a lattice, which has no weight"
        ),
        (
            "layers: {p: {role: population, source: a}, q: {role: population, source: b}}",
            "3: q is a second layer of role population"
        ),
        ("layers: {a: {role: zone, source: a, x: x}}", "3: layer a has x without y"),
        (
            "layers: {a: {role: zone, source: a, x: x, y: y, geometry: g}}",
            "3: layer a has both geometry and x, y"
        ),
        (
            "layers: {a: {role: zone, source: a, sql: s, where: w}}",
            "3: layer a has sql beside layer or where"
        ),
        ("privacy: {minimum: 5}", "3: unknown key \"minimum\" in privacy"),
        (
            "assumptions: sketch",
            "3: assumptions of the project file is a single value where a list"
        ),
        (
            "assumptions: [{de: Skizze}]",
            "3: unknown key \"de\" in an entry of assumptions"
        ),
        ("norms: {a: far}", "3: a of norms is \"far\", which is no number"),
        ("norms: {a: [500, 300]}", "3: a of norms must ascend"),
        (
            "layers: {a: {role: site, source: a, works: [b]}}",
            "3: works of layer a names 1 columns; it needs the first and the last"
        ),
        ("layers: {a: {role: trees, source: a, cost: b}}", "3: key \"cost\" is for layers of role"),
        ("privacy: {}", "3: privacy lacks the key \"minimum_inhabitants\""),
        ("walking: {max_snap: far}", "3: max_snap of walking is \"far\", which is no number"),
        ("indicators: all", "3: indicators of the project file is a single value where a list"),
        ("indicators: [a, a]", "3: indicator a is asked for twice (first in line 3)"),
        ("? [a]\n: b", "3: a key in the project file is a list"),
    ])
    func refused(text: String, message: String) {
        let failure = projectFailure(Self.head + text)
        #expect(failure.hasPrefix("65 p.yaml:\(message)"), "\(failure)")
        #expect(!failure.contains("\n"))
    }

    @Test func titlesCostsAndNorms() throws {
        let file = try readProject(
            text:
                """
                project: P
                buurten: {source: b, code: c}
                layers:
                  a: {role: site, source: a, title: {nl: werken, en: works}, cost: kosten, works: [van, tot]}
                  b: {role: green, source: a, title: parken, norm: 300}
                norms: {b_share: [10, 20]}
                """)
        let (a, b) = (file.layers[0].settings, file.layers[1].settings)
        #expect(a.title?.text(in: "nl") == "werken" && a.title?.text(in: "en") == "works")
        #expect(a.costColumn == "kosten" && a.worksColumns == ["van", "tot"])
        #expect(b.title?.text(in: "nl") == "parken" && b.norms == [300])
        #expect(file.norms == ["b_share": [10, 20]])
    }

    @Test(arguments: [
        ("buurten: {source: b}", "2: buurten lacks the key \"code\""),
        ("buurten: {code: b}", "2: buurten lacks the key \"source\""),
        (
            "buurten: {source: b, code: c, nmae: d}",
            "2: unknown key \"nmae\" in buurten: did you mean \"name\"?"
        ),
        ("buurten: {source: b, code: c, groups: {total: d}}", "2: group name \"total\" is used by"),
        (
            "buurten: {source: b, code: c, groups: {inhabitants: d}}",
            "2: group name \"inhabitants\" is used by"
        ),
        (
            "buurten: {source: b, code: c, groups: {wijk: {cod: d}}}",
            "2: unknown key \"cod\" in group wijk"
        ),
        ("buurten: {source: b, code: c, groups: {wijk: [d]}}", "2: group wijk is a list where"),
        ("buurten: {source: b, code: c, attributes: [d, d]}", "2: attribute d is listed twice"),
        ("buurten: {source: b, code: c, attributes: [[d]]}", "2: an entry of attributes is a list"),
        ("buurten: {source: b, code: c, join: {source: d}}", "2: join lacks the key \"on\""),
    ])
    func buurtenRefused(text: String, message: String) {
        let failure = projectFailure("project: T\n\(text)\n")
        #expect(failure.hasPrefix("65 p.yaml:\(message)"), "\(failure)")
    }
}

let wholeProject = """
    project: Overvecht
    crs: EPSG:28992
    # a remark
    buurten:
      source: buurten.gpkg
      layer: buurten
      where: "water = 'NEE'"
      code: buurtcode
      name: buurtnaam
      groups: {wijk: {code: wijkcode, name: wijknaam}, gemeente: gemeentenaam}
      join: {source: kerncijfers.csv, on: buurtcode}
      attributes: [aantal_inwoners]
    layers:
      addresses:      {role: population, source: addresses.gpkg, weight: inhabitants, dwellings: woningen}
      meeting_places: {role: destination, source: m.csv, x: x, y: y, crs: EPSG:28992, name: naam, thresholds: [300, 500.5]}
      zones_30:       {role: zone, source: z.geojson, speed: 30, from: van, until: tot}
      renovations:    {role: site, source: r.geojson, size: woningen, from: start, until: eind}
      green:          {role: green, source: g.gpkg, where: "eind IS NULL", public: openbaar, merge_within: 10, sizes: [0.5]}
      trees:          {role: trees, source: t.gpkg, crown: kroon}
      streets:        {role: streets, source: s.gpkg, speed: maxspeed, walkable: foot = 1, cars: auto, footway: trottoir, level: layer}
      crossings:      {role: crossings, source: c.geojson}
    walking: {max_snap: 120, node_tolerance: 0.02}
    year: 2024
    indicators:
      - green_share
      - {id: near_hub, layer: meeting_places, where: "soort = 'hub'", measure: walk, reduce: {share_within: 400}}
    privacy: {minimum_inhabitants: 50}
    assumptions: [Geometry is a sketch]
    """
