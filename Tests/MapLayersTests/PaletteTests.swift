// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import Testing

@Suite struct PaletteTests {
    @Test func asManyColoursAsClassesAndDarkerUpwards() {
        for count in 0...5 {
            let colours = Palette.sequential(count)
            #expect(colours.count == count)
            let light = colours.map { Int($0.red) + Int($0.green) + Int($0.blue) }
            #expect(zip(light, light.dropFirst()).allSatisfy { $0 > $1 }, "\(count) classes")
        }
        #expect(Palette.sequential(9).count == 5)
        #expect(Palette.sequential(5).map(\.hexadecimal).last == "#253494")
        #expect(Colour(0x0A00FF).hexadecimal == "#0a00ff")
    }
}
