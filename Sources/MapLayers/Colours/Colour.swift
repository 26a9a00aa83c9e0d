// SPDX-License-Identifier: EUPL-1.2

/// A colour in sRGB.
public struct Colour: Sendable, Equatable, Hashable {
    /// Red, 0...255.
    public var red: UInt8
    /// Green, 0...255.
    public var green: UInt8
    /// Blue, 0...255.
    public var blue: UInt8

    /// Creates a colour from `0xRRGGBB`.
    public init(_ code: UInt32) {
        red = UInt8(truncatingIfNeeded: code >> 16)
        green = UInt8(truncatingIfNeeded: code >> 8)
        blue = UInt8(truncatingIfNeeded: code)
    }

    /// `red,green,blue,alpha` as QML has it; alpha 0...255.
    func qml(alpha: Int = 255) -> String { "\(red),\(green),\(blue),\(alpha)" }

    /// `#rrggbb`.
    public var hexadecimal: String {
        "#"
            + [red, green, blue].map { part in
                let text = String(part, radix: 16)
                return text.count == 1 ? "0" + text : text
            }.joined()
    }

    /// Black or white, whichever is easier to read on the colour.
    public var ink: Colour {
        let white = Colour(0xFFFFFF), black = Colour(0x000000)
        return contrast(self, white) >= contrast(self, black) ? white : black
    }
}
