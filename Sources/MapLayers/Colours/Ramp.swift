// SPDX-License-Identifier: EUPL-1.2
//
// Colours of ordered classes. Sources:
// - ColorBrewer 2.0 (Brewer and Harrower, colorbrewer2.org, Apache 2.0): the nine-class YlGnBu, YlOrRd,
//   Blues and Purples, and the eleven-class PuOr and RdBu, all of which it marks colour-blind safe.
// - viridis and cividis (Smith, van der Walt and Firing, matplotlib, CC0; Nunez, Anderton and Renslow 2018,
//   PLoS ONE 13(7)): nine colours at equal steps of the published tables.
// Ramps of fewer classes are taken from these at equal steps and not from ColorBrewer's own shorter
// tables: so one law holds for all, and the tests check all of them for readers who see colours otherwise.
// Rejected: ColorBrewer's BrBG, whose two light ends such readers can hardly tell apart in five classes.

/// Ordered colours for classes.
public struct Ramp: Sendable, Equatable {
    /// Name, as the command line has it.
    public var name: String
    /// Whether it has a neutral middle and two ends.
    public var isDiverging: Bool
    private let stops: [UInt32]

    private init(_ name: String, isDiverging: Bool = false, _ stops: [UInt32]) {
        self.name = name
        self.isDiverging = isDiverging
        self.stops = stops
    }

    /// All ramps: those for a scale first, those for deviations last.
    public static let all = [
        yellowGreenBlue, viridis, cividis, yellowOrangeRed, blues, purples,
        purpleOrange, redBlue,
    ]

    /// The ramp of that name.
    ///
    /// - Parameter name: Such as `viridis`, in any case.
    /// - Returns: `nil` where there is none.
    public static func named(_ name: String) -> Ramp? {
        all.first { $0.name.lowercased() == name.lowercased() }
    }

    /// The colours of so many classes, low values first.
    ///
    /// - Parameter count: 1...9; more repeat colours.
    /// - Returns: As many colours, from light to dark (viridis and cividis too), or from one dark end over
    ///   the light middle to the other.
    public func colours(_ count: Int) -> [Colour] {
        guard count > 0 else { return [] }
        if count == 1 { return [Colour(stops[isDiverging ? stops.count / 2 : stops.count / 3])] }
        // The lightest of a scale stands too close to the paper unless many classes need it.
        let first = isDiverging || count > 7 ? 0.0 : 1.0
        let last = Double(stops.count - 1)
        return (0..<count).map { row in
            at(first + (last - first) * Double(row) / Double(count - 1))
        }
    }

    /// Between two stops the colour is mixed in the ratio of the distances.
    private func at(_ place: Double) -> Colour {
        let row = min(Int(place), stops.count - 2)
        let share = place - Double(row)
        let low = Colour(stops[row]), high = Colour(stops[row + 1])
        func mix(_ a: UInt8, _ b: UInt8) -> UInt32 {
            UInt32((Double(a) * (1 - share) + Double(b) * share).rounded())
        }
        return Colour(
            mix(low.red, high.red) << 16 | mix(low.green, high.green) << 8
                | mix(low.blue, high.blue))
    }

    /// Yellow over green to blue, the ramp of maps of values.
    public static let yellowGreenBlue = Ramp(
        "YlGnBu",
        [
            0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4, 0x1D91C0, 0x225EA8, 0x253494,
            0x081D58,
        ])
    /// Yellow to dark purple, even steps of lightness.
    public static let viridis = Ramp(
        "viridis",
        [
            0xFDE725, 0xAADC32, 0x5EC962, 0x27AD81, 0x21918C, 0x2C728E, 0x3B528B, 0x472D7B,
            0x440154,
        ])
    /// Yellow to blue, the same for most colour-blind readers.
    public static let cividis = Ramp(
        "cividis",
        [
            0xFEE838, 0xE1CC55, 0xC3B369, 0xA59C74, 0x8A8678, 0x707173, 0x575D6D, 0x35456C,
            0x00224E,
        ])
    /// Yellow to dark red.
    public static let yellowOrangeRed = Ramp(
        "YlOrRd",
        [
            0xFFFFCC, 0xFFEDA0, 0xFED976, 0xFEB24C, 0xFD8D3C, 0xFC4E2A, 0xE31A1C, 0xBD0026,
            0x800026,
        ])
    /// Light to dark blue.
    public static let blues = Ramp(
        "Blues",
        [
            0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C,
            0x08306B,
        ])
    /// Light to dark purple.
    public static let purples = Ramp(
        "Purples",
        [
            0xFCFBFD, 0xEFEDF5, 0xDADAEB, 0xBCBDDC, 0x9E9AC8, 0x807DBA, 0x6A51A3, 0x54278F,
            0x3F007D,
        ])
    /// Brown-orange for low over white to purple for high, the ramp of maps of deviations.
    public static let purpleOrange = Ramp(
        "PuOr", isDiverging: true,
        [
            0x7F3B08, 0xB35806, 0xE08214, 0xFDB863, 0xFEE0B6, 0xF7F7F7, 0xD8DAEB, 0xB2ABD2,
            0x8073AC, 0x542788, 0x2D004B,
        ])
    /// Red for low over white to blue for high.
    public static let redBlue = Ramp(
        "RdBu", isDiverging: true,
        [
            0x67001F, 0xB2182B, 0xD6604D, 0xF4A582, 0xFDDBC7, 0xF7F7F7, 0xD1E5F0, 0x92C5DE,
            0x4393C3, 0x2166AC, 0x053061,
        ])
}
