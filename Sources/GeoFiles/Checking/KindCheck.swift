// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// Checks that a layer has the kind of geometry that its role asks for.
enum KindCheck {
    /// Leaves out features of other kinds, with a note; a layer without the right kind is an error.
    static func run(_ loaded: inout LoadedTable, _ layer: LayerDescription) throws(GeoFileError) {
        guard let (kind, owners) = needed(layer.role, loaded.table.geometry), loaded.table.count > 0
        else {
            return
        }
        var isRight = [Bool](repeating: false, count: loaded.table.count)
        for owner in owners { isRight[Int(owner)] = true }
        let others = isRight.indices.filter { !isRight[$0] }.map { Int32(truncatingIfNeeded: $0) }
        guard !others.isEmpty else { return }
        guard !owners.isEmpty else {
            throw GeoFileError(
                .badData,
                "\(layer.source.source): layer \(layer.name): role \(layer.role.rawValue) needs \(kind), and it "
                    + "has \(found(loaded.table.geometry)); name another source or role")
        }
        loaded.notes.append(
            "\(layer.name): \(others.count) features that are no \(kind) were left out, from fid "
                + "\(loaded.table.ids[Int(others[0])]) on")
        loaded.leaveOut(others)
    }

    private static func needed(
        _ role: LayerRole, _ geometry: FeatureGeometry
    ) -> (kind: String, owners: [Int32])? {
        switch role {
        case .zone, .green: ("polygons", geometry.polygons.feature)
        case .trees, .crossings, .population: ("points", geometry.points.feature)
        case .streets: ("lines", geometry.lines.feature)
        case .destination, .site: nil
        }
    }

    /// The kinds that there are, in words; empty where there is nothing.
    static func found(_ geometry: FeatureGeometry) -> String {
        let kinds = [
            ("points", geometry.points.count), ("lines", geometry.lines.count),
            ("polygons", geometry.polygons.count),
        ]
        return kinds.filter { $0.1 > 0 }.map(\.0).joined(separator: " and ")
    }
}
