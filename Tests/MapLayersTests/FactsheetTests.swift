// SPDX-License-Identifier: EUPL-1.2
import Foundation
@testable import MapLayers
import Testing

@Suite struct FactsheetTests {
    @Test func onePerGemeenteWithASafeName() {
        let sheets = SampleProject().factsheets()
        #expect(sheets.map(\.fileName) == ["factsheets/Eén.html", "factsheets/Twee-3.html"])
        #expect(sheets.map(\.members) == [[0, 1], [2, 3]])
        var bare = SampleProject()
        bare.hasGroups = false
        #expect(bare.factsheets().isEmpty)
    }

    @Test func namesOfFiles() {
        #expect(fileStem("'s-Gravenhage") == "s-Gravenhage")
        #expect(fileStem("../../etc/passwd") == "etc-passwd")
        #expect(fileStem("///") == "gemeente")
        #expect(fileStem(String(repeating: "a", count: 300)).count == 60)
    }

    /// The second gemeente has 50.25 m and all together 0.25 m: 50 m more, which is worse.
    @Test func figuresBesideThoseOfAll() {
        let page = SampleProject().factsheets()[1].document()
        #expect(page.contains("<strong>50\u{A0}m</strong>"))
        #expect(page.contains("+50\u{A0}m <span class=\"small\">ongunstiger</span>"))
        #expect(page.contains("0123456789abcdef"))
    }

    @Test func pillarsWithoutDataSaySo() {
        let page = SampleProject().factsheets()[0].document()
        #expect(page.contains("Participatie en armoede"))
        #expect(page.contains("geen ruimtelijke gegevens"))
    }

    @Test func textsAreEscapedAndNothingIsAsked() {
        let sample = SampleProject(names: [SampleProject.evil, "Zuid", "Oost", "West"])
        for sheet in sample.factsheets() {
            let page = sheet.document()
            #expect(!page.contains("<script") && !page.contains("<b>co"))
            #expect(page.contains("default-src 'none'") && !page.contains("{{"))
        }
    }

    /// Maps of all gemeenten have one set of classes: a factsheet can be laid beside another.
    @Test func classesAreTheSameOnAllFactsheets() {
        let pages = SampleProject().factsheets().map { $0.document() }
        let styles = pages.map { page in
            page.components(separatedBy: "<style>").dropFirst(2).map {
                $0.components(separatedBy: "</style>")[0]
            }
        }
        #expect(styles[0] == styles[1] && !styles[0].isEmpty)
    }
}
