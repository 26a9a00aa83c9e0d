// SPDX-License-Identifier: EUPL-1.2
//
// Classes of maps.
import MapLayers

extension Probe {
    static var mapProbes: [Probe] {
        [Probe(name: "jenks", usualCount: 14_000, prepare: jenks)]
    }

    /// The values of a country in seven classes.
    private static func jenks(_ n: Int, _ family: Family) -> PreparedProbe {
        var town = Town(family: family, side: 12, seed: 14)
        let values = town.points(n).x.sorted()
        return PreparedProbe(items: n, unit: "value") {
            jenksBounds(values, count: 7).reduce(0, +)
        } complaint: { sum in
            let bounds = jenksBounds(values, count: 7)
            let best = goodnessOfFit(values, Classification(bounds: bounds))
            guard bounds.count == 6, sum == bounds.reduce(0, +) else { return "it changes" }
            // No bound is better one value to the left or right.
            for row in bounds.indices {
                guard let at = values.firstIndex(of: bounds[row]),
                    let next = values[at...].first(where: { $0 > bounds[row] })
                else { return "a bound is no value" }
                for other in [at > 0 ? values[at - 1] : bounds[row], next] {
                    var moved = bounds
                    moved[row] = other
                    let fit = goodnessOfFit(values, Classification(bounds: moved))
                    if fit > best + 1e-12 { return "\(moved) fits better than \(bounds)" }
                }
            }
            return nil
        }
    }
}
