// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Leaves out features without geometry and repairs invalid polygons.
enum GeometryCheck {
    /// Checks a layer in the project CRS.
    static func run(_ loaded: inout LoadedTable) {
        let ids = loaded.table.ids
        let fid = { (row: Int32) in "fid \(ids[Int(row)])" }
        loaded.log.add(
            .invalidGeometry, .leftOut, count: loaded.table.skipped.count,
            remedy: "features whose geometry GDAL cannot parse were left out",
            features: loaded.table.skipped.features.map { String($0.prefix(200)) })
        loaded.log.add(
            .nullGeometry, .leftOut, rows: loaded.table.nullRows,
            remedy: "features without geometry were left out", describe: fid)
        let invalid = repair(&loaded.table)
        let gone = invalid.filter { owns(nothing: $0.feature, loaded.table.geometry) }
        let isGone = Set(gone.map(\.feature))
        let describe = { (finding: PolygonRepair.Finding) in
            fid(finding.feature) + (finding.x.isNaN ? "" : " at \(place(finding.x, finding.y))")
                + ": \(finding.reason)"
        }
        loaded.log.add(
            .invalidGeometry, .repaired, count: invalid.count - gone.count,
            remedy: "repaired by GEOS make-valid (structure method); what has no extent was removed",
            features: invalid.lazy.filter { !isGone.contains($0.feature) }.prefix(Defect.listed).map(describe))
        loaded.log.add(
            .invalidGeometry, .leftOut, count: gone.count,
            remedy: "features that have no extent after repair were left out",
            features: gone.prefix(Defect.listed).map(describe))
        let empty = loaded.table.emptyRows.filter { !isGone.contains($0) }
        loaded.log.add(
            .emptyGeometry, .leftOut, rows: empty, remedy: "features with empty geometry were left out",
            describe: fid)
        loaded.leaveOut(loaded.table.nullRows + empty + isGone.sorted())
        loaded.table.geometry.polygons.orient()
    }

    /// Repairs polygons; the findings are one per feature, those that lost a part in reading included.
    private static func repair(_ table: inout FeatureTable) -> [PolygonRepair.Finding] {
        var findings = PolygonRepair.run(&table.geometry.polygons)
        let known = Set(findings.map(\.feature))
        for row in table.collapsedRows where !known.contains(row) {
            findings.append(
                PolygonRepair.Finding(feature: row, reason: "a part without extent", x: .nan, y: .nan))
        }
        return findings.sorted { $0.feature < $1.feature }
    }

    /// Whether nothing is left of a feature.
    private static func owns(nothing feature: Int32, _ geometry: FeatureGeometry) -> Bool {
        !contains(geometry.polygons.feature, feature) && !contains(geometry.lines.feature, feature)
            && !contains(geometry.points.feature, feature)
    }

    /// Whether an ascending column of owners has a feature, by halving.
    private static func contains(_ owners: [Int32], _ feature: Int32) -> Bool {
        var low = 0
        var high = owners.count
        while low < high {
            let middle = (low + high) / 2
            if owners[middle] < feature { low = middle + 1 } else { high = middle }
        }
        return low < owners.count && owners[low] == feature
    }
}
