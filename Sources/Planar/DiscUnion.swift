// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 exact for the discs given: true arcs, overlaps once 2 a disc that meets no other and lies in one
// buurt costs one term 3 the same bits in any order of the discs 4 rows can be shared out over threads.
//
// As in `PolygonOverlay`, each disc owns what no earlier one covers, larger ones first. Another disc of radius s at
// distance d covers of a circle of radius r the directions within acos((d^2 + r^2 - s^2) / (2 d r)) of the way to it
// (law of cosines). Walk around circle i: a stretch that an earlier disc covers bounds nothing; any other bounds what
// i owns, and from the other side what the first later disc that covers it owns. So each owner has a closed boundary of
// arcs, and its area by Green's theorem about its own centre is, per arc of the circle about c,
//     1/2 (r^2 (b - a) + r (c_x (sin b - sin a) - c_y (cos b - cos a))).
// Where a border runs through the box of an owner, the arcs are clipped by the buurten (`RingClip`).
//
// `RegionBoundary` does the same for one radius with comparisons that hold at coinciding pieces; discs of
// different radii coincide only when they are equal, and equal ones are taken once here.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Discs of different radii that may overlap, such as the crowns of trees.
public struct DiscUnion: Sendable {
    private let x: [Double]
    private let y: [Double]
    private let radius: [Double]
    /// The box of each disc.
    public let boxes: [Box]
    private let grid: BoxGrid

    /// Prepares discs; those without extent and repeats are left out.
    ///
    /// - Parameters:
    ///   - x: Eastings of the centres, metres, finite.
    ///   - y: Their northings.
    ///   - radius: Metres, finite; nothing where it is not above 0.
    /// - Precondition: the columns have the same length.
    /// - Complexity: O(*n* log *n*).
    public init(x: [Double], y: [Double], radius: [Double]) {
        precondition(x.count == y.count && x.count == radius.count, "columns differ in length")
        let order = x.indices.filter { radius[$0] > 0 }.sorted {
            (-radius[$0], x[$0], y[$0]) < (-radius[$1], x[$1], y[$1])
        }
        var rows: [Int] = []
        for row in order {
            if let last = rows.last, radius[last] == radius[row], x[last] == x[row],
                y[last] == y[row]
            {
                continue
            }
            rows.append(row)
        }
        self.x = rows.map { x[$0] }
        self.y = rows.map { y[$0] }
        self.radius = rows.map { radius[$0] }
        boxes = rows.map {
            Box(minX: x[$0], minY: y[$0], maxX: x[$0], maxY: y[$0]).expanded(by: radius[$0])
        }
        grid = BoxGrid(boxes)
    }

    /// Number of discs that are left.
    public var count: Int { x.count }

    /// What the circles of some discs contribute to the area of the union in each buurt.
    ///
    /// - Parameters:
    ///   - rows: Discs; over all calls each once.
    ///   - homes: Per disc the row of the buurt that holds its box, or a ``PolygonHome``.
    ///   - buurten: Valid polygons, interior to the left; `feature` is the row of the buurt.
    ///   - featureCount: Number of buurten.
    /// - Returns: Square metres per buurt, to be added up over all calls.
    /// - Complexity: O(pairs of discs that meet), plus the edges of a buurt for each arc beside its border.
    public func areas(
        of rows: Range<Int>, homes: [Int32], in buurten: PolygonSet, featureCount: Int
    ) -> [ExactSum] {
        var sums = [ExactSum](repeating: ExactSum(), count: featureCount)
        var covers = ArcCovers()
        var clips = BuurtClips(buurten)
        for row in rows {
            guard collectCovers(of: row, &covers) else { continue }
            covers.forEachRange { from, to, later in
                add(row, from, to, owner: row, sign: 1, homes, &clips, &sums)
                if let later { add(row, from, to, owner: later, sign: -1, homes, &clips, &sums) }
            }
        }
        return sums
    }

    /// Collects what other discs cover of a circle; `false` where an earlier one holds all of it.
    private func collectCovers(of row: Int, _ covers: inout ArcCovers) -> Bool {
        covers.removeAll()
        let r = radius[row]
        var isBare = true
        grid.forEach(meeting: boxes[row]) { other in
            guard other != row else { return true }
            let dx = x[other] - x[row], dy = y[other] - y[row], s = radius[other]
            let square = dx * dx + dy * dy
            guard square < (r + s) * (r + s) else { return true }
            // One inside the other: the larger is the earlier one.
            if square <= (r - s) * (r - s) {
                isBare = other > row
                return isBare
            }
            let d = square.squareRoot()
            let cosine = max(-1, min(1, (square + (r - s) * (r + s)) / (2 * d * r)))
            covers.add(around: atan2(dy, dx), half: acos(cosine), by: other, isEarlier: other < row)
            return true
        }
        return isBare
    }

    /// Adds the term of a stretch of a circle to the buurten in which its owner lies.
    private func add(
        _ row: Int, _ from: Double, _ to: Double, owner: Int, sign: Double, _ homes: [Int32],
        _ clips: inout BuurtClips, _ sums: inout [ExactSum]
    ) {
        if homes[owner] >= 0 {
            sums[Int(homes[owner])].add(sign * arcArea(row, from, to, about: owner))
        } else if homes[owner] == PolygonHome.several {
            forEachHalf(row, from, to) { curve, left, right in
                clips.add(
                    curve, from: left, to: right, sign: sign, radius: radius[row],
                    near: boxes[owner], to: &sums)
            }
        }
    }

    /// Area between a stretch of a circle and the centre of a disc.
    private func arcArea(_ row: Int, _ a: Double, _ b: Double, about owner: Int) -> Double {
        let r = radius[row]
        guard owner != row else { return r * r * (b - a) / 2 }
        let cx = x[row] - x[owner], cy = y[row] - y[owner]
        return r * (r * (b - a) + cx * (sin(b) - sin(a)) - cy * (cos(b) - cos(a))) / 2
    }

    /// Calls `body` with the parts of a stretch above and below the centre, from left to right.
    private func forEachHalf(
        _ row: Int, _ a: Double, _ b: Double, _ body: (BoundaryCurve, Double, Double) -> Void
    ) {
        let r = radius[row]
        for (low, high, isUpper) in [(-Double.pi, 0.0, false), (0, .pi, true)] {
            let from = max(a, low), to = min(b, high)
            guard from < to else { continue }
            let curve = BoundaryCurve(
                halfOf: x[row], y[row], radius: r, upper: isUpper, shape: Int32(row))
            // Ends of halves are exact, so that both halves meet.
            func at(_ angle: Double) -> Double {
                angle == 0 ? curve.x2 : abs(angle) == .pi ? curve.x1 : x[row] + r * cos(angle)
            }
            body(curve, isUpper ? at(to) : at(from), isUpper ? at(from) : at(to))
        }
    }
}
