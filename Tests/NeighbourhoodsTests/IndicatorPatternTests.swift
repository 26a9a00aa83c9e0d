// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Neighbourhoods

@Suite struct IndicatorPatternTests {
    @Test func placeholders() {
        let filling = PatternFilling(
            layer: "a", other: "b", threshold: "300", size: "0_5", access: "public ")
        #expect(filling.fill("{layer}_near_{other}_{T}_share") == "a_near_b_300_share")
        #expect(filling.fill("{public}green of {H} ha") == "public green of 0_5 ha")
        #expect(filling.fill("plain") == "plain")
        #expect(filling.fill("open { brace") == "open { brace")
    }

    @Test func numbersInNames() {
        #expect(nameText(300) == "300")
        #expect(nameText(0.5) == "0_5")
        #expect(nameText(12.25) == "12_25")
    }

    @Test func suffixesOfARoleDiffer() {
        for role in LayerRole.allCases {
            let suffixes = IndicatorPattern.all.filter { $0.roles.contains(role) }.map(\.suffix)
            #expect(Set(suffixes).count == suffixes.count, "\(role)")
        }
    }
}
