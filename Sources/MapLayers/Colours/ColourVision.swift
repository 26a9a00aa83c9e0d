// SPDX-License-Identifier: EUPL-1.2
//
// How colours look, as numbers. Sources: relative luminance and contrast after WCAG 2.1; colour-blind
// vision by the matrices of Machado, Oliveira and Fernandes (2009, A physiologically-based model for
// simulation of color vision deficiency, IEEE TVCG 15(6)) at full severity, on linear light; differences as
// the distance in OKLab (Ottosson 2020), times 100, in which 2 is about what an eye just tells apart.
import Glibc

/// How a reader sees colours.
public enum ColourVision: Sendable, CaseIterable {
    /// As most do.
    case usual
    /// Without the long-wave receptors.
    case protanopia
    /// Without the middle-wave receptors.
    case deuteranopia
    /// Without the short-wave receptors.
    case tritanopia

    /// Rows of the matrix on linear red, green and blue.
    var matrix: [[Double]] {
        switch self {
        case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        case .deuteranopia:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        case .tritanopia:
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        }
    }
}

/// Contrast of two colours after WCAG 2.1: 1 for none to 21 for black on white.
///
/// - Parameters:
///   - one: A colour.
///   - other: Another.
/// - Returns: The ratio; text needs 4.5, signs and borders 3.
public func contrast(_ one: Colour, _ other: Colour) -> Double {
    let a = luminance(one), b = luminance(other)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

/// Difference of two colours as a reader sees it.
///
/// - Parameters:
///   - one: A colour.
///   - other: Another.
///   - vision: How the reader sees colours.
/// - Returns: 0 for equal colours, 100 for black and white; above 2 they can just be told apart side by side.
public func difference(_ one: Colour, _ other: Colour, seenBy vision: ColourVision) -> Double {
    let a = perceived(seen(one, vision)), b = perceived(seen(other, vision))
    let squares = zip(a, b).map { ($0 - $1) * ($0 - $1) }
    return 100 * squares.reduce(0, +).squareRoot()
}

private func luminance(_ colour: Colour) -> Double {
    let light = linear(colour)
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
}

/// Red, green and blue as amounts of light, 0...1.
private func linear(_ colour: Colour) -> [Double] {
    [colour.red, colour.green, colour.blue].map { part in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}

private func seen(_ colour: Colour, _ vision: ColourVision) -> [Double] {
    let light = linear(colour)
    return vision.matrix.map { row in
        max(0, min(1, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]))
    }
}

/// Lightness and two axes of colour in OKLab.
private func perceived(_ light: [Double]) -> [Double] {
    let l = cbrt(0.4122214708 * light[0] + 0.5363325363 * light[1] + 0.0514459929 * light[2])
    let m = cbrt(0.2119034982 * light[0] + 0.6806995451 * light[1] + 0.1073969566 * light[2])
    let s = cbrt(0.0883024619 * light[0] + 0.2817188376 * light[1] + 0.6299787005 * light[2])
    return [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}
