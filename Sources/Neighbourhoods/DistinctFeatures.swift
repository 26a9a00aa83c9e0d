// SPDX-License-Identifier: EUPL-1.2
//
// A search that starts from each feature need not start twice from equal ones.
import Planar
import SpatialIndex

/// Features of which equal ones are one.
struct DistinctFeatures: Sendable {
    /// The first of equal features has geometry, the others have none.
    let geometry: FeatureGeometry
    /// Per feature the first that equals it; empty where no two are equal.
    private let firsts: [Int32]
    /// Per feature how many it stands for, itself included; empty where no two are equal.
    private let times: [Int32]

    /// Merges equal features.
    init(_ geometry: FeatureGeometry, threads: Int = 1) {
        let firsts = geometry.firstOfEqual(threads: threads)
        var times = [Int32](repeating: 0, count: geometry.count)
        for first in firsts { times[Int(first)] += 1 }
        let isDistinct = times.allSatisfy { $0 == 1 }
        self.firsts = isDistinct ? [] : firsts
        self.times = isDistinct ? [] : times
        self.geometry = isDistinct ? geometry : geometry.keeping(times.map { $0 > 0 })
    }

    /// Features that are looked for one by one, since some of them may go.
    init(all geometry: FeatureGeometry) {
        self.geometry = geometry
        firsts = []
        times = []
    }

    /// How many features one stands for; 0 for one that another stands for.
    func times(_ feature: Int) -> Int32 { times.isEmpty ? 1 : times[feature] }

    /// The feature that stands for one.
    func first(_ feature: Int) -> Int { firsts.isEmpty ? feature : Int(firsts[feature]) }
}
