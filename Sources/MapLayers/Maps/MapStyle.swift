// SPDX-License-Identifier: EUPL-1.2

/// Style sheets of maps.
enum MapStyle {
    /// What all maps share: borders, overlays, names.
    ///
    /// Colours of overlays: Okabe and Ito (2008), Color Universal Design; each with a white edge, so that
    /// it stands out from every class.
    static let shared = """
        .buurten path{stroke:\(Palette.border.hexadecimal);stroke-width:3;stroke-linejoin:round}
        .cm{fill:url(#missing)}.cs{fill:url(#suppressed)}.cn{fill:\(Palette.notApplicable.hexadecimal)}
        .borders{fill:none;stroke:\(Palette.groupBorder.hexadecimal);stroke-width:8;stroke-linejoin:round}
        .o-areas{fill-opacity:.18;stroke-width:6}.o-lines{fill:none;stroke-width:12;stroke-linecap:round;stroke-linejoin:round}
        .o-points{stroke:#fff;stroke-width:5}.o-dots{fill:none;stroke-linecap:round}
        .o-destination{fill:#d55e00;stroke:#d55e00}.o-zone{fill:none;stroke:#b87a00}
        .o-zone .o-areas{stroke-dasharray:24 14;stroke-width:8}
        .o-site{fill:#cc79a7;stroke:#a8467a}.o-green{fill:#009e73;stroke:#00694d}.o-green .o-areas{stroke-width:2}
        .o-streets{stroke:#555;fill:none}.o-streets .o-lines{stroke-width:4}
        .label{text-anchor:middle;fill:#1a1a1a;stroke:#fff;stroke-width:10;stroke-linejoin:round;paint-order:stroke}
        text{font-family:"Source Sans 3","Segoe UI","DejaVu Sans",Arial,sans-serif}
        .panel{font-weight:600;fill:#1a1a1a}
        .north{fill:#1a1a1a}
        """

    /// Colours of the classes of one map.
    static func classes(_ legend: [LegendClass], scope: String = "") -> String {
        legend.enumerated().map { "\(scope).c\($0){fill:\($1.colour.hexadecimal)}" }.joined()
    }
}
