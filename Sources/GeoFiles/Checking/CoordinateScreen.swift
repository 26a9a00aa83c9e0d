// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Finds features whose coordinates cannot be right in the CRS of their source.
enum CoordinateScreen {
    /// A feature and its first wrong vertex.
    struct Finding {
        var feature: Int32
        var problem: CoordinateRange.Problem
        var x: Double
        var y: Double
    }

    /// One finding per feature, features ascending; without a range only values that are not finite.
    static func findings(in geometry: FeatureGeometry, range: CoordinateRange?) -> [Finding] {
        var findings: [Finding] = []
        let points = geometry.points
        for i in 0..<points.count {
            check(points.x[i], points.y[i], points.feature[i], range, &findings)
        }
        let lines = geometry.lines
        for k in 0..<lines.count {
            for i in lines.vertices(of: k) {
                check(lines.x[i], lines.y[i], lines.feature[k], range, &findings)
            }
        }
        let polygons = geometry.polygons
        for p in 0..<polygons.count {
            for i in polygons.vertices(of: p) {
                check(polygons.x[i], polygons.y[i], polygons.feature[p], range, &findings)
            }
        }
        return findings.sorted { $0.feature < $1.feature }
    }

    @inline(__always)
    private static func check(
        _ x: Double, _ y: Double, _ feature: Int32, _ range: CoordinateRange?,
        _ findings: inout [Finding]
    ) {
        if let range, range.box.contains(x: x, y: y) { return }
        let finite = x.isFinite && y.isFinite
        guard let problem = finite ? range?.problem(x, y) : .notFinite else { return }
        if findings.last?.feature != feature {
            findings.append(Finding(feature: feature, problem: problem, x: x, y: y))
        }
    }

    /// Writes the findings to the log and leaves out the features outside the area.
    static func report(_ findings: [Finding], loaded: inout LoadedTable, crs: String) {
        guard !findings.isEmpty else { return }
        let ids = loaded.table.ids
        func add(
            _ rule: Defect.Rule, _ problem: CoordinateRange.Problem, _ action: Defect.Action,
            _ remedy: String
        ) {
            let hits = findings.filter { $0.problem == problem }
            loaded.log.add(
                rule, action, count: hits.count, remedy: remedy,
                features: hits.prefix(Defect.listed).map {
                    "fid \(ids[Int($0.feature)]) at \(place($0.x, $0.y))"
                })
        }
        let outside = findings.filter { $0.problem == .outside }
        let isAll = outside.count == loaded.table.count
        add(.notFinite, .notFinite, .refused, "correct the coordinates: they are no finite numbers")
        add(
            .outsideCRS, .outside, isAll ? .refused : .leftOut,
            isAll
                ? "no feature lies in the area of use of \(crs); name the right CRS under crs:"
                : "features outside the area of use of \(crs) were left out")
        add(
            .swappedAxes, .swappedAxes, .refused,
            "x and y are swapped for \(crs); swap them in the source or name the right crs:")
        add(
            .degreesAsMetres, .degreesAsMetres, .refused,
            "these are degrees, not metres of \(crs); name crs: EPSG:4258")
        loaded.leaveOut(outside.map(\.feature))
    }

    /// Leaves out features of which PROJ could not transform every vertex.
    static func leaveOutLost(_ loaded: inout LoadedTable, crs: String) {
        guard !loaded.log.refuses else { return }
        let lost = findings(in: loaded.table.geometry, range: nil).map(\.feature)
        let ids = loaded.table.ids
        loaded.log.add(
            .outsideCRS, .leftOut, rows: lost,
            remedy: "features outside the area of use of \(crs) were left out",
            describe: { "fid \(ids[Int($0)])" })
        loaded.leaveOut(lost)
    }
}

extension LoadedTable {
    /// Takes rows away, also from the masks.
    mutating func leaveOut(_ rows: [Int32]) {
        guard !rows.isEmpty else { return }
        keep(table.rows(without: Set(rows)))
    }

    /// Keeps the rows given, in that order.
    mutating func keep(_ rows: [Int32]) {
        let nulls = Set(table.nullRows)
        let empties = Set(table.emptyRows)
        let collapsed = Set(table.collapsedRows)
        table = table.selecting(rows)
        for (new, old) in rows.enumerated() {
            let row = Int32(truncatingIfNeeded: new)
            if nulls.contains(old) { table.nullRows.append(row) }
            if empties.contains(old) { table.emptyRows.append(row) }
            if collapsed.contains(old) { table.collapsedRows.append(row) }
        }
        for (name, flags) in masks { masks[name] = rows.map { flags[Int($0)] } }
    }
}
