// SPDX-License-Identifier: EUPL-1.2
//
// The nearest of the features that are left. A plan takes away a few features of a layer of thousands, and
// asks again for the points that were nearest to those: the index of all features answers, passing over
// what went, instead of one that is built anew.
import Planar

extension NearestFeatureIndex {
    /// Makes the flags that ``distance(x:y:skipping:)`` wants.
    ///
    /// - Parameter isGone: Per feature whether it is no longer there.
    /// - Returns: The same, but a feature that stands for equal ones stays until all of them are gone.
    /// - Complexity: O(features).
    public func skipped(_ isGone: [Bool]) -> [Bool] {
        if leaders.isEmpty { return isGone }
        var result = isGone
        for row in isGone.indices where !isGone[row] { result[Int(leaders[row])] = false }
        return result
    }

    /// Measures the distance to the nearest feature that is not passed over.
    ///
    /// - Parameters:
    ///   - x: Easting, metres, finite.
    ///   - y: Northing, metres, finite.
    ///   - isGone: Per feature whether it is passed over, as ``skipped(_:)`` gives it.
    /// - Returns: Metres, with the bits of an index of the other features; infinite where there is none.
    /// - Precondition: there is a flag for every feature.
    public func distance(x: Double, y: Double, skipping isGone: Span<Bool>) -> Double {
        var nearest = Nearest(wantsFeature: false)
        if hasArea(at: x, y, skipping: isGone) { return 0 }
        points?.search(x, y, skipping: isGone, &nearest)
        segments?.search(x, y, skipping: isGone, &nearest)
        runs?.search(x, y, skipping: isGone, &nearest)
        return nearest.squared.squareRoot()
    }

    /// Whether a point is inside or on the border of a polygon that `runs` does not know.
    private func hasArea(at x: Double, _ y: Double, skipping isGone: Span<Bool>) -> Bool {
        guard let polygonBoxes, areas.map({ $0.feature(x: x, y: y) >= 0 }) ?? false else {
            return false
        }
        var isInside = false
        polygonBoxes.visit(x, y, squaredRadius: 0) { rows, _ in
            for i in rows where !isInside && polygonBoxes.items[i].box.contains(x: x, y: y) {
                let polygon = Int(polygonBoxes.items[i].feature)
                isInside =
                    !isGone[Int(polygons.feature[polygon])]
                    && polygons.locate(x: x, y: y, in: polygon) != .outside
            }
        }
        return isInside
    }
}

extension ItemTree {
    /// Improves on the nearest item so far, passing over some features.
    fileprivate func search(
        _ px: Double, _ py: Double, skipping isGone: Span<Bool>, _ nearest: inout Nearest
    ) {
        visitNearest(px, py) { rows in
            for i in rows where !isGone[Int(items[i].feature)] {
                let item = items[i]
                if item.box.squaredDistance(px, py) > nearest.squared { continue }
                let known = nearest.squared.nextUp
                nearest.consider(
                    item.squaredDistance(px, py, below: known, columns), item.feature)
            }
            return nearest.squared
        }
    }
}
