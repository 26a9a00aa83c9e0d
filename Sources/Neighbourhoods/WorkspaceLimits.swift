// SPDX-License-Identifier: EUPL-1.2
//
// Order-free sums hold terms below 2^62 (4.6e18). The largest term is people times metres, so people
// are held below 10^10 and coordinates below 3 * 10^7 m: together at most 6e17, and no such place or
// crowd exists. What is beyond is refused with a message; it must not stop the program.
import Planar

extension Workspace {
    /// Largest easting or northing, metres.
    static let farthest = 3e7
    /// Largest number of people, or of dwellings of a site.
    public static let crowd = 1e10

    /// Refuses coordinates and weights that no sum can hold.
    func refuseAbsurd() throws(AnalysisError) {
        try refuseFar(buurten.polygons.x, buurten.polygons.y, "buurten")
        for layer in layers {
            let geometry = layer.geometry
            try refuseFar(geometry.points.x, geometry.points.y, layer.name)
            try refuseFar(geometry.lines.x, geometry.lines.y, layer.name)
            try refuseFar(geometry.polygons.x, geometry.polygons.y, layer.name)
        }
        guard let population else { return }
        try refuseFar(population.x, population.y, population.layer)
        var people = 0.0
        for (i, weight) in population.weight.enumerated() {
            people += weight
            guard weight >= 0, people <= Self.crowd else {
                throw AnalysisError(
                    "layer \(population.layer): weight \(weight) of address \(i + 1) is not a number of"
                        + " people, or all weights together are more than \(shortestText(Self.crowd))",
                    remedy: "check the weight column")
            }
        }
    }

    private func refuseFar(_ x: [Double], _ y: [Double], _ layer: String) throws(AnalysisError) {
        for column in [x, y] {
            guard column.allSatisfy({ abs($0) <= Self.farthest }) else {
                throw AnalysisError(
                    "layer \(layer) has a coordinate that is no place in metres on earth",
                    remedy: "check its crs")
            }
        }
    }
}
