// SPDX-License-Identifier: EUPL-1.2
//
// Where people are. Towns of Zipf's sizes, each dense in its centre and thinning out exponentially
// (C. Clark 1951, Urban population densities), over an even countryside.
import Glibc
import Planar

/// A mixture of towns and countryside in one box.
struct Terrain {
    private struct City {
        var x: Double
        var y: Double
        /// Distance over which the density falls by a factor e.
        var reach: Double
        /// Share of the people in this town and those before it.
        var cumulative: Double
    }

    /// Share of the points that belong to a town.
    private static let urbanShare = 0.75
    /// Density in a town's centre over the mean density of the box.
    private static let peak = 3.5

    var box: Box
    private var cities: [City] = []

    init(box: Box, cities count: Int, random: inout RandomStream) {
        self.box = box
        var total = 0.0
        for rank in 1...max(1, count) { total += 1 / pow(Double(rank), 0.9) }
        let area = (box.maxX - box.minX) * (box.maxY - box.minY)
        var cumulative = 0.0
        for rank in 1...max(1, count) {
            let share = 1 / pow(Double(rank), 0.9) / total
            cumulative += share
            let (x, y) = site(for: rank, random: &random)
            let reach = (Terrain.urbanShare * share * area / (2 * .pi * Terrain.peak)).squareRoot()
            cities.append(City(x: x, y: y, reach: reach, cumulative: cumulative))
        }
    }

    /// The best of eight places: far from the towns that are there, the first near the middle.
    private func site(for rank: Int, random: inout RandomStream) -> (x: Double, y: Double) {
        let inset = rank == 1 ? 0.4 : 0.1
        var best = (x: 0.0, y: 0.0, room: -1.0)
        for _ in 0..<8 {
            let x = box.minX + (box.maxX - box.minX) * random.number(inset, 1 - inset)
            let y = box.minY + (box.maxY - box.minY) * random.number(inset, 1 - inset)
            let room = cities.reduce(Double.infinity) {
                min($0, ($1.x - x) * ($1.x - x) + ($1.y - y) * ($1.y - y))
            }
            if room > best.room { best = (x, y, room) }
        }
        return (best.x, best.y)
    }

    /// A random point of the mixture, inside the box.
    func point(_ random: inout RandomStream) -> (x: Double, y: Double) {
        while true {
            let (x, y) = candidate(&random)
            if box.contains(x: x, y: y) { return (x, y) }
        }
    }

    private func candidate(_ random: inout RandomStream) -> (x: Double, y: Double) {
        guard random.chance(Terrain.urbanShare) else {
            return (random.number(box.minX, box.maxX), random.number(box.minY, box.maxY))
        }
        let city = cities[cityRow(random.unit())]
        // Density exp(-r / reach) in the plane: the distance is a sum of two exponential numbers.
        let distance = -city.reach * log((1 - random.unit()) * (1 - random.unit()))
        let angle = random.number(0, 2 * .pi)
        return (city.x + distance * cos(angle), city.y + distance * sin(angle))
    }

    private func cityRow(_ share: Double) -> Int {
        var low = 0
        var high = cities.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cities[middle].cumulative > share { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Row of the town whose centre is nearest.
    func nearestCity(x: Double, y: Double) -> Int {
        var best = 0
        var distance = Double.infinity
        for (row, city) in cities.enumerated() {
            let square = (city.x - x) * (city.x - x) + (city.y - y) * (city.y - y)
            if square < distance {
                distance = square
                best = row
            }
        }
        return best
    }
}
