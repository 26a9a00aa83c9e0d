// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import Neighbourhoods
import Testing

@Suite struct CSVFormatTests {
    @Test func plainTables() throws {
        try OutputSample.write(OutputSample.content()) { folder in
            let text1 = try OutputSample.text(folder + "/indicators.csv")
            #expect(
                text1 == """
                    buurtcode,buurtnaam,wijkcode,wijknaam,gemeente,inhabitants,addresses,area_m2,\
                    green_share,hub_distance_mean,aantal_inwoners,Inhabitants_source
                    BU01,=Een,WK1,"Oost, ""West""\",NA,2.5,1,96.5,12.25,1234.5,100,a
                    BU02,"Twee, zuid",WK1,"Oost, ""West""\",NA,1,1,96.5,0.0000001,,,b
                    BU03,'t Volle Hof,,,NA,,,96.5,0,,,c

                    """)
            let text2 = try OutputSample.text(folder + "/indicators-wijk.csv")
            #expect(
                text2 == """
                    wijkcode,wijknaam,inhabitants,addresses,area_m2,green_share,hub_distance_mean
                    WK1,"Oost, ""West""\",3.5,1,96.5,1,2
                    ,,,,96.5,,

                    """)
            let text3 = try OutputSample.text(folder + "/indicators-gemeente.csv")
            #expect(
                text3 == """
                    gemeente,inhabitants,addresses,area_m2,green_share,hub_distance_mean
                    NA,3.5,1,96.5,1,2

                    """)
            let text4 = try OutputSample.text(folder + "/indicators-total.csv")
            #expect(
                text4 == """
                    total,inhabitants,addresses,area_m2,green_share,hub_distance_mean
                    Sample,3.5,1,96.5,1,2

                    """)
        }
    }

    /// Numbers are rounded half away from zero: 96.5 to 97, 1234.5 to 1235.
    @Test func dutchTables() throws {
        try OutputSample.write(OutputSample.content(csv: .dutch)) { folder in
            let text = try OutputSample.text(folder + "/indicators.csv")
            #expect(
                text == "\u{FEFF}"
                    + [
                        "buurtcode;buurtnaam;wijkcode;wijknaam;gemeente;inhabitants;addresses;area_m2;"
                            + "green_share;hub_distance_mean;aantal_inwoners;Inhabitants_source",
                        "BU01;'=Een;WK1;\"Oost, \"\"West\"\"\";NA;3;1;97;12,3;1235;100;a",
                        "BU02;Twee, zuid;WK1;\"Oost, \"\"West\"\"\";NA;1;1;97;0,0;;;b",
                        "BU03;'t Volle Hof;;;NA;;;97;0,0;;;c", "",
                    ].joined(separator: "\r\n"))
            #expect(
                try OutputSample.text(folder + "/addresses.csv")
                    == "\u{FEFF}x;y;weight;buurtcode;hub_distance\r\n1;1;2,5;BU01;1,5\r\n"
                    + "25,5;5;1;BU02;\r\n")
        }
    }

    @Test func addressesOnlyWhenAskedFor() throws {
        try OutputSample.write(OutputSample.content()) { folder in
            let text5 = try OutputSample.text(folder + "/addresses.csv")
            #expect(
                text5 == """
                    x,y,weight,buurtcode,hub_distance
                    1,1,2.5,BU01,1.5
                    25.5,5,1,BU02,

                    """)
        }
        try OutputSample.write(OutputSample.content(perAddress: false)) { folder in
            #expect(!FileManager.default.fileExists(atPath: folder + "/addresses.csv"))
        }
    }

    @Test func everyTableNamesAnAssumption() throws {
        var results = OutputSample.results
        results.assumptions = ["a lattice, not addresses"]
        try OutputSample.write(OutputSample.content(results: results)) { folder in
            for file in [
                "indicators", "indicators-wijk", "indicators-gemeente", "indicators-total",
            ] {
                let lines = try OutputSample.text(folder + "/\(file).csv").split(separator: "\n")
                #expect(lines.first?.hasSuffix(",assumptions") == true, "\(file)")
                #expect(
                    lines.dropFirst().allSatisfy { $0.hasSuffix("\"a lattice, not addresses\"") },
                    "\(file)")
            }
            for file in ["indicators.geojson", "provenance.json"] {
                #expect(try OutputSample.text(folder + "/" + file).contains("a lattice, not"))
            }
        }
    }
}
