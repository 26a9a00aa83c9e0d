// SPDX-License-Identifier: EUPL-1.2
import CPROJ
import Planar

/// Checks that a metre of the project CRS is a metre on the ground, where the data are.
///
/// Web Mercator (EPSG:3857) counts metres too, and in the Netherlands 1.6 of them make one.
enum ScaleCheck {
    /// How far lengths may be off: national grids and UTM stay within 0.1 %.
    private static let tolerance = 0.01

    /// Refuses a CRS that stretches or shrinks lengths at a place.
    static func run(_ project: ProjectFile, x: Double, y: Double) throws(GeoFileError) {
        let context = ProjContext()
        let system = try ReferenceSystem(project.crs, context: context)
        let transformer = try CoordinateTransformer(
            from: project.crs, to: ReferenceSystem.etrs89)
        var longitude = [x]
        var latitude = [y]
        transformer.forward(x: &longitude, y: &latitude)
        let radian = Double.pi / 180
        let place = proj_coord(longitude[0] * radian, latitude[0] * radian, 0, 0)
        let factors = proj_factors(system.object.handle, place)
        let scales = [factors.meridional_scale, factors.parallel_scale].filter {
            $0.isFinite && $0 > 0
        }
        guard let worst = scales.max(by: { abs($0 - 1) < abs($1 - 1) }), abs(worst - 1) > tolerance
        else { return }
        let percent = Int((min(worst, 1e6) * 100).rounded())
        throw GeoFileError(
            .badData,
            "\(project.path): the project CRS \(project.crs) draws lengths at \(percent) % where the buurten "
                + "are, so that its metres are none; use one such as EPSG:28992")
    }
}
