// SPDX-License-Identifier: EUPL-1.2

/// Colours that are the same on every map.
public enum Palette {
    /// Number of classes of a map where nobody says otherwise.
    public static let classes = 5
    /// Hatching of absent values.
    public static let absent = Colour(0x8C8C8C)
    /// Buurten for which the question makes no sense.
    public static let notApplicable = Colour(0xEFEFEF)
    /// Borders of buurten.
    public static let border = Colour(0x6E6E6E)
    /// Borders of groups of buurten.
    public static let groupBorder = Colour(0x1A1A1A)
}
