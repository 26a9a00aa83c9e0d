// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import Neighbourhoods
import Testing

@Suite struct StatusTableTests {
    @Test func everyAbsentValueWithItsReason() throws {
        try OutputSample.write(OutputSample.content()) { folder in
            let text1 = try OutputSample.text(folder + "/status.csv")
            #expect(
                text1 == """
                    code,indicator,status,reason,level
                    BU03,inhabitants,suppressed,fewer than 50 inhabitants,buurt
                    BU03,addresses,missing,no population,buurt
                    BU02,hub_distance_mean,missing,no inhabitants,buurt
                    BU03,hub_distance_mean,suppressed,too few,buurt
                    BU02,aantal_inwoners,missing,CBS code -99997,buurt
                    BU03,aantal_inwoners,suppressed,too few inhabitants,buurt
                    ,inhabitants,suppressed,too few,wijk
                    ,addresses,missing,no population,wijk
                    ,green_share,not applicable,no green,wijk
                    ,hub_distance_mean,suppressed,too few,wijk

                    """)
        }
    }

    @Test func numbersThatAreNotFiniteAreMissing() throws {
        var results = OutputSample.results
        results.total.columns[0].values = [.present(.nan)]
        try OutputSample.write(OutputSample.content(results: results)) { folder in
            let status = try OutputSample.text(folder + "/status.csv")
            #expect(status.hasSuffix("total,green_share,missing,the number is not finite,total\n"))
            let total = try OutputSample.text(folder + "/indicators-total.csv")
            #expect(total.hasSuffix("Sample,3.5,1,96.5,,2\n"))
        }
    }
}
