// SPDX-License-Identifier: EUPL-1.2
//
// Small towns for probes, from a seed: a grid of buurten with wiggly shared borders, points, areas and
// lines. One seed gives the same numbers on every machine.
package import Planar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A random generator with a fixed sequence (SplitMix64).
struct ProbeRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func number(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * Double(next() >> 11) * 0x1p-53
    }
}

/// A square of buurten at the national offset.
package struct Town {
    let family: Family
    /// Buurten along each side.
    let side: Int
    /// Metres along a side of a buurt.
    let block = 1_000.0
    let originX = 120_000.0
    let originY = 440_000.0
    var random: ProbeRandom
    /// Answers instead of the seed in the family `real`, whatever the size that is asked for.
    private let real: RealData?

    package init(family: Family, side: Int, seed: UInt64) {
        self.family = family
        self.side = side
        random = ProbeRandom(seed)
        real = family == .real ? RealData.shared : nil
    }

    var width: Double { block * Double(side) }

    /// Millimetres, or whole tens of metres in the family that has ties.
    package func snapped(_ value: Double) -> Double {
        family == .grid ? (value / 10).rounded() * 10 : (value * 1_000).rounded() / 1_000
    }

    /// Buurten whose borders have `pieces` edges on each side, shared with the neighbour.
    mutating func buurten(pieces: Int) -> PolygonSet {
        if let real { return real.buurten }
        let n = side * pieces
        // Offsets of the lines between the buurten; 0 at the corners, so that lines meet there.
        var across = [[Double]](repeating: [], count: side + 1)
        var along = across
        for line in 0...side {
            across[line] = offsets(n, pieces: pieces, isOuter: line == 0 || line == side)
            along[line] = offsets(n, pieces: pieces, isOuter: line == 0 || line == side)
        }
        let step = block / Double(pieces)
        func horizontal(_ line: Int, _ k: Int) -> (Double, Double) {
            (
                snapped(originX + Double(k) * step),
                snapped(originY + Double(line) * block + across[line][k])
            )
        }
        func vertical(_ line: Int, _ k: Int) -> (Double, Double) {
            (
                snapped(originX + Double(line) * block + along[line][k]),
                snapped(originY + Double(k) * step)
            )
        }
        var set = PolygonSet()
        for row in 0..<side {
            for column in 0..<side {
                var ring: [(Double, Double)] = []
                let (x, y) = (column * pieces, row * pieces)
                ring += (0..<pieces).map { horizontal(row, x + $0) }
                ring += (0..<pieces).map { vertical(column + 1, y + $0) }
                ring += (0..<pieces).map { horizontal(row + 1, x + pieces - $0) }
                ring += (0..<pieces).map { vertical(column, y + pieces - $0) }
                set.append(
                    x: ring.map(\.0), y: ring.map(\.1), feature: Int32(row * side + column))
            }
        }
        return set
    }

    /// Distances of a border from the straight line; near a corner so small that borders do not cross.
    private mutating func offsets(_ n: Int, pieces: Int, isOuter: Bool) -> [Double] {
        let step = block / Double(pieces)
        return (0...n).map { k in
            let room = 0.4 * step * Double(min(k % pieces, pieces - k % pieces))
            let wiggle = random.number(-1, 1) * min(room, 60)
            return isOuter ? 0 : wiggle
        }
    }

    /// Points to go to; in the family `real` others than ``points(_:)`` gives.
    mutating func places(_ count: Int) -> (x: [Double], y: [Double]) {
        guard let real else { return points(count) }
        let chosen = real.places.prefix(count)
        return (chosen.map(\.x), chosen.map(\.y))
    }

    /// Points: even, in towns with a few far away, or on whole tens of metres.
    package mutating func points(_ count: Int) -> (x: [Double], y: [Double]) {
        if let real {
            let chosen = real.points.prefix(count)
            return (chosen.map(\.x), chosen.map(\.y))
        }
        var x: [Double] = []
        var y: [Double] = []
        let towns = (0..<max(side, 4)).map { _ in
            (random.number(0, width), random.number(0, width), random.number(200, 1_500))
        }
        for i in 0..<count {
            var px = random.number(0, width)
            var py = random.number(0, width)
            if family == .clustered, i % 8 != 0 {
                let town = towns[i % towns.count]
                let radius = town.2 * (-2 * log(random.number(1e-12, 1))).squareRoot()
                let angle = random.number(0, 2 * .pi)
                px = min(max(town.0 + radius * cos(angle), 0), width)
                py = min(max(town.1 + radius * sin(angle), 0), width)
            }
            x.append(snapped(originX + px))
            y.append(snapped(originY + py))
        }
        return (x, y)
    }

    /// Star-shaped areas of 8 to 40 vertices; with `overlap` larger than the space that each has.
    package mutating func areas(_ count: Int, overlap: Bool) -> PolygonSet {
        if let real { return overlap ? real.overlappingGreen : real.green }
        var set = PolygonSet()
        let perSide = Int(Double(count).squareRoot().rounded(.up))
        let space = width / Double(perSide)
        for i in 0..<count {
            let x = originX + (Double(i % perSide) + 0.5) * space
            let y = originY + (Double(i / perSide) + 0.5) * space
            let n = [8, 12, 20, 40][i % 4]
            let radius = (overlap ? 0.9 : 0.48) * space
            var px: [Double] = []
            var py: [Double] = []
            for k in 0..<n {
                let angle = (Double(k) + random.number(0, 0.8)) * 2 * .pi / Double(n)
                let r = radius * random.number(0.55, 1)
                let vx = (x + cos(angle) * r) * 1_000
                let vy = (y + sin(angle) * r) * 1_000
                px.append(vx.rounded() / 1_000)
                py.append(vy.rounded() / 1_000)
            }
            set.append(x: px, y: py, feature: Int32(i))
        }
        return set
    }

    /// Lines of about 4 km in 160 segments.
    mutating func lines(_ count: Int) -> LineSet {
        if let real { return real.lines }
        var set = LineSet()
        for i in 0..<count {
            var x = [originX + random.number(0, width)]
            var y = [originY + random.number(0, width)]
            var heading = random.number(0, 2 * .pi)
            for _ in 0..<160 {
                heading += random.number(-0.15, 0.15)
                x.append(snapped(x[x.count - 1] + 25 * cos(heading)))
                y.append(snapped(y[y.count - 1] + 25 * sin(heading)))
            }
            set.append(x: x, y: y, feature: Int32(i))
        }
        return set
    }
}
