// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import Testing

@Suite struct ColourVisionTests {
    /// The two ends of WCAG's scale, and #777 on white, which its authors give as 4.48.
    @Test func contrastOfWCAG() {
        #expect(abs(contrast(Colour(0), Colour(0xFFFFFF)) - 21) < 1e-9)
        #expect(contrast(Colour(0x123456), Colour(0x123456)) == 1)
        #expect(abs(contrast(Colour(0x777777), Colour(0xFFFFFF)) - 4.48) < 0.005)
    }

    @Test func blackAndWhiteAreAHundredApart() {
        for vision in ColourVision.allCases {
            let found = difference(Colour(0), Colour(0xFFFFFF), seenBy: vision)
            #expect(abs(found - 100) < 0.5, "\(found)")
        }
    }

    /// Red and green of one lightness: far apart for most, close for those who lack one receptor.
    @Test func redAndGreenComeTogether() {
        let red = Colour(0xC00000), green = Colour(0x5F6F00)
        let usual = difference(red, green, seenBy: .usual)
        #expect(difference(red, green, seenBy: .deuteranopia) < usual / 2)
        #expect(difference(red, green, seenBy: .tritanopia) > usual / 2)
    }
}
