// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Reports addresses that lie in no buurt.
enum OutsideCheck {
    /// Reports them; they stay in the population, and every measure leaves them out by name.
    static func run(
        _ population: Population, ids: [Int64], _ assignment: Assignment, report: inout LoadReport
    ) {
        let buurten = assignment.buurtOfAddress
        let rows = buurten.indices.filter { buurten[$0] < 0 }
        var log = DefectLog(layer: population.layer)
        log.add(
            .outsideBuurten, .reported, rows: rows.map { Int32(truncatingIfNeeded: $0) },
            remedy: "addresses outside every buurt do not count in any",
            describe: { row in
                "fid \(ids[Int(row)]) at \(place(population.x[Int(row)], population.y[Int(row)]))"
            })
        report.defects += log.defects
    }
}
