// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods
import Planar

/// A style for QGIS, stored beside the layers of the GeoPackage.
public struct LayerStyle: Sendable, Equatable {
    /// Table that it draws.
    public var table: String
    /// Name in the list of styles.
    public var name: String
    /// QML text.
    public var qml: String
    /// Whether QGIS takes it by itself.
    public var isDefault: Bool
    /// What it shows.
    public var description: String

    /// Creates a style.
    public init(table: String, name: String, qml: String, isDefault: Bool, description: String) {
        self.table = table
        self.name = name
        self.qml = qml
        self.isDefault = isDefault
        self.description = description
    }
}

/// Layers with more features are copied into the results only when asked.
public let largestCopiedLayer = 200_000

/// Writes the GeoPackage: `buurten`, the input layers, `indicators`, `status` and `layer_styles`.
func writeGeoPackage(
    to path: String, _ workspace: Workspace, _ buurten: OutputTable, indicators: [Indicator],
    absent: [String?], status: OutputTable, styles: [LayerStyle], crs: String, copyInputs: Bool,
    assumptions: [String],
    time: String
) throws(GeoFileError) {
    let file = try GeoPackageFile(path: path, crs: crs, time: time)
    let shapes = BinaryGeometry(
        FeatureGeometry(count: workspace.buurten.count, polygons: workspace.buurten.polygons))
    var buurten = buurten
    buurten.columns.append(
        OutputColumn(name: ResultTable.absenceColumn, values: .texts(absent)))
    try file.add(
        table: "buurten", buurten, type: wkbMultiPolygon,
        description: assumptions.joined(separator: "; "), geometry: shapes.bytes(of:))
    var tables = ["buurten"]
    for layer in workspace.layers where copyInputs || layer.count <= largestCopiedLayer {
        let shapes = BinaryGeometry(layer.geometry)
        let columns = layer.attributes.columns.map { OutputColumn($0) }
        try file.add(
            table: layer.name, OutputTable(rows: layer.count, columns: columns),
            type: shapes.type, geometry: shapes.bytes(of:))
        tables.append(layer.name)
    }
    try file.add(table: "indicators", indicatorTable(indicators), type: wkbNone)
    try file.add(table: "status", status, type: wkbNone)
    let shown = styles.filter { tables.contains($0.table) }
    try file.add(
        table: "layer_styles", styleTable(shown, time: time), type: wkbNone, key: "id",
        stamp: "update_time")
    try file.finish()
}

/// What the columns of the buurten mean.
private func indicatorTable(_ indicators: [Indicator]) -> OutputTable {
    func texts(_ name: String, _ value: (Indicator) -> String) -> OutputColumn {
        OutputColumn(name: name, values: .texts(indicators.map(value)))
    }
    return OutputTable(
        rows: indicators.count,
        columns: [
            texts("indicator", \.id), texts("title", \.title), texts("definition", \.definition),
            texts("unit", \.unit), texts("source", \.source),
            texts("direction", \.direction.rawValue), texts("layer", \.layer),
            OutputColumn(
                name: "decimals", values: .wholes(indicators.map { Int64($0.decimals) })),
        ])
}

/// The table as QGIS makes it itself (`QgsOgrProviderUtils`, "layer_styles"); an empty schema, not a
/// missing one, is what it asks for.
private func styleTable(_ styles: [LayerStyle], time: String) -> OutputTable {
    func texts(_ name: String, _ value: (LayerStyle) -> String?) -> OutputColumn {
        OutputColumn(name: name, values: .texts(styles.map(value)))
    }
    return OutputTable(
        rows: styles.count,
        columns: [
            texts("f_table_catalog") { _ in "" }, texts("f_table_schema") { _ in "" },
            texts("f_table_name", \.table), texts("f_geometry_column") { _ in "geom" },
            texts("styleName", \.name), texts("styleQML", \.qml), texts("styleSLD") { _ in nil },
            OutputColumn(name: "useAsDefault", values: .flags(styles.map(\.isDefault))),
            texts("description", \.description), texts("owner") { _ in "" },
            texts("ui") { _ in nil }, texts("update_time") { _ in time },
        ])
}
