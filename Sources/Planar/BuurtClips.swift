// SPDX-License-Identifier: EUPL-1.2

/// The buurten as clips, each made when it is first needed.
struct BuurtClips {
    private let buurten: PolygonSet
    private let grid: BoxGrid
    private var clips: [Int: RingClip] = [:]

    init(_ buurten: PolygonSet) {
        self.buurten = buurten
        grid = BoxGrid((0..<buurten.count).map(buurten.box(of:)))
    }

    /// Adds what each buurt near a box holds below a curve.
    mutating func add(
        _ curve: BoundaryCurve, from: Double, to: Double, sign: Double, radius: Double,
        near box: Box, to sums: inout [ExactSum]
    ) {
        grid.forEach(meeting: box) { p in
            let clip = clips[p] ?? RingClip(of: buurten, polygon: p, base: buurten.box(of: p).minY)
            clips[p] = clip
            let area = clip.area(below: curve, from: from, to: to, radius: radius)
            sums[Int(buurten.feature[p])].add(sign * Double(curve.sign) * area)
            return true
        }
    }
}
