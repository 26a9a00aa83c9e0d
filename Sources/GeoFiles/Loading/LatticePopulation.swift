// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// A population without addresses: a lattice of points over the buurten, weight 1 each.
enum LatticePopulation {
    /// Makes the points.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` for a spacing that is not positive or gives too many points.
    static func make(
        _ description: PopulationDescription, in buurten: Buurten, projectPath: String
    ) throws(GeoFileError) -> Population {
        let place = "\(projectPath):\(description.line): layer \(description.name): "
        let points: (x: [Double], y: [Double])
        do throws(AnalysisError) {
            points = try buurten.polygons.latticePoints(spacing: description.lattice ?? 0)
        } catch {
            throw GeoFileError(
                .badData,
                place + error.description)
        }
        guard !points.x.isEmpty else {
            throw GeoFileError(
                .badData,
                place + "no point of the lattice lies in a buurt; use a smaller spacing")
        }
        return Population(
            layer: description.name, x: points.x, y: points.y,
            weight: [Double](repeating: 1, count: points.x.count), rescaleTo: description.rescaleTo,
            lattice: description.lattice)
    }
}
