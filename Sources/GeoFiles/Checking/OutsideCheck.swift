// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import SpatialIndex

/// Finds addresses that lie in no buurt.
enum OutsideCheck {
    /// Reports them; they stay in the population, and every measure leaves them out by name.
    static func run(
        _ population: Population, ids: [Int64], in buurten: LoadedBuurten, report: inout LoadReport
    ) {
        let rows = rowsOutside(population, buurten)
        var log = DefectLog(layer: population.layer)
        log.add(
            .outsideBuurten, .reported, rows: rows,
            remedy: "addresses outside every buurt do not count in any",
            describe: { row in
                "fid \(ids[Int(row)]) at \(place(population.x[Int(row)], population.y[Int(row)]))"
            })
        report.defects += log.defects
    }

    private static func rowsOutside(_ population: Population, _ buurten: LoadedBuurten) -> [Int32] {
        let index = CoverageIndex(buurten.polygons, pointCount: population.count)
        var owners = [Int32](repeating: -1, count: population.count)
        var output = owners.mutableSpan
        index.assign(x: population.x.span, y: population.y.span, into: &output)
        return owners.indices.filter { owners[$0] < 0 }.map { Int32(truncatingIfNeeded: $0) }
    }
}
