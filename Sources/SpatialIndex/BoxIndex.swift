// SPDX-License-Identifier: EUPL-1.2
public import Planar

/// Finds the boxes near a box.
///
/// > Cost: linear to build; a visit takes O(boxes found + log *boxes*).
public struct BoxIndex: Sendable {
    private let tree: ItemTree<BoxItem>

    /// Builds the index; empty boxes are in it and near nothing.
    public init(_ boxes: [Box]) {
        tree = ItemTree(
            boxes.indices.filter { !boxes[$0].isEmpty }.map {
                BoxItem(box: boxes[$0], feature: Int32($0))
            })
    }

    /// Visits the boxes within a distance of a box.
    ///
    /// - Parameters:
    ///   - box: Not empty.
    ///   - distance: Metres, not below 0.
    ///   - body: Is given the row of each, in no particular order; rounding may add one that is farther by
    ///     a unit of rounding.
    public func visit(near box: Box, within distance: Double, _ body: (_ row: Int) -> Void) {
        let limit = distance * distance * (1 + 0x1p-50)
        _ = tree.visit(box, squaredRadius: limit) { i in
            body(Int(tree.items[i].feature))
            return true
        }
    }
}
