// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import MapLayers
import Neighbourhoods

/// Styles for the GeoPackage: one map per indicator, the first by itself, and one per input layer.
func layerStyles(_ workspace: Workspace, _ results: AnalysisResults) -> [LayerStyle] {
    var styles: [LayerStyle] = []
    for (row, column) in results.buurten.columns.enumerated() {
        let indicator = column.indicator
        styles.append(
            LayerStyle(
                table: "buurten", name: indicator.id,
                qml: QMLStyle.choropleth(indicator, values: column.values.compactMap(\.number)),
                isDefault: row == 0, description: Legend.title(indicator)))
    }
    for layer in workspace.layers {
        guard let qml = QMLStyle.plain(layer.role, layer.shape) else { continue }
        styles.append(
            LayerStyle(
                table: layer.name, name: layer.name, qml: qml, isDefault: true,
                description: layer.role.rawValue))
    }
    return styles
}
