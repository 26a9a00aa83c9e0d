// SPDX-License-Identifier: EUPL-1.2
//
// The lattice of the curve is coarse against the tolerance (256 times), so vertices within tolerance of each
// other share a cell of it, but for those near a border of their cell; these few are listed in every cell that
// the tolerance around them touches. Within a cell a sweep by easting finds the pairs.
import SpatialIndex

/// Pairs of places within tolerance of each other.
struct NearPlaces: Sendable {
    let x: [Double]
    let y: [Double]
    let lattice: SpatialLattice
    let tolerance: Double
    var pairs: [(Int32, Int32)] = []
    /// Places near a border of their cell, once for each cell that the tolerance around them touches.
    var borders: [(key: UInt64, place: Int32)] = []

    /// Finds the pairs inside cells, and the places near borders.
    mutating func look(_ places: Range<Int>) {
        var window = places.lowerBound
        var cell: (UInt32, UInt32) = (0, 0)
        for place in places {
            let own = (lattice.column(x[place]), lattice.row(y[place]))
            let west = lattice.column(x[place] - tolerance)
            let east = lattice.column(x[place] + tolerance)
            let south = lattice.row(y[place] - tolerance)
            let north = lattice.row(y[place] + tolerance)
            if west != east || south != north {
                for column in west...east {
                    for row in south...north {
                        borders.append(
                            (UInt64(column) << 32 | UInt64(row), Int32(truncatingIfNeeded: place)))
                    }
                }
            }
            // Within a cell places ascend by easting; the next cell starts the window anew.
            if place == places.lowerBound || own != cell { window = place }
            cell = own
            while x[window] < x[place] - tolerance { window += 1 }
            for other in window..<place { consider(other, place) }
        }
    }

    /// Finds the pairs of places on both sides of borders.
    mutating func lookAcrossBorders() {
        let x = x
        borders.sort { ($0.key, x[Int($0.place)]) < ($1.key, x[Int($1.place)]) }
        var window = 0
        for i in borders.indices {
            let east = x[Int(borders[i].place)]
            while borders[window].key != borders[i].key
                || x[Int(borders[window].place)] < east - tolerance
            { window += 1 }
            for other in window..<i { consider(Int(borders[other].place), Int(borders[i].place)) }
        }
    }

    private mutating func consider(_ a: Int, _ b: Int) {
        let dx = x[a] - x[b], dy = y[a] - y[b]
        if dx * dx + dy * dy <= tolerance * tolerance {
            pairs.append((Int32(truncatingIfNeeded: a), Int32(truncatingIfNeeded: b)))
        }
    }
}
