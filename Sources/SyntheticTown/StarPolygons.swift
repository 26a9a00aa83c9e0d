// SPDX-License-Identifier: EUPL-1.2
//
// Star-shaped polygons: around a centre the angles grow, and no two neighbours are half a turn apart,
// so that every polygon is simple.
import Glibc
import Planar

extension PolygonSet {
    /// Adds a star inside a circle, counter-clockwise, whole millimetres.
    mutating func appendStar(
        x centreX: Double, y centreY: Double, radius: Double, vertices: Int,
        random: inout RandomStream
    ) {
        let turn = 2 * Double.pi / Double(vertices)
        for i in 0..<vertices {
            let angle = (Double(i) + random.number(0, 0.8)) * turn
            let reach = radius * random.number(0.55, 1)
            x.append(millimetres(centreX + cos(angle) * reach))
            y.append(millimetres(centreY + sin(angle) * reach))
        }
        ringOffsets.append(Int32(x.count))
        closePolygon(feature: Int32(count))
    }
}
