// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Buurten as CBS publishes them, most figures not yet known: codes below -99990 are no numbers.
@Suite(.enabled(if: TestData.isPresent && OGRFeature.isPresent, "\(OGRFeature.skipReason)"))
struct BaarnTests {
    @Test func sentinelsAreMissingWithTheirReason() throws {
        let source = "buurten/baarn_buurten_2024.geojson"
        let data = try Data(contentsOf: URL(fileURLWithPath: TestData.path(source)))
        let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let features = try #require(root?["features"] as? [[String: Any]])
        let properties = features.compactMap { $0["properties"] as? [String: Any] }
        // Every column with numbers, all in all some 200.
        let names = Set(properties.flatMap { $0.filter { $0.value is NSNumber }.keys }).sorted()
        let run = try NabijRun(
            """
            project: Baarn
            buurten: {source: \(real(source)), code: buurtcode, name: buurtnaam,
                      attributes: [\(names.joined(separator: ", "))]}
            layers:
              people: {role: population, lattice: 50, rescale_to: aantal_inwoners}
              trees: {role: destination, source: trees.csv, x: x, y: y, crs: EPSG:28992}
            """, files: ["trees.csv": "x,y\n147000,469000\n"])
        let rows = try run.rows()
        let oracle = try GEOSOracle()
        let buurten = try OracleBuurten(TestData.path(source), OGRFeature.toRD, oracle) {
            $0.values["buurtcode"] ?? ""
        }
        buurten.expectAreas(rows)
        try expect(properties, in: rows, names, run)
        let lattice = try buurten.lattice(50, oracle)
        for (points, row) in zip(lattice, rows) {
            PlainReductions(points.map { $0.distance(to: [PlainPoint(x: 147_000, y: 469_000)]) })
                .expect(row, "trees", thresholds: [300, 500, 800])
        }
        let whole = try #require(try run.rows("indicators-total.csv").first)
        #expect(whole["inhabitants"] == "25065")
    }

    /// Every number as published, every code an empty cell with its line in status.csv.
    private func expect(
        _ properties: [[String: Any]], in rows: [[String: String]], _ names: [String],
        _ run: NabijRun
    ) throws {
        var reasons: [String: String] = [:]
        for row in try run.rows("status.csv") where row["status"] == "missing" {
            reasons["\(row["code"] ?? "") \(row["indicator"] ?? "")"] = row["reason"]
        }
        var codes = 0
        for published in properties {
            let code = published["buurtcode"] as? String ?? ""
            let row = try #require(rows.first { $0["buurtcode"] == code })
            for name in names {
                guard let value = (published[name] as? NSNumber)?.doubleValue else { continue }
                guard value <= -99_990 else {
                    #expect(Double(row[name] ?? "") == value, "\(code) \(name)")
                    continue
                }
                codes += 1
                #expect(row[name] == "", "\(code) \(name)")
                let reason = reasons["\(code) \(name)"] ?? ""
                #expect(reason.contains("\(Int(value))"), "\(code) \(name)")
            }
        }
        #expect(codes == 3684)
    }
}
