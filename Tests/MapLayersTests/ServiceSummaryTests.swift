// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import Testing

@Suite struct ServiceSummaryTests {
    /// Columns of one layer for four buurten, West the worst.
    private func sample(_ columns: [(key: String, unit: String, values: [Double])]) -> String {
        var sample = SampleProject()
        sample.columns = columns.map { ("hubs_" + $0.key, $0.unit, $0.values.map { .present($0) }) }
        return sample.report()
    }

    private let straight = ("distance_mean", "m", [300.0, 100, 200, 800])
    private let straightShare = ("distance_share_500", "%", [60.0, 100, 100, 0])
    private let walk = ("walk_mean", "m", [400.0, 150, 250, 2000])
    private let walkShare = ("walk_share_500", "%", [40.0, 100, 100, 0])

    /// Where the project has streets, every sentence is about walking and says so; the page opens with
    /// that measure, and the straight line is named where it explains the detour: 2000 / 800 = 2.5.
    @Test func withStreetsAllOfItIsWalking() {
        let page = sample([
            straight, straightShare, walk, walkShare,
            ("safe_walk_lost_500", "%", [20.0, 0, 0, 30]),
        ])
        #expect(
            page.contains(
                "gemiddeld op 400\u{A0}m lopen van hubs; 40\u{A0}% woont binnen 500\u{A0}m lopen."))
        #expect(
            page.contains(
                "20\u{A0}% van de inwoners moet voor hubs binnen 500\u{A0}m lopen een straat"))
        #expect(page.contains("het meest in West (30\u{A0}%)."))
        #expect(page.contains("wonen, lopend over straten en paden, en waarom."))
        #expect(
            page.contains(
                "<strong dir=\"auto\">West</strong> (4.000 inwoners): gemiddeld 2.000\u{A0}m lopen (5,0 keer zo ver als gemiddeld); "
                    + "hemelsbreed is dat 800\u{A0}m, de looproute is 2,5 keer zo lang; niemand woont binnen 500\u{A0}m lopen; "
                    + "30\u{A0}% moet voor een plek binnen 500\u{A0}m lopen een drukke straat over; "
                    + "hemelsbreed het dichtst bij het midden van de buurt"))
        #expect(page.contains("<h2 id=\"topic-title\">Gemiddelde loopafstand tot hubs (m)</h2>"))
        #expect(page.contains("<option value=\"2\" selected>"))
        #expect(page.contains("\"first\":2") && page.contains("href=\"#hubs_walk_mean\""))
    }

    @Test func withoutStreetsAllOfItIsTheStraightLine() {
        let page = sample([straight, straightShare])
        #expect(
            page.contains(
                "gemiddeld op 300\u{A0}m hemelsbreed van hubs; 60\u{A0}% woont binnen 500\u{A0}m hemelsbreed."
            ))
        #expect(page.contains("wonen, hemelsbreed, en waarom."))
        #expect(page.contains("gemiddeld 800\u{A0}m hemelsbreed (2,7 keer"))
        #expect(!page.contains("looproute") && !page.contains("m lopen"))
        #expect(
            page.contains("<h2 id=\"topic-title\">Gemiddelde afstand hemelsbreed tot hubs (m)</h2>")
        )
    }
}
