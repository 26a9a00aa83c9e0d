// SPDX-License-Identifier: EUPL-1.2
import Planar
import SpatialIndex

/// Points on a square lattice: whole numbers of units around the middle of a box.
///
/// Whole numbers make the predicates of ``DelaunayMesh`` exact.
struct LatticePoints {
    var x: [Double] = []
    var y: [Double] = []
    let unitsPerMetre: Double
    let middleX: Double
    let middleY: Double

    init(around box: Box, unitsPerMetre: Double) {
        self.unitsPerMetre = unitsPerMetre
        middleX = ((box.minX + box.maxX) / 2 * unitsPerMetre).rounded()
        middleY = ((box.minY + box.maxY) / 2 * unitsPerMetre).rounded()
    }

    var count: Int { x.count }

    func metresX(_ row: Int) -> Double { (middleX + x[row]) / unitsPerMetre }
    func metresY(_ row: Int) -> Double { (middleY + y[row]) / unitsPerMetre }

    /// The same points in order of a Hilbert curve.
    func sortedAlongCurve() -> LatticePoints {
        picking(spatialOrder(x: x.span, y: y.span))
    }

    /// The points of the given rows, in that order.
    func picking(_ rows: [Int32]) -> LatticePoints {
        var picked = self
        picked.x = rows.map { x[Int($0)] }
        picked.y = rows.map { y[Int($0)] }
        return picked
    }
}

extension Terrain {
    /// Scatters points of the mixture, at most one in each cell of a grid.
    ///
    /// - Parameters:
    ///   - count: Number of points.
    ///   - crowding: Cells per point; the largest density over the mean density.
    ///   - margin: Share of a cell's side that is kept free along it, below 0.5.
    ///   - unitsPerMetre: Lattice on which the points lie.
    ///   - random: Stream that is drawn from.
    /// - Returns: The points, in random order; fewer where there are not that many cells.
    func scatter(
        _ count: Int, crowding: Double, margin: Double, unitsPerMetre: Double,
        random: inout RandomStream
    ) -> LatticePoints {
        var points = LatticePoints(around: box, unitsPerMetre: unitsPerMetre)
        points.x.reserveCapacity(count)
        points.y.reserveCapacity(count)
        let width = box.maxX - box.minX
        let height = box.maxY - box.minY
        let side = (width * height / (crowding * Double(max(1, count)))).squareRoot()
        let columns = max(1, Int((width / side).rounded(.up)))
        let rows = max(1, Int((height / side).rounded(.up)))
        var taken = [Bool](repeating: false, count: columns * rows)
        while points.count < min(count, columns * rows) {
            let point = self.point(&random)
            let x = (point.x * unitsPerMetre).rounded()
            let y = (point.y * unitsPerMetre).rounded()
            // The cell is that of the rounded point, so that no two points are ever equal.
            let across = (x / unitsPerMetre - box.minX) / width * Double(columns)
            let up = (y / unitsPerMetre - box.minY) / height * Double(rows)
            let column = max(0, min(columns - 1, Int(across.rounded(.down))))
            let row = max(0, min(rows - 1, Int(up.rounded(.down))))
            let isInside = { (offset: Double) in offset >= margin && offset <= 1 - margin }
            guard !taken[row * columns + column], isInside(across - Double(column)),
                isInside(up - Double(row))
            else { continue }
            taken[row * columns + column] = true
            points.x.append(x - points.middleX)
            points.y.append(y - points.middleY)
        }
        return points
    }
}
