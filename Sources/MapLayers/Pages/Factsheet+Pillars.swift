// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

extension Factsheet {
    var worstServed: [[String: Any]] {
        let own = Set(members)
        return workspace.layers.filter { $0.role == .destination }.prefix(2).compactMap { layer in
            guard
                let served = ServiceSummary(
                    layer, workspace, results, words, only: own, boxes: shared.boxes)?
                    .groups.flatMap(\.worst).sorted(by: { $0.distance > $1.distance }).prefix(3),
                !served.isEmpty
            else { return nil }
            return [
                "title": words.layer(layer.name).capitalisedFirst,
                "buurten": served.map(\.fields),
            ]
        }
    }

    /// Stand for the mean distance and the share within reach, walking or straight as everywhere else.
    private static let mean = "MEAN", share = "SHARE"

    /// What the layers of the project say of each pillar; those without spatial data say so.
    var pillars: [[String: Any]] {
        let says: [(key: String, roles: [LayerRole], suffix: [String])] = [
            ("health", [.green], [Self.mean, "access_300_1ha"]),
            ("safety", [.zone], ["people_share", "cover_share"]),
            ("participation", [.destination], [Self.share, "count"]),
            ("education", [], []),
            ("living", [.green, .site], ["share", "per_inhabitant", "count", "size"]),
        ]
        let layers = workspace.layers.map(\.name)
        return says.map { pillar in
            var parts: [String] = []
            for layer in workspace.layers where pillar.roles.contains(layer.role) {
                let own = LayerColumns(layer.name, results)
                for suffix in pillar.suffix {
                    let id =
                        (suffix == Self.mean
                            ? own.mean?.indicator.id
                            : suffix == Self.share ? own.share?.indicator.id : nil)
                        ?? "\(layer.name)_\(suffix)"
                    guard let column = table.columns.first(where: { $0.indicator.id == id }),
                        let number = column.values[group].number
                    else { continue }
                    let indicator = column.indicator
                    let title = IndicatorWords(indicator, layers: layers, words).title
                    parts.append(
                        title + ": "
                            + words.amount(number, indicator.unit, decimals: indicator.decimals))
                }
            }
            return [
                "name": words("pillar." + pillar.key),
                "text": parts.isEmpty ? words("fact.nodata") : parts.joined(separator: "; ") + ".",
            ]
        }
    }
}
