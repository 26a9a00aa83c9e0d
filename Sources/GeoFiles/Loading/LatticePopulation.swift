// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// A population without addresses: a lattice of points over the buurten.
enum LatticePopulation {
    /// More points than this are refused.
    static let mostPoints = 50e6

    /// Makes the points.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` for a spacing that is not positive or gives too many points.
    static func make(
        _ description: PopulationDescription, in buurten: Buurten
    ) throws(GeoFileError) -> Population {
        let spacing = description.lattice ?? 0
        guard spacing.isFinite, spacing > 0 else {
            throw GeoFileError(
                .badData,
                "layer \(description.name), line \(description.line): lattice \(spacing) is no spacing; "
                    + "give metres, such as 25")
        }
        throw GeoFileError(.fault, "lattice is not there yet")
    }
}
