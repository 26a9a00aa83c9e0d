// SPDX-License-Identifier: EUPL-1.2
import Planar

/// How the coordinates of one source come into the project CRS.
struct CoordinateChange {
    /// CRS of the source, as it is called.
    let sourceName: String
    /// Where coordinates may lie in the source; `nil` where nothing is known.
    let range: CoordinateRange?
    /// The transformer; `nil` where the CRS is that of the project.
    let transformer: CoordinateTransformer?
    /// What was done, for the log.
    let sentence: String

    /// Prepares the change.
    init(from source: String, to project: String, gridFolder: String?) throws(GeoFileError) {
        let context = ProjContext()
        let from = try ReferenceSystem(source, context: context)
        let to = try ReferenceSystem(project, context: context)
        guard to.kind == .projectedMetres else {
            throw GeoFileError(
                .badData,
                "the project CRS \(project) does not count metres; use one such as EPSG:28992")
        }
        sourceName = from.name
        range = try CoordinateRange(of: from, in: to)
        if from.isSame(as: to) {
            transformer = nil
            sentence = ""
            return
        }
        let readsAsETRS89 = from.isWGS84Degrees && to.isRDNew
        let change = try CoordinateTransformer(
            from: readsAsETRS89 ? ReferenceSystem.etrs89 : source, to: project,
            gridFolder: gridFolder)
        transformer = change
        let reading = readsAsETRS89 ? " read as ETRS89 (EPSG:4258)" : ""
        sentence = "\(from.name)\(reading) transformed to \(to.name) by \(change.operation)"
    }
}

extension CoordinateTransformer {
    /// Transforms all coordinates of a layer in place.
    func transform(_ geometry: inout FeatureGeometry) {
        forward(x: &geometry.points.x, y: &geometry.points.y)
        forward(x: &geometry.lines.x, y: &geometry.lines.y)
        forward(x: &geometry.polygons.x, y: &geometry.polygons.y)
    }
}
