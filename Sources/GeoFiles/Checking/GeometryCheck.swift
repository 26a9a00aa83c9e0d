// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Leaves out features without geometry and repairs invalid polygons.
enum GeometryCheck {
    /// Repairs polygons; the findings are one per feature, those that lost a part in reading included.
    static func repair(_ table: inout FeatureTable) -> [PolygonRepair.Finding] {
        var findings = PolygonRepair.run(&table.geometry.polygons, ids: table.ids)
        let known = Set(findings.map(\.feature))
        for row in table.collapsedRows where !known.contains(table.ids[Int(row)]) {
            findings.append(
                PolygonRepair.Finding(
                    feature: table.ids[Int(row)], reason: "a part without extent", x: .nan, y: .nan)
            )
        }
        return findings
    }

    /// Writes the findings to the log and leaves out features that have no geometry (left).
    static func report(_ loaded: inout LoadedTable, _ invalid: [PolygonRepair.Finding]) {
        let table = loaded.table
        let fid = { (row: Int32) in "fid \(table.ids[Int(row)])" }
        loaded.log.add(
            .invalidGeometry, .leftOut, count: table.skipped.count,
            remedy: "features whose geometry GDAL cannot parse were left out",
            features: table.skipped.features.map { String($0.prefix(200)) })
        let rows = rowsWithoutParts(table)
        let isInvalid = Set(invalid.map(\.feature))
        let gone = Set(rows.map { table.ids[Int($0)] }).intersection(isInvalid)
        reportInvalid(&loaded.log, invalid, gone: gone)
        loaded.log.add(
            .nullGeometry, .leftOut, rows: table.nullRows,
            remedy: "features without geometry were left out", describe: fid)
        loaded.log.add(
            .emptyGeometry, .leftOut, rows: rows.filter { !gone.contains(table.ids[Int($0)]) },
            remedy: "features with empty geometry were left out", describe: fid)
        loaded.leaveOut(table.nullRows + rows)
    }

    private static func reportInvalid(
        _ log: inout DefectLog, _ invalid: [PolygonRepair.Finding], gone: Set<Int64>
    ) {
        let describe = { (finding: PolygonRepair.Finding) in
            "fid \(finding.feature)"
                + (finding.x.isFinite ? " at \(place(finding.x, finding.y))" : "")
                + ": \(finding.reason)"
        }
        let repaired = invalid.filter { !gone.contains($0.feature) }
        let lost = invalid.filter { gone.contains($0.feature) }
        log.add(
            .invalidGeometry, .repaired, count: repaired.count,
            remedy:
                "repaired by GEOS make-valid (structure method); what has no extent was removed",
            features: repaired.prefix(Defect.listed).map(describe))
        log.add(
            .invalidGeometry, .leftOut, count: lost.count,
            remedy: "features that have no extent after repair were left out",
            features: lost.prefix(Defect.listed).map(describe))
    }

    /// Rows that own no part, those apart that never had a geometry.
    private static func rowsWithoutParts(_ table: FeatureTable) -> [Int32] {
        let geometry = table.geometry
        var isKnown = [Bool](repeating: false, count: table.count)
        for owners in [
            geometry.points.feature, geometry.lines.feature, geometry.polygons.feature,
            table.nullRows,
        ] {
            for owner in owners { isKnown[Int(owner)] = true }
        }
        return isKnown.indices.filter { !isKnown[$0] }.map { Int32(truncatingIfNeeded: $0) }
    }
}
