// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact, with no predicate that could tip the wrong way 2 the work for a small polygon
// depends on the borders in its box only.
//
// Let R be a region with a closed boundary in a box, and B a buurt. The area of R in B is the signed sum
// over the edges r of R and b of B of the integral of min(y_r, y_b) dx over the x that they share
// (AreaInside.swift has the derivation). What of B lies outside the box is replaced by what means the
// same to R: edges below it cancel, since R is closed; what runs above it is a level edge along its top
// (`NearEdges`), and an edge that leaves by the top turns into one there. The integral changes little
// when a coordinate does, so where exactly it is cut does not matter. Where no border comes into the
// box, what is left is nothing, or one lid over the whole box: it is in B as a whole.

/// The polygons of the buurten, prepared for clipping.
public struct BuurtEdges: Sendable {
    private let polygons: PolygonSet
    private let blocks: VertexBlocks
    private let grid: BoxGrid

    /// Prepares the buurten.
    ///
    /// - Parameter buurten: Valid polygons, interior to the left; `feature` is the row of the buurt.
    /// - Complexity: O(vertices).
    public init(_ buurten: PolygonSet) {
        polygons = buurten
        blocks = VertexBlocks(buurten)
        grid = BoxGrid((0..<buurten.count).map(buurten.box(of:)))
    }

    /// Finds what the borders mean to a box that is not empty.
    func cut(_ box: Box, _ near: inout NearEdges, into cut: inout BorderCut) {
        cut.begin(box)
        var homes = 0
        grid.forEach(meeting: box) { p in
            near.removeAll()
            let row = polygons.feature[p]
            for ring in polygons.rings(of: p) {
                near.collect(
                    polygons.vertices(ofRing: ring), polygons.x.span, polygons.y.span,
                    blocks: blocks.boxes.span, near: box, shape: row)
            }
            switch near.relation(to: box, edges: 0, uprights: 0) {
            case .none: break
            case .whole:
                homes += 1
                cut.home = row
                for edge in near.edges { cut.append(edge, buurt: row, box) }
            case .part:
                for edge in near.edges { cut.append(edge, buurt: row, box) }
            }
            return true
        }
        if cut.slopes.isEmpty || (homes == 1 && cut.slopes.count == 1) {
            cut.slopes.removeAll(keepingCapacity: true)
        } else {
            cut.home = PolygonHome.several
            cut.end(box)
        }
    }

    /// Settles for some polygons in which buurt they lie wholly, where cells could not tell.
    ///
    /// - Parameters:
    ///   - sizes: The sizes of the polygons.
    ///   - homes: Per polygon a row of a buurt or a ``PolygonHome``; those that say several are looked at.
    /// - Precondition: the columns have the same length.
    /// - Complexity: Per polygon a sixteenth of the edges of the buurten whose boxes it meets, and the
    ///   edges in its box.
    public func settle(_ sizes: Span<PolygonSize>, homes: inout MutableSpan<Int32>) {
        precondition(sizes.count == homes.count, "columns differ in length")
        var near = NearEdges()
        var found = BorderCut()
        for row in sizes.indices where homes[row] == PolygonHome.several {
            guard !sizes[row].box.isEmpty else { continue }
            cut(sizes[row].box, &near, into: &found)
            homes[row] = found.home
        }
    }
}
