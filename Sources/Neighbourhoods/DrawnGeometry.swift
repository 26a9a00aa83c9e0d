// SPDX-License-Identifier: EUPL-1.2
public import Planar

extension Workspace {
    /// The features of a layer that count in the year of the plan, for maps; others have no geometry.
    ///
    /// - Parameter row: Row of the layer.
    /// - Returns: Its features, with the numbers of the layer.
    /// - Throws: ``AnalysisError`` where a year cannot be read.
    public func drawnGeometry(ofLayer row: Int) throws(AnalysisError) -> FeatureGeometry {
        let layer = layers[row]
        return layer.geometry.keeping(try layer.inForce(in: plan.year))
    }
}
