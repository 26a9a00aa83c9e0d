// SPDX-License-Identifier: EUPL-1.2

/// A colour in sRGB.
public struct Colour: Sendable, Equatable {
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
}

/// Colours for ordered classes.
public enum Palette {
    /// YlGnBu for three to five classes, light for low values to dark for high ones.
    ///
    /// Source: ColorBrewer 2.0 (Brewer and Harrower, colorbrewer2.org, Apache 2.0), sequential, marked
    /// colour-blind safe for 3 to 9 classes.
    private static let yellowGreenBlue: [[UInt32]] = [
        [0xEDF8B1, 0x7FCDBB, 0x2C7FB8],
        [0xFFFFCC, 0xA1DAB4, 0x41B6C4, 0x225EA8],
        [0xFFFFCC, 0xA1DAB4, 0x41B6C4, 0x2C7FB8, 0x253494],
    ]

    /// Number of classes of a map.
    public static let classes = 5

    /// The colours of so many classes, low values first.
    ///
    /// One and two classes take the darker colours of three, so that they stand out from missing values.
    ///
    /// - Parameter count: 1 to 5; more give five.
    /// - Returns: As many colours.
    public static func sequential(_ count: Int) -> [Colour] {
        switch count {
        case ..<1: []
        case 1: [Colour(yellowGreenBlue[0][1])]
        case 2: [Colour(yellowGreenBlue[0][0]), Colour(yellowGreenBlue[0][2])]
        default: yellowGreenBlue[min(count, classes) - 3].map(Colour.init)
        }
    }

    /// Hatching of absent values.
    public static let absent = Colour(0x969696)
    /// Borders of buurten.
    public static let border = Colour(0x5A5A5A)
}
