// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import SpatialIndex

@Suite struct CellGridTests {
    @Test func dividesABoxIntoSquares() {
        let box = Box(minX: 0, minY: 0, maxX: 100, maxY: 50)
        let grid = CellGrid(box: box, target: 200, minimum: 0)
        // 100 x 50 / 200 cells = 25 m2: 5 m a side, and one row and column for the far borders.
        #expect(grid.cell == 5)
        #expect(grid.columns == 21 && grid.rows == 11)
        #expect(grid.column(12) == 2 && grid.row(50) == 10)
        #expect(grid.column(-7) == 0 && grid.column(1e300) == 20 && grid.column(.nan) == 0)
    }

    @Test(arguments: [
        Box.empty, Box(minX: 5, minY: 5, maxX: 5, maxY: 5),
        Box(minX: 1e8, minY: 1e8, maxX: 1e8.nextUp, maxY: 1e8),
        Box(minX: -1e308, minY: -1e308, maxX: 1e308, maxY: 1e308),
        Box(minX: 0, minY: 0, maxX: 1e9, maxY: 0), Box(minX: 0, minY: 0, maxX: 5e-324, maxY: 1),
    ])
    func staysWithinBoundsForAnyBox(box: Box) {
        for target in [0, 1, 1000] {
            let grid = CellGrid(box: box, target: target, minimum: 0)
            #expect(grid.count >= 1 && grid.count <= 4 * max(target, 1))
            #expect(grid.column(box.maxX) < grid.columns && grid.row(box.maxY) < grid.rows)
        }
    }

    /// The number of a cell without a branch is that of its column and row: inside, outside, on the lines
    /// between cells, beside them by one unit of rounding, and for what is no number.
    @Test func numbersCells() throws {
        try forEverySeed(0..<50) { seed, random in
            let origin = seed % 2 == 0 ? 0 : random.double(in: -1e6..<1e6)
            let box = Box(minX: origin, minY: origin, maxX: origin + 100, maxY: origin + 70)
            let grid = CellGrid(box: box, target: random.int(in: 1..<100_000), minimum: 0)
            for k in 0..<200 {
                let line = origin + Double(random.int(in: -2..<grid.columns + 2)) * grid.cell
                let special = [
                    .nan, .infinity, -.infinity, -0.0, 1e300, line, line.nextUp, line.nextDown,
                ]
                let x = k % 2 == 0 ? special[k / 2 % 8] : origin + random.double(in: -50..<150)
                let y = k % 3 == 0 ? special[k / 3 % 8] : origin + random.double(in: -50..<120)
                #expect(
                    grid.cell(x: x, y: y) == grid.row(y) * grid.columns + grid.column(x),
                    "seed \(seed): \(x), \(y)")
            }
        }
    }

    @Test func knowsItsOwnCentres() throws {
        try forEverySeed(0..<50) { seed, random in
            let x = random.double(in: -1e8..<1e8)
            let y = random.double(in: -1e8..<1e8)
            let box = Box(minX: x, minY: y, maxX: x + 1e-3, maxY: y + 1e-3)
            let grid = CellGrid(box: box, target: 1_000_000, minimum: 0)
            for _ in 0..<50 {
                let column = random.int(in: 0..<grid.columns)
                let row = random.int(in: 0..<grid.rows)
                let centre = grid.centre(column: column, row: row)
                #expect(grid.column(centre.x) == column && grid.row(centre.y) == row, "\(seed)")
            }
        }
    }

    /// Every cell in which a point of the segment falls is visited, each row once.
    @Test(arguments: [0, 1e5, 1e8]) func visitsAllCellsOfASegment(origin: Double) throws {
        try forEverySeed(0..<200) { seed, random in
            let box = Box(minX: origin, minY: origin, maxX: origin + 100, maxY: origin + 70)
            let grid = CellGrid(box: box, target: random.int(in: 1..<5000), minimum: 0)
            let v = (0..<4).map { k in
                let value = origin + random.double(in: 0..<(k % 2 == 0 ? 100 : 70))
                return seed % 2 == 0 ? value.rounded() : value
            }
            var runs: [Int: ClosedRange<Int>] = [:]
            grid.forEachRun(v[0], v[1], v[2], v[3]) { row, first, last in
                #expect(runs[row] == nil, "seed \(seed)")
                runs[row] = first...last
            }
            for step in 0...500 {
                let t = Double(step) / 500
                let x = min(max(v[0] + t * (v[2] - v[0]), min(v[0], v[2])), max(v[0], v[2]))
                let y = min(max(v[1] + t * (v[3] - v[1]), min(v[1], v[3])), max(v[1], v[3]))
                let isVisited = runs[grid.row(y)]?.contains(grid.column(x)) == true
                #expect(isVisited, "seed \(seed), t \(t)")
            }
        }
    }
}
