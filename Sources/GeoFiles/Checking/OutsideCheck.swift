// SPDX-License-Identifier: EUPL-1.2
import Dispatch
import Neighbourhoods
import Planar
import SpatialIndex
import Synchronization

/// Finds addresses that lie in no buurt.
enum OutsideCheck {
    /// Reports them; they stay in the population, and every measure leaves them out by name.
    static func run(
        _ population: Population, ids: [Int64], in buurten: LoadedBuurten, threads: Int,
        report: inout LoadReport
    ) {
        let rows = rowsOutside(population, buurten, threads)
        var log = DefectLog(layer: population.layer)
        log.add(
            .outsideBuurten, .reported, rows: rows,
            remedy: "addresses outside every buurt do not count in any",
            describe: { row in
                "fid \(ids[Int(row)]) at \(place(population.x[Int(row)], population.y[Int(row)]))"
            })
        report.defects += log.defects
    }

    private static func rowsOutside(
        _ population: Population, _ buurten: LoadedBuurten, _ threads: Int
    ) -> [Int32] {
        let index = CoverageIndex(buurten.polygons, pointCount: population.count)
        let size = max(1, (population.count + threads - 1) / max(1, threads))
        let parts = stride(from: 0, to: population.count, by: size).map {
            $0..<min($0 + size, population.count)
        }
        let found = Mutex([[Int32]](repeating: [], count: parts.count))
        DispatchQueue.concurrentPerform(iterations: parts.count) { part in
            let rows = rowsOutside(population, parts[part], index)
            found.withLock { $0[part] = rows }
        }
        return found.withLock { $0.flatMap { $0 } }
    }

    private static func rowsOutside(
        _ population: Population, _ rows: Range<Int>, _ index: CoverageIndex
    ) -> [Int32] {
        var owners = [Int32](repeating: -1, count: rows.count)
        var output = owners.mutableSpan
        index.assign(
            x: population.x.span.extracting(rows), y: population.y.span.extracting(rows),
            into: &output)
        return owners.indices.filter { owners[$0] < 0 }
            .map { Int32(truncatingIfNeeded: $0 + rows.lowerBound) }
    }
}
