// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import Testing

@Suite struct RampTests {
    @Test func asManyColoursAsClasses() {
        for ramp in Ramp.all {
            for count in 0...9 {
                #expect(ramp.colours(count).count == count)
                #expect(Set(ramp.colours(count)).count == count, "\(ramp.name) \(count)")
            }
        }
        #expect(Ramp.named("VIRIDIS") == .viridis && Ramp.named("rainbow") == nil)
        // The darkest of ColorBrewer's nine-class YlGnBu.
        #expect(Ramp.yellowGreenBlue.colours(9).last?.hexadecimal == "#081d58")
        #expect(Colour(0x0A00FF).hexadecimal == "#0a00ff")
    }

    /// A scale darkens with the values, for every reader: a black-and-white print can be read.
    @Test(arguments: Ramp.all.filter { !$0.isDiverging }.map(\.name))
    func scalesDarken(name: String) throws {
        let ramp = try #require(Ramp.named(name)), white = Colour(0xFFFFFF)
        for count in 2...9 {
            let contrasts = ramp.colours(count).map { contrast($0, white) }
            #expect(contrasts == contrasts.sorted(), "\(count) classes")
        }
    }

    /// Neighbouring classes differ for readers of every kind: by 4 (twice what an eye just tells apart)
    /// up to seven classes, by 2.5 at nine; all pairs of a scale of up to five by 8.
    @Test(arguments: Ramp.all.map(\.name), ColourVision.allCases)
    func classesCanBeToldApart(name: String, vision: ColourVision) throws {
        let ramp = try #require(Ramp.named(name))
        for count in 2...9 {
            let colours = ramp.colours(count)
            for (one, next) in zip(colours, colours.dropFirst()) {
                let found = difference(one, next, seenBy: vision)
                #expect(found > (count <= 7 ? 4 : 2.5), "\(count) classes: \(found)")
            }
        }
        let five = ramp.colours(5)
        for a in 0..<5 {
            for b in 0..<a {
                let found = difference(five[a], five[b], seenBy: vision)
                #expect(found > 8, "\(a) and \(b): \(found)")
            }
        }
    }

    /// Both ends of a diverging ramp: who confuses their hues still sees which is which.
    @Test(arguments: [ColourVision.protanopia, .deuteranopia, .tritanopia])
    func endsOfDeviationsDiffer(vision: ColourVision) {
        let colours = Ramp.purpleOrange.colours(5)
        #expect(difference(colours[0], colours[4], seenBy: vision) > 20)
        #expect(difference(colours[1], colours[3], seenBy: vision) > 12)
    }

    @Test func inkCanBeRead() {
        for ramp in Ramp.all {
            for colour in ramp.colours(7) { #expect(contrast(colour, colour.ink) >= 4.5) }
        }
    }
}
