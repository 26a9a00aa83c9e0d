// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Where coordinates of a source may lie, to recognise swapped axes and degrees read as metres.
struct CoordinateRange: Sendable {
    /// What is wrong with a coordinate pair.
    enum Problem: Sendable { case notFinite, swappedAxes, degreesAsMetres, outside }

    /// Smallest and largest values, in the CRS of the source.
    let box: Box
    /// Whether the source counts degrees.
    let isDegrees: Bool

    /// RD New: valid eastings and northings do not overlap by much, and x < y everywhere.
    static let rdNew = CoordinateRange(
        box: Box(minX: -7_000, minY: 289_000, maxX: 300_000, maxY: 629_000), isDegrees: false)

    /// What is wrong with a pair; `nil` where nothing is.
    func problem(_ x: Double, _ y: Double) -> Problem? {
        if box.contains(x: x, y: y) { return nil }
        if !(x.isFinite && y.isFinite) { return .notFinite }
        if box.contains(x: y, y: x) { return .swappedAxes }
        if !isDegrees, abs(x) <= 180, abs(y) <= 180, x != 0 || y != 0 { return .degreesAsMetres }
        return .outside
    }

    /// The range of a source: the area of use of the project's CRS, in the CRS of the source.
    ///
    /// - Parameters:
    ///   - source: CRS of the source.
    ///   - project: CRS of the project.
    /// - Throws: ``GeoFileError/Code/badData`` where PROJ has no operation between the two.
    init?(of source: ReferenceSystem, in project: ReferenceSystem) throws(GeoFileError) {
        if source.isRDNew {
            self = .rdNew
            return
        }
        guard let area = project.areaOfUse else { return nil }
        if source.kind == .geographic {
            self.init(box: area.expanded(by: 1), isDegrees: true)
            return
        }
        let transformer = try CoordinateTransformer(
            from: ReferenceSystem.etrs89, to: source.definition)
        var x: [Double] = []
        var y: [Double] = []
        for i in 0...10 {
            for j in 0...10 {
                x.append(area.minX + (area.maxX - area.minX) * Double(i) / 10)
                y.append(area.minY + (area.maxY - area.minY) * Double(j) / 10)
            }
        }
        transformer.forward(x: &x, y: &y)
        guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return nil }
        let box = Box(x: x.span, y: y.span)
        let margin = max(box.maxX - box.minX, box.maxY - box.minY) / 10
        self.init(box: box.expanded(by: margin), isDegrees: false)
    }

    private init(box: Box, isDegrees: Bool) {
        self.box = box
        self.isDegrees = isDegrees
    }
}
