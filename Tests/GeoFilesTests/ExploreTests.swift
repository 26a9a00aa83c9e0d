// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import Planar
import TestSupport
import Testing

@testable import GeoFiles

@Suite(.enabled(if: TestData.isPresent, "\(TestData.skipReason)"))
struct ExploreTests {
    @Test func endToEnd() throws {
        let d = TestData.path("")
        var p = ProjectFile(path: d + "/x.yaml", project: "x", buurten: .init(source: .init(source: "buurten/buurten_nl_2024_rd.geojson.gz", filter: "gemeentecode = 'GM0228'"), code: "buurtcode", name: "buurtnaam", groups: [.init(level: "wijk", code: "wijkcode", name: "wijknaam"), .init(level: "gemeente", code: nil, name: "gemeentenaam")], attributes: ["aantal_inwoners"]),
          population: .init(name: "addresses", source: .init(source: "punten/adressen_otterlo_4326.gpkg")),
          layers: [.init(name: "green", role: .green, source: .init(source: "groen/bgt_otterlo_begroeidterreindeel_rd.geojson.gz", filter: "eindRegistratie IS NULL")),
           .init(name: "gml", role: .green, source: .init(source: "groen/bgt_otterlo_gml.zip", layer: "bgt_begroeidterreindeel", filter: "eindRegistratie IS NULL"), filters: ["class = 'groenvoorziening'"]),
           .init(name: "lights", role: .destination, source: .init(source: "punten/utrecht_lichtmasten.geojson", encoding: "ISO-8859-1")),
           .init(name: "stem", role: .destination, source: .init(source: "punten/stemlokalen_tk2025_provincie_utrecht.csv", crs: "EPSG:28992"))])
        let l = try load(p, options: .init(threads: 2))
        for x in l.defects { print(x.layer, x.rule, x.count, x.action, x.features.prefix(3), x.remedy) }
        for x in l.notes { print(x) }
        for x in l.inputs { print(x) }
        for x in l.stages { print(x) }
        print(l.workspace?.buurten.codes.count ?? -1, l.workspace?.buurten.groups as Any)
        p.layers = [.init(name: "alk", role: .green, source: .init(source: "vuil/alkmaar_schoolroutes_ongeldig.geojson.gz"))]
        p.population = nil
                p.buurten.groups = []
        let c = ContinuousClock.now
        let m = try load(p, options: .init(threads: 2))
        print(ContinuousClock.now - c)
        for x in m.defects { print(x.layer, x.rule, x.count, x.action, x.features.prefix(3), x.remedy) }
        for x in m.stages { print(x) }
    }
}
