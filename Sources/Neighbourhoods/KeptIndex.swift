// SPDX-License-Identifier: EUPL-1.2
//
// The index of a layer is made once. Where features went since, it is asked to pass them over, and what came
// is asked besides; when half of a layer is another, an index is made anew.
import Planar
import SpatialIndex

/// The index of the features that counted in the base, and which of them still are as they were.
struct KeptIndex: Sendable {
    let index: NearestFeatureIndex
    /// Per feature of the index whether it is no longer as it was.
    private(set) var isGone: [Bool]
    /// The same for the features that stand for equal ones.
    private(set) var isSkipped: [Bool]

    /// An index of the features in force.
    init(_ index: NearestFeatureIndex, active: [Bool]) {
        self.index = index
        isGone = active.map { !$0 }
        isSkipped = index.skipped(isGone)
    }

    /// The same after features went or moved.
    func without(_ rows: [Int32]) -> KeptIndex {
        var result = self
        for row in rows where Int(row) < isGone.count { result.isGone[Int(row)] = true }
        result.isSkipped = index.skipped(result.isGone)
        return result
    }

    /// The features that the index does not know.
    func unknown(of geometry: FeatureGeometry) -> FeatureGeometry {
        geometry.only(
            isGone + [Bool](repeating: true, count: max(0, geometry.count - isGone.count)))
    }
}
