// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Neighbourhoods
import Testing

@testable import NabijCommands

@Suite struct ProjectReportTests {
    static func loaded(_ actions: [Defect.Action]) -> LoadedProject {
        LoadedProject(
            workspace: nil,
            defects: actions.map {
                Defect(
                    layer: "buurten", rule: .overlap, count: 2, action: $0, features: ["BU1"],
                    remedy: "lowest code")
            }, inputs: [], notes: [], stages: [])
    }

    @Test func lines() {
        #expect(
            ProjectReport.line(Self.loaded([.leftOut]).defects[0])
                == "buurten: 2 overlap left out: lowest code")
    }

    @Test func refusedDefectsEndTheRun() {
        let failure = ProjectReport.failure(
            Self.loaded([.reported, .refused, .refused]), strict: false, path: "p")
        #expect(failure?.code == .badData)
        #expect(
            failure?.message
                == "p: buurten: 2 overlap refused: lowest code (BU1); and 1 more")
    }

    @Test func strictEndsTheRunAtAnyDefect() {
        let failure = ProjectReport.failure(Self.loaded([.reported]), strict: true, path: "p")
        #expect(failure?.code == .badData)
        #expect(
            failure?.message == "p: refused by --strict: buurten: 2 overlap reported: lowest code")
        let fault = ProjectReport.failure(Self.loaded([.reported]), strict: false, path: "p")
        #expect(fault?.code == .fault)
    }

    @Test func errorsOfTheAnalysisHaveTheirPlace() {
        let error = AnalysisError("no such indicator", remedy: "did you mean a?", line: 7)
        #expect(
            ProjectReport.failure(error, path: "p.yaml").message
                == "p.yaml:7: no such indicator; did you mean a?")
        #expect(ProjectReport.failure(AnalysisError("x"), path: "p").message == "p: x")
    }
}
