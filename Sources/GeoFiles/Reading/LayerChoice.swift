// SPDX-License-Identifier: EUPL-1.2
import CGDAL

/// The layer of a dataset that a project file means.
struct LayerChoice {
    let layer: OGRLayerH
    let isQueryResult: Bool

    init(
        in dataset: GDALDatasetH, description: SourceDescription, member: String,
        needsGeometry: Bool, messages: GDALMessages
    ) throws(GeoFileError) {
        isQueryResult = description.sql != nil
        if let sql = description.sql {
            layer = try Self.query(sql, in: dataset, description, messages)
        } else {
            layer = try Self.layer(in: dataset, description, member, needsGeometry)
            Self.readOnly(layer, of: dataset)
        }
    }

    private static func query(
        _ sql: String, in dataset: GDALDatasetH, _ description: SourceDescription,
        _ messages: GDALMessages
    ) throws(GeoFileError) -> OGRLayerH {
        let result = messages.collect { GDALDatasetExecuteSQL(dataset, sql, nil, "SQLITE") }
        if let result { return result }
        throw GeoFileError(
            .badData,
            "\(description.source): the query gives no table "
                + "(\(messages.failures.last ?? "is it a SELECT?")); correct sql: \(sql)",
            detail: messages.detail)
    }

    private static func layer(
        in dataset: GDALDatasetH, _ description: SourceDescription, _ member: String,
        _ needsGeometry: Bool
    ) throws(GeoFileError) -> OGRLayerH {
        let layers = (0..<GDALDatasetGetLayerCount(dataset)).compactMap { row in
            GDALDatasetGetLayer(dataset, row).map {
                (name: String(cString: OGR_L_GetName($0)), layer: $0)
            }
        }
        let names = layers.map(\.name)
        if let wanted = description.layer {
            if let found = layers.first(where: { $0.name == wanted }) { return found.layer }
            if wanted == member, layers.count == 1, let only = layers.first { return only.layer }
            throw GeoFileError(
                .badData,
                "\(description.source): there is no layer \(wanted); "
                    + suggestion(for: wanted, among: names, kind: "layers"))
        }
        let spatial = layers.filter { OGR_L_GetGeomType($0.layer) != wkbNone }
        let chosen = needsGeometry && spatial.count == 1 ? spatial : layers
        if chosen.count == 1, let only = chosen.first { return only.layer }
        if layers.isEmpty {
            throw GeoFileError(
                .badData, "\(description.source): it holds no layers; name another source")
        }
        throw GeoFileError(
            .badData,
            "\(description.source): it has several layers; name one under layer: "
                + names.joined(separator: ", "))
    }

    /// Tells the OSM driver, which reads all layers in one pass, to keep nothing of the others.
    private static func readOnly(_ layer: OGRLayerH, of dataset: GDALDatasetH) {
        guard let driver = GDALGetDatasetDriver(dataset),
            String(cString: GDALGetDriverShortName(driver)) == "OSM"
        else { return }
        let name = String(cString: OGR_L_GetName(layer))
        GDALDatasetReleaseResultSet(
            dataset, GDALDatasetExecuteSQL(dataset, "SET interest_layers = \(name)", nil, nil))
    }
}
