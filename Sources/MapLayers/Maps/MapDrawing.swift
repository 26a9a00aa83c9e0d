// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods
import Planar

/// The land of a project as elements of SVG, drawn once for all maps of it.
public struct MapDrawing: Sendable {
    /// Buurten as paths.
    public let outline: PictureOutline
    /// Borders of the first group level whose groups hold several buurten; empty without one.
    public let borders: String
    /// Name of that level.
    public let borderLevel: String?
    /// Input layers that are drawn over the buurten.
    public let overlays: [MapOverlay]
    /// Names of the buurten.
    public let names: [String]
    /// Rows of the buurten in the workspace.
    public let members: [Int]
    /// What each panel shows: the name of the group that all its buurten belong to; empty for one panel.
    let panelNames: [String]

    /// Draws all buurten of a workspace, or some of them.
    ///
    /// - Parameters:
    ///   - workspace: The workspace.
    ///   - members: Rows of the buurten; `nil` for all.
    ///   - width: Width of the picture in units of a quarter pixel.
    ///   - tallest: Largest height per width.
    public init(
        _ workspace: Workspace, members: [Int]? = nil, width: Double = 3200, tallest: Double = 1.1
    ) {
        let buurten = workspace.buurten
        let rows = members ?? Array(0..<buurten.count)
        let polygons = members == nil ? buurten.polygons : buurten.polygons.keeping(rows)
        let boxes = buurtBoxes(polygons, count: rows.count)
        let frame = PictureFrame(around: boxes, width: width, tallest: tallest)
        let outline = PictureOutline(polygons, count: rows.count, frame: frame)
        self.outline = outline
        self.members = rows
        names = rows.map { buurten.names[$0] }
        let level = buurten.groups.first { level in
            level.codes.count > 1 && level.codes.count < buurten.count
        }
        borderLevel = level?.name
        borders =
            level.map { level in
                outline.borders(between: rows.map { level.groupOfBuurt[$0] })
            } ?? ""
        panelNames = Self.panelNames(outline, buurten, rows)
        overlays = workspace.layers.indices.compactMap {
            MapOverlay($0, of: workspace, on: frame)
        }
    }

    private static func panelNames(
        _ outline: PictureOutline, _ buurten: Buurten, _ rows: [Int]
    ) -> [String] {
        let panels = outline.frame.panels.indices
        guard panels.count > 1 else { return [] }
        return panels.map { panel in
            let own = rows.indices.filter { outline.panels[$0] == panel }.map { rows[$0] }
            for level in buurten.groups where level.codes.count > 1 {
                let groups = Set(own.map { level.groupOfBuurt[$0] })
                if groups.count == 1, let group = groups.first { return level.names[Int(group)] }
            }
            return own.count == 1 ? buurten.names[own[0]] : ""
        }
    }

    /// Names of the panels above them, as elements.
    func panelTitles(size: Double) -> String {
        zip(outline.frame.panels, panelNames).map { panel, name in
            "<text class=\"panel\" x=\"\(Int(panel.left))\" y=\"\(Int(panel.top - size * 0.3))\""
                + " font-size=\"\(Int(size))\">\(xmlEscaped(name))</text>"
        }.joined()
    }

    /// Picture units above the picture that large titles of panels need.
    var headroom: Int { panelNames.isEmpty ? 0 : 60 }

    /// Width of the picture.
    var width: Int { Int(outline.frame.width) }
    /// Height of the picture.
    var height: Int { Int(outline.frame.height) }

    /// Elements of the buurten.
    ///
    /// - Parameters:
    ///   - name: Class of each buurt: `c0`, `c1`, ... or that of an absent value.
    ///   - title: A text per buurt that shows when it is pointed at; `nil` for none.
    /// - Returns: A path per buurt that has a polygon.
    func buurten(class name: (Int) -> String, title: ((Int) -> String)? = nil) -> String {
        var text = ""
        for (row, path) in outline.paths.enumerated() where !path.isEmpty {
            text += "<path class=\"\(name(row))\" d=\"\(path)\""
            if let title {
                text += "><title>\(xmlEscaped(title(row)))</title></path>"
            } else {
                text += "/>"
            }
        }
        return text
    }

    /// The borders of groups as an element.
    var borderElement: String {
        borders.isEmpty ? "" : "<path class=\"borders\" d=\"\(borders)\"/>"
    }

    /// Names of buurten that fit, as elements.
    ///
    /// - Parameters:
    ///   - size: Height of the font, picture units.
    ///   - overlay: What is drawn below them; no name lies on one of its points.
    /// - Returns: A text per line of a name.
    func labels(size: Double, over overlay: MapOverlay? = nil) -> String {
        let placement = LabelPlacement(
            names, at: outline.labels, size: size, reserved: overlay?.points ?? [])
        return placement.labels.map { label in
            let first = label.y + size * (0.35 - 0.575 * Double(label.lines.count - 1))
            return label.lines.enumerated().map { line, text in
                let y = Int(first + Double(line) * size * 1.15)
                return "<text class=\"label\" x=\"\(Int(label.x))\" y=\"\(y)\""
                    + " font-size=\"\(Int(size))\">\(xmlEscaped(text))</text>"
            }.joined()
        }.joined()
    }
}

extension PolygonSet {
    /// The polygons of some features, numbered by their place in the list.
    fileprivate func keeping(_ features: [Int]) -> PolygonSet {
        var place: [Int32: Int32] = [:]
        for (row, feature) in features.enumerated() { place[Int32(feature)] = Int32(row) }
        var kept = PolygonSet()
        for p in 0..<count {
            guard let owner = place[feature[p]] else { continue }
            for ring in rings(of: p) {
                let rows = vertices(ofRing: ring)
                kept.appendRing(x: Array(x[rows]), y: Array(y[rows]))
            }
            kept.closePolygon(feature: owner)
        }
        return kept
    }
}

extension IndicatorMap {
    /// Class of buurt `row` in SVG: `c2`, or why it has no value.
    func className(_ row: Int) -> String {
        switch values[row] {
        case .present(let value): classification.row(of: value).map { "c\($0)" } ?? "cm"
        case .missing: "cm"
        case .suppressed: "cs"
        case .notApplicable: "cn"
        }
    }

    /// Value of buurt `row` in words, or why it has none.
    func valueText(_ row: Int, _ words: Words) -> String {
        switch values[row] {
        case .present(let value): words.amount(value, indicator.unit, decimals: indicator.decimals)
        case let absent: words.status(absent)
        }
    }
}
