// SPDX-License-Identifier: EUPL-1.2
//
// A population without addresses: a point at every (i s, j s), i and j whole, that lies in a buurt. The
// phase is fixed, so a buurt gets the same points whatever else is in the project. Only stretches of a
// row that some polygon's box covers are tried, so districts far apart cost nothing in between.
public import Planar
import SpatialIndex

/// The largest number of points in a lattice.
public let latticeLimit = 50_000_000

extension PolygonSet {
    /// Points of a lattice that lie in a polygon or on its border, row by row from the south-west.
    ///
    /// - Parameter spacing: Metres between points, > 0.
    /// - Returns: Coordinate columns; every point once, also where polygons overlap.
    /// - Throws: ``AnalysisError`` for a spacing that is not above 0, and above ``latticeLimit`` points.
    /// - Complexity: Linear in the points of the boxes of the polygons.
    public func latticePoints(
        spacing: Double
    ) throws(AnalysisError) -> (x: [Double], y: [Double]) {
        guard spacing.isFinite, spacing > 0 else {
            throw AnalysisError(
                "lattice: \(shortestText(spacing)) is no spacing",
                remedy: "use metres above 0, such as 25")
        }
        var area = ExactSum()
        for p in 0..<count { area.add(self.area(of: p)) }
        // Far too many points are refused before the first is made; overlaps may count double here.
        if area.value / spacing / spacing > 4 * Double(latticeLimit) { throw tooMany(spacing) }
        let stretches = try latticeStretches(spacing)
        let candidates = stretches.reduce(0) { $0 + ($1.last - $1.first + 1) }
        let index = CoverageIndex(self, pointCount: candidates)
        var kept: (x: [Double], y: [Double]) = ([], [])
        var batchX: [Double] = [], batchY: [Double] = []
        for stretch in stretches {
            for i in stretch.first...stretch.last {
                batchX.append(Double(i) * spacing)
                batchY.append(Double(stretch.row) * spacing)
                if batchX.count == rowsPerChunk { flush(&batchX, &batchY, index, &kept) }
            }
            if kept.x.count > latticeLimit { throw tooMany(spacing) }
        }
        flush(&batchX, &batchY, index, &kept)
        if kept.x.count > latticeLimit { throw tooMany(spacing) }
        return kept
    }

    private func tooMany(_ spacing: Double) -> AnalysisError {
        AnalysisError(
            "lattice: a spacing of \(shortestText(spacing)) m gives more than 50 million points",
            remedy: "use a larger spacing")
    }

    private func flush(
        _ x: inout [Double], _ y: inout [Double], _ index: CoverageIndex,
        _ kept: inout (x: [Double], y: [Double])
    ) {
        var buurt = [Int32](repeating: -1, count: x.count)
        var span = buurt.mutableSpan
        index.assign(x: x.span, y: y.span, into: &span)
        for i in x.indices where buurt[i] >= 0 {
            kept.x.append(x[i])
            kept.y.append(y[i])
        }
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
    }

    /// Stretches of lattice rows covered by boxes, in order of row and column, none overlapping.
    private func latticeStretches(
        _ spacing: Double
    ) throws(AnalysisError) -> [(row: Int, first: Int, last: Int)] {
        var stretches: [(row: Int, first: Int, last: Int)] = []
        for p in 0..<count {
            let box = extent(of: p)
            guard !box.isEmpty else { continue }
            let first = try cell((box.minX / spacing).rounded(.up), spacing)
            let last = try cell((box.maxX / spacing).rounded(.down), spacing)
            let bottom = try cell((box.minY / spacing).rounded(.up), spacing)
            let top = try cell((box.maxY / spacing).rounded(.down), spacing)
            guard first <= last, bottom <= top else { continue }
            if stretches.count + (top - bottom) > latticeLimit { throw tooMany(spacing) }
            for row in bottom...top { stretches.append((row, first, last)) }
        }
        stretches.sort { ($0.row, $0.first, $0.last) < ($1.row, $1.first, $1.last) }
        var merged: [(row: Int, first: Int, last: Int)] = []
        for next in stretches {
            if let top = merged.last, top.row == next.row, next.first <= top.last + 1 {
                merged[merged.count - 1].last = Swift.max(top.last, next.last)
            } else {
                merged.append(next)
            }
        }
        return merged
    }

    private func cell(_ value: Double, _ spacing: Double) throws(AnalysisError) -> Int {
        guard abs(value) < 0x1p52 else { throw tooMany(spacing) }
        return Int(value)
    }
}
