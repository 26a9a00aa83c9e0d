// SPDX-License-Identifier: EUPL-1.2
import Planar

/// A feature that is more than a point, and as many others as are equal to it.
struct CountedShape: Sendable {
    /// How many features it stands for.
    let times: Int32
    /// Edges of its lines among ``ShapeColumns/lines``.
    let lines: Range<Int32>
    /// Edges of its polygons among ``ShapeColumns/borders``.
    let borders: Range<Int32>
    /// Its polygons among ``ShapeColumns/insides``.
    let insides: Range<Int32>
}

/// What shapes are rows of.
struct ShapeColumns: Sendable {
    let lines: RunChains
    let borders: RunChains
    let insides: RunChains
    let geometry: RunColumns

    /// Compares the distance from a point to a shape with two bounds.
    ///
    /// - Parameters:
    ///   - shape: A shape.
    ///   - px: Easting of the point.
    ///   - py: Northing of the point.
    ///   - near: Squared distance up to which all of a tile about the point is within a radius; below 0: none.
    ///   - far: Squared distance up to which some of it may be; all that is farther does not meet the tile either.
    /// - Returns: Within or beyond where the bounds are equal.
    @inline(__always)
    func nearness(
        _ shape: CountedShape, _ px: Double, _ py: Double, near: Double, far: Double
    ) -> Nearness {
        let toLines = lines.nearness(shape.lines, px, py, near: near, far: far, geometry)
        if toLines == .within { return .within }
        let toBorders = borders.nearness(shape.borders, px, py, near: near, far: far, geometry)
        if toBorders == .within { return .within }
        let isNear = toLines == .between || toBorders == .between
        // Where no border is near, a tile is inside with its centre.
        if near >= 0 || !isNear, insides.hasInside(shape.insides, px, py, geometry) {
            return .within
        }
        return isNear ? .between : .beyond
    }
}
