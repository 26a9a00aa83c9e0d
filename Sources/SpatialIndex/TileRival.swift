// SPDX-License-Identifier: EUPL-1.2
//
// Which points and segments can be nearest to some point of a tile (a box around points that ask) is decided
// with g, the item nearest to the tile's centre c. They are convex, and so, with q the point of an item i that
// is nearest to c, and n the direction from q to c,
//   d(p, i) >= n . (p - q),
// since the line through q across n separates i from c. d(p, g) is convex in p, so the difference of the two is
// least at a corner of the tile: item i is out when n . (p - q) exceeds d(p, g) at the four corners by more than
// rounding can make up for. Far from the features that leaves one item and its neighbours, where circles
// around c would leave all that lie within the diagonal. Both sides are multiplied by d(c, i) to save divisions.
import Planar

/// How near an item is to the corners of a tile.
struct TileRival {
    private let halfWidth: Double
    private let halfHeight: Double
    /// Distances at the corners, south-west, south-east, north-west, north-east.
    private let corners: (Double, Double, Double, Double)

    @inline(__always)
    init(_ item: some PlacedItem, tile: Tile) {
        let (width, height) = (tile.halfWidth, tile.halfHeight)
        halfWidth = width
        halfHeight = height
        func distance(_ x: Double, _ y: Double) -> Double {
            item.squaredDistance(tile.x + x, tile.y + y).squareRoot()
        }
        corners = (
            distance(-width, -height), distance(width, -height), distance(-width, height),
            distance(width, height)
        )
    }

    /// Whether an item may be as near to some point of the tile.
    ///
    /// - Parameters:
    ///   - way: From the nearest point of the item to the centre of the tile.
    ///   - slack: Metres, more than rounding can make of the differences between tile and items.
    /// - Returns: False where it is farther from every point of the tile than the rival.
    @inline(__always)
    func admits(_ way: TileWay, slack: Double) -> Bool {
        let distance = way.square.squareRoot()
        let east = way.x * halfWidth
        let north = way.y * halfHeight
        let south = way.square - north - slack * distance
        let up = way.square + north - slack * distance
        return south - east <= corners.0 * distance || south + east <= corners.1 * distance
            || up - east <= corners.2 * distance || up + east <= corners.3 * distance
    }
}

/// The way from the nearest point of an item to the centre of a tile.
struct TileWay {
    var x: Double
    var y: Double
    var square: Double

    @inline(__always)
    init(from item: some PlacedItem, to tile: Tile) {
        let (ax, ay, bx, by) = item.ends
        let dx = bx - ax
        let dy = by - ay
        let ux = tile.x - ax
        let uy = tile.y - ay
        let length = dx * dx + dy * dy
        let t = length > 0 ? min(max((ux * dx + uy * dy) / length, 0), 1) : 0
        self.init(x: ux - t * dx, y: uy - t * dy)
    }

    /// The way from the nearest point of a box.
    @inline(__always)
    init(from box: Box, to tile: Tile) {
        self.init(
            x: tile.x - min(max(tile.x, box.minX), box.maxX),
            y: tile.y - min(max(tile.y, box.minY), box.maxY))
    }

    @inline(__always)
    private init(x: Double, y: Double) {
        self.x = x
        self.y = y
        square = x * x + y * y
    }
}
