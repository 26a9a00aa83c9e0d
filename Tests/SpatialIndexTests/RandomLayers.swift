// SPDX-License-Identifier: EUPL-1.2
//
// Layers for property tests: coverages with shared borders, overlaps, holes, gaps; on a lattice (many ties
// and borders) or not; near the origin or far from it.
import Planar
import TestSupport

/// A lattice of n x n quadrilaterals whose shared corners are moved; every cell is a feature.
func randomCoverage(
    _ random: inout SeededGenerator, cells n: Int, size: Double, at origin: Double,
    isLattice: Bool, dropping gaps: Double = 0
) -> PolygonSet {
    let step = size / Double(n)
    var x: [Double] = []
    var y: [Double] = []
    for row in 0...n {
        for column in 0...n {
            let shift = isLattice ? 0 : step * 0.35
            x.append(
                origin + Double(column) * step + (shift > 0 ? random.double(in: -shift..<shift) : 0)
            )
            y.append(
                origin + Double(row) * step + (shift > 0 ? random.double(in: -shift..<shift) : 0))
        }
    }
    var set = PolygonSet()
    for row in 0..<n {
        for column in 0..<n where random.double(in: 0..<1) >= gaps {
            let corner = row * (n + 1) + column
            let ring = [corner, corner + 1, corner + n + 2, corner + n + 1]
            set.append(
                x: ring.map { x[$0] }, y: ring.map { y[$0] }, feature: Int32(row * n + column))
        }
    }
    return set
}

/// Star-shaped polygons, some with a hole, some features with two parts; they overlap freely.
func randomStars(
    _ random: inout SeededGenerator, count: Int, size: Double, at origin: Double, isLattice: Bool
) -> PolygonSet {
    var set = PolygonSet()
    for k in 0..<count {
        let cx = origin + random.double(in: 0..<size)
        let cy = origin + random.double(in: 0..<size)
        let radius = random.double(in: size / 20..<size / 3)
        let shell = randomStar(&random, cx, cy, radius, isLattice)
        set.appendRing(x: shell.x, y: shell.y)
        if random.int(in: 0..<3) == 0 {
            let hole = randomStar(&random, cx, cy, radius / 4, isLattice)
            set.appendRing(x: hole.x.reversed(), y: hole.y.reversed())
        }
        set.closePolygon(feature: Int32(random.int(in: 0..<3) == 0 ? max(0, k - 1) : k))
    }
    return set
}

private func randomStar(
    _ random: inout SeededGenerator, _ cx: Double, _ cy: Double, _ radius: Double, _ isLattice: Bool
) -> (x: [Double], y: [Double]) {
    // Unit vectors of eight directions, no trigonometry.
    let directions: [(Double, Double)] = [
        (1, 0), (0.75, 0.75), (0, 1), (-0.75, 0.75), (-1, 0), (-0.75, -0.75), (0, -1),
        (0.75, -0.75),
    ]
    var x: [Double] = []
    var y: [Double] = []
    for (dx, dy) in directions {
        let r = radius * random.double(in: 0.5..<1)
        x.append(isLattice ? (cx + dx * r).rounded() : cx + dx * r)
        y.append(isLattice ? (cy + dy * r).rounded() : cy + dy * r)
    }
    return (x, y)
}

/// Points of interest: at random, on vertices, on edges, beside vertices by one unit of rounding.
func probes(
    _ random: inout SeededGenerator, of set: PolygonSet, count: Int, size: Double,
    at origin: Double,
    isLattice: Bool
) -> (x: [Double], y: [Double]) {
    var x: [Double] = []
    var y: [Double] = []
    for k in 0..<count {
        let i = random.int(in: 0..<set.x.count)
        let j = random.int(in: 0..<set.x.count)
        switch k % 5 {
        case 0:
            x.append(set.x[i])
            y.append(set.y[i])
        case 1:
            x.append(set.x[i].nextUp)
            y.append(set.y[i])
        case 2:
            x.append(set.x[i])
            y.append(set.y[j])
        case 3:
            let next = min(i + 1, set.x.count - 1)
            x.append(set.x[i] / 2 + set.x[next] / 2)
            y.append(set.y[i] / 2 + set.y[next] / 2)
        default:
            let px = origin + random.double(in: -0.2 * size..<1.2 * size)
            let py = origin + random.double(in: -0.2 * size..<1.2 * size)
            x.append(isLattice ? px.rounded() : px)
            y.append(isLattice ? py.rounded() : py)
        }
    }
    return (x, y)
}
