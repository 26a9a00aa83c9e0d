// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import MapLayers
import Neighbourhoods

/// Styles for the GeoPackage: one map per indicator, the first by itself, and one per input layer.
func layerStyles(
    _ workspace: Workspace, _ results: AnalysisResults, _ settings: MapSettings
) -> [LayerStyle] {
    var styles: [LayerStyle] = []
    let layers = workspace.layers.map(\.name)
    for (row, column) in results.buurten.columns.enumerated() {
        let map = IndicatorMap(column, total: nil, layers: layers, settings: settings)
        styles.append(
            LayerStyle(
                table: "buurten", name: column.indicator.id,
                qml: QMLStyle.choropleth(map, settings.words), isDefault: row == 0,
                description: Legend.title(map.text.title, column.indicator)))
    }
    for layer in workspace.layers {
        guard let qml = QMLStyle.plain(layer.role, layer.shape) else { continue }
        styles.append(
            LayerStyle(
                table: layer.name, name: layer.name, qml: qml, isDefault: true,
                description: settings.words.layer(layer.name)))
    }
    return styles
}
