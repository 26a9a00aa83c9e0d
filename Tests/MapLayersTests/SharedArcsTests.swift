// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Planar
import TestSupport
import Testing

@Suite struct SharedArcsTests {
    /// Rings of a path, as lists of points.
    static func rings(_ path: String) -> [[(x: Int, y: Int)]] {
        path.split(separator: "M").map { part in
            let body = part.hasSuffix("z") ? part.dropLast() : part
            let numbers = body.replacing("l", with: " ").replacing("-", with: " -")
                .split(separator: " ").compactMap { Int($0) }
            var x = numbers[0], y = numbers[1]
            var ring = [(x: x, y: y)]
            for at in stride(from: 2, to: numbers.count, by: 2) {
                x += numbers[at]
                y += numbers[at + 1]
                ring.append((x, y))
            }
            return ring
        }
    }

    /// Twice the area of rings, holes taken off.
    static func doubledArea(_ path: String) -> Int {
        rings(path).reduce(0) { sum, ring in
            var before = ring[ring.count - 1], area = 0
            for point in ring {
                area += before.x * point.y - point.x * before.y
                before = point
            }
            return sum + area
        }
    }

    /// Cells of a grid whose borders wander, with the same vertices on both sides.
    static func cells(_ side: Int, _ random: inout SeededGenerator) -> PolygonSet {
        let steps = 12
        func corner(_ i: Int) -> Double { Double(i) * 100 }
        var horizontal: [[(Double, Double)]] = [], vertical: [[(Double, Double)]] = []
        for row in 0...side {
            for at in 0..<side {
                horizontal.append(
                    (0..<steps).map {
                        let share = Double($0) / Double(steps)
                        let away = $0 == 0 ? 0 : random.double(in: -6..<6)
                        return (corner(at) + 100 * share, corner(row) + away)
                    })
                vertical.append(
                    (0..<steps).map {
                        let share = Double($0) / Double(steps)
                        let away = $0 == 0 ? 0 : random.double(in: -6..<6)
                        return (corner(row) + away, corner(at) + 100 * share)
                    })
            }
        }
        var set = PolygonSet()
        for row in 0..<side {
            for at in 0..<side {
                // Counter-clockwise: south, east, north back, west back; the last two with their ends.
                let south = horizontal[row * side + at]
                let east = vertical[(at + 1) * side + row]
                let north =
                    horizontal[(row + 1) * side + at].dropFirst()
                    + [(corner(at + 1), corner(row + 1))]
                let west = vertical[at * side + row].dropFirst() + [(corner(at), corner(row + 1))]
                let ring = south + east + north.reversed() + west.reversed()
                let start = random.int(in: 0..<ring.count)
                let turned = ring[start...] + ring[..<start]
                set.append(
                    x: turned.map(\.0), y: turned.map(\.1), feature: Int32(row * side + at))
            }
        }
        return set
    }

    /// The areas of all cells sum to that of the land: no gap and no overlap is torn by simplification.
    @Test func bordersDoNotTear() throws {
        try forEverySeed(0..<60) { seed, random in
            let side = 5
            let cells = Self.cells(side, &random)
            let boxes = buurtBoxes(cells, count: side * side)
            for tolerance in [0.0, 2, 8] {
                let outline = PictureOutline(
                    cells, count: side * side,
                    frame: PictureFrame(around: boxes, width: 900, joinsAll: true),
                    tolerance: tolerance)
                let sum = outline.paths.reduce(0) { $0 + abs(Self.doubledArea($1)) }
                let around = outline.borders(
                    between: [Int32](repeating: 0, count: side * side))
                #expect(Self.area(ofArcs: around) == sum, "seed \(seed), tolerance \(tolerance)")
            }
        }
    }

    /// Twice the area inside arcs that together run around the land, in any order and direction: each
    /// corner of the outer border is the end of two arcs.
    static func area(ofArcs path: String) -> Int {
        var open = rings(path)
        guard var ring = open.popLast() else { return 0 }
        while !open.isEmpty {
            let end = ring[ring.count - 1]
            guard let next = open.firstIndex(where: { $0[0] == end || $0[$0.count - 1] == end })
            else { return -1 }
            var arc = open.remove(at: next)
            if arc[0] != end { arc.reverse() }
            ring += arc.dropFirst()
        }
        var sum = 0
        for (a, b) in zip(ring, ring.dropFirst()) { sum += a.x * b.y - b.x * a.y }
        return abs(sum)
    }

    @Test func simplificationLeavesFewerVerticesWithinTheTolerance() throws {
        var random = SeededGenerator(seed: 3)
        let cells = Self.cells(4, &random)
        let frame = PictureFrame(
            around: buurtBoxes(cells, count: 16), width: 900, joinsAll: true)
        let full = PictureOutline(cells, count: 16, frame: frame, tolerance: 0)
        let coarse = PictureOutline(cells, count: 16, frame: frame, tolerance: 30)
        let size = { (outline: PictureOutline) in outline.paths.reduce(0) { $0 + $1.utf8.count } }
        // Borders wander by at most 6 of 400 m, 14 of 900 units: what is left are straight lines.
        #expect(size(coarse) * 4 < size(full))
        for (a, b) in zip(full.boxes, coarse.boxes) {
            #expect(abs(a.minX - b.minX) <= 30 && abs(a.maxY - b.maxY) <= 30)
        }
    }

    /// An enclave and the hole around it are one closed border; its neighbour has it too.
    @Test func enclavesFillTheirHoles() {
        var set = PolygonSet()
        set.appendRing(x: [0, 300, 300, 0], y: [0, 0, 300, 300])
        set.appendRing(x: [100, 100, 200, 200], y: [100, 200, 200, 100])
        set.closePolygon(feature: 0)
        set.append(x: [200, 200, 100, 100], y: [100, 200, 200, 100], feature: 1)
        let frame = PictureFrame(around: buurtBoxes(set, count: 2), width: 1000)
        let outline = PictureOutline(set, count: 2, frame: frame)
        let whole = abs(Self.doubledArea(outline.paths[0]))
        let inner = abs(Self.doubledArea(outline.paths[1]))
        #expect(abs(Double(whole) / Double(inner) - 8) < 0.05)
        #expect(Self.rings(outline.borders(between: [0, 1])).count == 2)
        #expect(Self.rings(outline.borders(between: [0, 0])).count == 1)
    }

    /// Neighbours of one group whose borders were generalised apart: the edge of each is no outer border.
    @Test func bordersThatDoNotMeetAreInside() {
        var set = PolygonSet()
        set.append(x: [0, 500, 500, 0], y: [0, 0, 500, 500], feature: 0)
        // Its western border has a vertex that the neighbour lacks, a hand's breadth away.
        set.append(x: [500, 1000, 1000, 500, 500.6], y: [0, 0, 500, 500, 250], feature: 1)
        let frame = PictureFrame(around: buurtBoxes(set, count: 2), width: 4000)
        let outline = PictureOutline(set, count: 2, frame: frame, tolerance: 0)
        let same = outline.borders(between: [0, 0]), apart = outline.borders(between: [0, 1])
        let middle = outline.boxes[0].maxX
        let crosses = { (path: String) in
            Self.rings(path).contains { $0.allSatisfy { abs(Double($0.x) - middle) < 8 } }
        }
        #expect(!crosses(same) && crosses(apart))
    }

    /// A buurt smaller than a dot is still there.
    @Test func tinyBuurtenStay() {
        var set = PolygonSet()
        set.append(x: [0, 100_000, 0], y: [0, 0, 100_000], feature: 0)
        set.append(x: [90_000, 90_001, 90_000], y: [90_000, 90_000, 90_001], feature: 1)
        let frame = PictureFrame(around: buurtBoxes(set, count: 3), width: 1000)
        let outline = PictureOutline(set, count: 3, frame: frame)
        #expect(outline.paths[1].hasSuffix("h4v4h-4z"))
        #expect(outline.paths[2].isEmpty)
    }

    @Test func theOrderOfBuurtenDoesNotMatter() {
        var random = SeededGenerator(seed: 8)
        let cells = Self.cells(4, &random)
        var turned = PolygonSet()
        for p in (0..<cells.count).reversed() {
            let rows = cells.vertices(of: p)
            turned.append(
                x: Array(cells.x[rows]), y: Array(cells.y[rows]), feature: cells.feature[p])
        }
        let frame = PictureFrame(around: buurtBoxes(cells, count: 16), width: 700)
        let one = PictureOutline(cells, count: 16, frame: frame)
        let other = PictureOutline(turned, count: 16, frame: frame)
        #expect(one.paths == other.paths)
    }
}
