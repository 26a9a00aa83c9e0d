// SPDX-License-Identifier: EUPL-1.2
import Planar

/// What the features of a layer are, for maps.
public enum LayerShape: Sendable {
    /// Points only.
    case points
    /// Lines only.
    case lines
    /// Polygons only.
    case polygons
    /// More than one of them.
    case mixed
    /// No geometry at all.
    case none
}

extension Layer {
    /// What its features are.
    public var shape: LayerShape {
        switch (geometry.points.count > 0, geometry.lines.count > 0, geometry.polygons.count > 0) {
        case (false, false, false): .none
        case (true, false, false): .points
        case (false, true, false): .lines
        case (false, false, true): .polygons
        default: .mixed
        }
    }
}
