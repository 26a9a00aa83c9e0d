// SPDX-License-Identifier: EUPL-1.2
//
// Sites: their table is made once, and their distances to another layer once.
import Planar
import SpatialIndex

extension LayerMeasures {
    mutating func siteTable() throws(AnalysisError) -> SiteTable {
        if let sites { return sites }
        let active = try run.workspace.active(FeatureSelection(layer: row))
        let table = try SiteTable(layer, active: active, buurten: run.coverage)
        let missing = table.size.filter { $0 == nil }.count
        if missing > 0 {
            notes.append(
                "\(missing) of \(table.count) sites of \(layer.name) have no size: left out of sums"
                    + " and shares of size")
        }
        let outside = table.buurt.filter { $0 < 0 }.count
        if outside > 0 {
            notes.append("\(outside) of \(table.count) sites of \(layer.name) lie in no buurt")
        }
        sites = table
        return table
    }

    mutating func siteValues(_ measure: SiteMeasure) throws(AnalysisError) -> LevelValues {
        let start = ContinuousClock.now
        let table = try siteTable()
        let count = run.workspace.buurten.count
        switch measure {
        case .size:
            defer { stopwatch.add("reduce:\(layer.name)", since: start) }
            return table.sizes(buurten: count, levels: run.levels)
        case .near(let other, let within):
            defer { stopwatch.add("distance:\(layer.name)", since: start) }
            let distances = try distances(of: table, to: other)
            return table.share(
                of: distances.map { $0 <= within }, buurten: count, levels: run.levels)
        case .inside(let zone):
            defer { stopwatch.add("inside:\(layer.name)", since: start) }
            let polygons = DistinctFeatures(
                try run.workspace.activeGeometry(zone), threads: run.threads
            ).geometry.polygons
            let zones = CoverageIndex(polygons, pointCount: table.count)
            let flags = (0..<table.count).map {
                zones.feature(x: table.anchorX[$0], y: table.anchorY[$0]) >= 0
            }
            return table.share(of: flags, buurten: count, levels: run.levels)
        }
    }

    mutating func distances(
        of table: SiteTable, to other: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        if let known = siteDistances[other] { return known }
        let mine = try geometry(FeatureSelection(layer: row))
        let distances = table.distances(
            from: mine, to: try run.workspace.activeGeometry(other))
        siteDistances[other] = distances
        return distances
    }
}
