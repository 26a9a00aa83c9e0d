// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import Planar
import TestSupport
import Testing

@Suite struct SVGMapTests {
    private func document(_ sample: SampleProject, _ settings: MapSettings = MapSettings())
        -> String
    {
        let workspace = sample.workspace
        let map = IndicatorMap(
            sample.results.buurten.columns[0], total: nil, layers: ["hubs"], settings: settings)
        return SVGMap(
            map, on: MapDrawing(workspace), settings, source: "Bron: \(SampleProject.evil)"
        ).document()
    }

    @Test func everyBuurtHasTheColourOfItsClass() throws {
        let sample = SampleProject(names: ["A", "B", "C", "D"]) { _, row in
            [.present(1), .present(2), .missing(""), .suppressed("")][row]
        }
        let elements = try ElementCollector.elements(of: document(sample))
        let land = elements.filter {
            $0.name == "path" && $0.attributes["d"]?.hasSuffix("z") == true
        }
        let classes = land.compactMap { $0.attributes["class"] }.filter { $0.hasPrefix("c") }
        #expect(classes == ["c0", "c1", "cm", "cs"])
        #expect(elements.contains { $0.attributes["id"] == "missing" })
        #expect(elements.contains { $0.attributes["id"] == "suppressed" })
    }

    @Test func legendHasCountsScaleAndSource() throws {
        let text = document(SampleProject())
        for part in [
            "(1 buurt)", "class=\"scale\"", "class=\"north\"", "Bron:", "natuurlijke groepen",
            "Noord: 0", "<circle class=\"o-points\"",
        ] { #expect(text.contains(part), "\(part)") }
        #expect(!text.contains("<script"))
        _ = try ElementCollector.elements(of: text)
    }

    /// No two names touch, and each lies inside its own buurt.
    @Test func namesDoNotCollide() throws {
        try forEverySeed(0..<100) { seed, random in
            let places = (0..<60).map { _ in
                LabelPlace(
                    x: random.double(in: 0..<2000), y: random.double(in: 0..<2000),
                    width: random.double(in: 0..<600), height: random.double(in: 20..<300))
            }
            let names = (0..<60).map { "Buurt nummer \($0)" }
            let labels = LabelPlacement(names, at: places.map { [$0] }, size: 40).labels
            let boxes = labels.map { label in
                let wide = Double(label.lines.map(\.count).max() ?? 0) * 40 * 0.56
                let high = Double(label.lines.count) * 46
                return Box(
                    minX: label.x - wide / 2, minY: label.y - high / 2, maxX: label.x + wide / 2,
                    maxY: label.y + high / 2)
            }
            for (row, box) in boxes.enumerated() {
                #expect(!boxes[..<row].contains { $0.intersects(box) }, "seed \(seed)")
                #expect(box.maxX - box.minX <= places[labels[row].row].width * 1.06)
            }
            #expect(!labels.isEmpty)
        }
    }

    /// A name that would lie on a point moves to where there is room, or stays away.
    @Test func namesKeepOffPoints() throws {
        let wide = LabelPlace(x: 500, y: 200, width: 900, height: 300)
        let low = LabelPlace(x: 500, y: 300, width: 900, height: 100)
        // "Noord" of 5 letters at 40 is 5 * 40 * 0.6 = 120 wide and 46 high: it covers 440...560 of x.
        let dot = Box(minX: 490, minY: 190, maxX: 510, maxY: 210)
        let moved = LabelPlacement(["Noord"], at: [[wide, low]], size: 40, reserved: [dot])
        // To the left as far as the buurt reaches: 500 - (900 - 120) / 2 = 110.
        #expect(moved.labels.map(\.x) == [110] && moved.labels.map(\.y) == [200])
        let belt = Box(minX: 0, minY: 190, maxX: 1000, maxY: 210)
        let lower = LabelPlacement(["Noord"], at: [[wide, low]], size: 40, reserved: [belt])
        #expect(lower.labels.map(\.y) == [300])
        let none = LabelPlacement(["Noord"], at: [[wide]], size: 40, reserved: [belt])
        #expect(none.labels.isEmpty)
        // The longest line is "en omgeving" of 11 letters; "Donaudreef en" would be 13.
        #expect(
            thirds("Wolga- en Donaudreef en omgeving") == [
                "Wolga- en", "Donaudreef", "en omgeving",
            ])
        #expect(thirds("Twee woorden").isEmpty)
    }

    /// 1,000 m on 3,200 units less margins: bars of 200 m; 30 km: bars of 5 km.
    @Test func scaleBarsAreRound() {
        for (side, expected) in [(1000.0, 200.0), (30_000, 5000), (4, 2)] {
            let box = Box(minX: 0, minY: 0, maxX: side, maxY: side)
            let frame = PictureFrame(around: [box], width: 3200)
            #expect(MapFurniture.roundLength(frame) == expected)
        }
    }
}
