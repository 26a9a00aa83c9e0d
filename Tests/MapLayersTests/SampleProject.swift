// SPDX-License-Identifier: EUPL-1.2
@testable import MapLayers
import Neighbourhoods
import Planar

/// A small project with made-up results: squares in a row, one layer of points, two groups.
struct SampleProject {
    var names: [String]
    var indicators: Int
    var values: (_ indicator: Int, _ row: Int) -> IndicatorValue
    var hasGroups = true
    /// Columns by name and unit instead of made-up ones; the total is the first value.
    var columns: [(id: String, unit: String, values: [IndicatorValue])] = []

    static let evil = "<script>alert('x')</script> & \"Zn\""

    init(
        names: [String] = ["Noord", "Zuid", "Oost", "West"], indicators: Int = 3,
        values: @escaping (_ indicator: Int, _ row: Int) -> IndicatorValue = {
            .present(Double($0 * 100 + $1 * 50) + 0.25)
        }
    ) {
        self.names = names
        self.indicators = indicators
        self.values = values
    }

    var workspace: Workspace {
        var polygons = PolygonSet()
        for row in names.indices {
            let west = Double(row) * 500
            polygons.append(
                x: [west, west + 500, west + 500, west], y: [0, 0, 500, 500], feature: Int32(row))
        }
        let half = Int32(max(1, names.count / 2))
        let group = GroupLevel(
            name: "gemeente", hasCodes: true, codes: ["GM0001", "GM0002"],
            names: ["Eén", "Twee/3"], groupOfBuurt: names.indices.map { Int32($0) < half ? 0 : 1 })
        let hubs = Layer(
            name: "hubs", role: .destination,
            geometry: FeatureGeometry(
                count: 1, points: PointSet(x: [250], y: [250], feature: [0])),
            attributes: AttributeTable(
                count: 1, columns: [AttributeColumn(name: "naam", values: .texts([Self.evil]))]),
            settings: LayerSettings(nameColumn: "naam"))
        return Workspace(
            buurten: Buurten(
                codes: codes, names: names, groups: hasGroups ? [group] : [], polygons: polygons),
            population: nil, layers: [hubs], plan: AnalysisPlan(project: "Proef & <b>co</b>"))
    }

    private var codes: [String] { names.indices.map { "BU\(10_000_000 + $0)" } }

    private func indicator(_ row: Int) -> Indicator {
        let id =
            row == 0
            ? "hubs_distance_mean" : row == 1 ? "hubs_distance_share_500" : "hubs_count_\(row)"
        return Indicator(
            id: id, title: "Title \(row)", definition: "Definition \(row).",
            unit: row == 1 ? "%" : "m", source: "S", direction: row == 1 ? .higher : .lower,
            decimals: 0, layer: "hubs", isAboutPeople: true)
    }

    private func table(_ level: String, _ codes: [String], _ names: [String]) -> ResultTable {
        let people = codes.indices.map { IndicatorValue.present(Double($0 + 1) * 1000) }
        return ResultTable(
            level: level, hasCodes: true, codes: codes, names: names, inhabitants: people,
            addresses: people, area: codes.map { _ in 250_000 },
            columns: columns.isEmpty
                ? (0..<indicators).map { k in
                    ResultColumn(
                        indicator: indicator(k), values: codes.indices.map { values(k, $0) })
                } : columns.map { column($0, codes.count) })
    }

    private func column(
        _ own: (id: String, unit: String, values: [IndicatorValue]), _ rows: Int
    ) -> ResultColumn {
        let isShare = own.unit == "%"
        return ResultColumn(
            indicator: Indicator(
                id: own.id, title: own.id, definition: "D.", unit: own.unit, source: "S",
                direction: isShare ? .higher : .lower, decimals: isShare ? 1 : 0, layer: "hubs",
                isAboutPeople: true),
            values: Array(own.values.prefix(rows)))
    }

    var results: AnalysisResults {
        AnalysisResults(
            buurten: table("buurt", codes, names),
            groups: hasGroups ? [table("gemeente", ["GM0001", "GM0002"], ["Eén", "Twee/3"])] : [],
            total: table("total", ["total"], ["Proef"]), buurtOfAddress: [], perAddress: [],
            assumptions: ["A sketch"], notes: [], stages: [])
    }

    var facts: RunFacts {
        RunFacts(
            version: "1.2.3", created: "2024-05-31T12:00:00Z", hash: "0123456789abcdef",
            crs: "EPSG:28992",
            inputs: [
                .init(
                    layer: "hubs", source: "hubs.csv", features: 1234, crs: "EPSG:4326",
                    operation: "RD <> ETRS89")
            ],
            findings: [
                .init(
                    layer: "buurten", rule: "invalid_geometry", count: 6, action: "repaired",
                    detail: "structure method")
            ])
    }

    func report(_ settings: MapSettings = MapSettings()) -> String {
        ReportPage(workspace, results, facts: facts, settings: settings).document()
    }

    func factsheets(_ settings: MapSettings = MapSettings()) -> [Factsheet] {
        Factsheet.all(workspace, results, facts: facts, settings: settings)
    }
}
