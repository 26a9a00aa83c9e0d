// SPDX-License-Identifier: EUPL-1.2
//
// Borders that wiggle, shared by both sides. A ridge between two seeds becomes a fractal curve (midpoint
// displacement) that stays inside the kite seed - end - seed - end. The kites of a Voronoi diagram share
// no interior, and along its ridge a curve only goes forward: so no two curves cross and none crosses
// itself.
// Source: A. Fournier, D. Fussell, L. Carpenter (1982), Computer rendering of stochastic models,
// Communications of the ACM 25 (midpoint displacement).
import Glibc

/// A straight border between two cells, and the seeds at its left and right.
struct Ridge {
    var fromX: Double
    var fromY: Double
    var toX: Double
    var toY: Double
    var leftX: Double
    var leftY: Double
    var rightX: Double
    var rightY: Double
    /// A ridge on the side of the box stays straight.
    var isOuter: Bool

    var length: Double { hypot(toX - fromX, toY - fromY) }
}

/// Curves as vertex columns with offsets; both ends included, whole millimetres.
struct BorderCurves {
    private(set) var x: [Double] = []
    private(set) var y: [Double] = []
    private(set) var offsets: [Int] = [0]

    /// Makes a curve of each ridge, with about `vertices` vertices around each of `cells` cells.
    init(_ ridges: [Ridge], cells: Int, vertices: Double, random: inout RandomStream) {
        let lengths = ridges.map(\.length)
        let spacing = BorderCurves.spacing(ridges, lengths, total: vertices * Double(cells))
        for (row, ridge) in ridges.enumerated() {
            append(ridge, length: lengths[row], level: level(lengths[row], spacing), &random)
        }
    }

    func vertices(of row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }

    /// The distance between vertices that gives the wanted total, by bisection.
    private static func spacing(_ ridges: [Ridge], _ lengths: [Double], total: Double) -> Double {
        var low = 0.5
        var high = 10_000.0
        for _ in 0..<60 {
            let middle = (low * high).squareRoot()
            var vertices = 0
            for (row, ridge) in ridges.enumerated() {
                vertices += (ridge.isOuter ? 1 : 2) << level(lengths[row], middle)
            }
            if Double(vertices) > total { low = middle } else { high = middle }
        }
        return high
    }

    private mutating func append(
        _ ridge: Ridge, length: Double, level: Int, _ random: inout RandomStream
    ) {
        let pieces = 1 << level
        let left = Triangle(ridge, apexX: ridge.leftX, apexY: ridge.leftY, length: length)
        let right = Triangle(ridge, apexX: ridge.rightX, apexY: ridge.rightY, length: length)
        // Where the kite is narrow the curve wiggles less: cut off, it would follow the kite's side.
        let offset = displacements(pieces, amplitude: 0.16 * length, &random) { t in
            0.4 * min(left.room(at: t), right.room(at: t))
        }
        let alongX = (ridge.toX - ridge.fromX) / length, alongY = (ridge.toY - ridge.fromY) / length
        for i in 0...pieces {
            let isEnd = i == 0 || i == pieces
            let jitter = isEnd ? 0 : random.number(-0.25, 0.25)
            let t = (Double(i) + jitter) / Double(pieces)
            var aside = 0.0
            if !ridge.isOuter, !isEnd {
                aside = folded(offset[i], between: -right.room(at: t), and: left.room(at: t))
            }
            x.append(millimetres(ridge.fromX + t * length * alongX - aside * alongY))
            y.append(millimetres(ridge.fromY + t * length * alongY + aside * alongX))
        }
        // Not computed: rounding must not part it from the next border.
        x[x.count - 1] = ridge.toX
        y[y.count - 1] = ridge.toY
        offsets.append(x.count)
    }

    private func displacements(
        _ pieces: Int, amplitude: Double, _ random: inout RandomStream,
        limit: (_ t: Double) -> Double
    ) -> [Double] {
        var offset = [Double](repeating: 0, count: pieces + 1)
        var step = pieces
        var amplitude = amplitude
        while step > 1 {
            let half = step / 2
            for i in stride(from: half, to: pieces, by: step) {
                let most = min(amplitude, limit(Double(i) / Double(pieces)))
                offset[i] = (offset[i - half] + offset[i + half]) / 2 + random.normal() * most
            }
            step = half
            amplitude *= 0.55
        }
        return offset
    }
}

/// A number mirrored at two bounds until it lies between them.
///
/// A curve that was cut off at the side of its kite would follow it; mirrored, it goes on wiggling.
func folded(_ value: Double, between low: Double, and high: Double) -> Double {
    let width = high - low
    guard width > 0 else { return low }
    let turns = (value - low) / (2 * width)
    let phase = 2 * (turns - turns.rounded(.down))
    return low + width * min(phase, 2 - phase)
}

/// Halvings of a ridge: pieces near `spacing`, at most 512.
private func level(_ length: Double, _ spacing: Double) -> Int {
    var level = 0
    var piece = length
    // 2^(level + 1/2) pieces is where one more halving comes nearer.
    while level < 9, piece > spacing * 1.4142135623730951 {
        piece /= 2
        level += 1
    }
    return level
}

/// The half of the kite at one side of a ridge.
private struct Triangle {
    /// Distance of the seed from the ridge, less a fifth: room for rounding and for sharp corners.
    private let height: Double
    /// Where the seed stands along the ridge: 0 at its start, 1 at its end, maybe beyond.
    private let foot: Double

    init(_ ridge: Ridge, apexX: Double, apexY: Double, length: Double) {
        let dx = ridge.toX - ridge.fromX, dy = ridge.toY - ridge.fromY
        let px = apexX - ridge.fromX, py = apexY - ridge.fromY
        height = 0.8 * abs(dx * py - dy * px) / length
        foot = (px * dx + py * dy) / (length * length)
    }

    /// How far a curve may go to this side at `t`, between 0 and 1 along the ridge.
    func room(at t: Double) -> Double {
        let fromStart = foot > 0 ? t / foot : .infinity
        let fromEnd = foot < 1 ? (1 - t) / (1 - foot) : .infinity
        return height * min(fromStart, fromEnd)
    }
}
