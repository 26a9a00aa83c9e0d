// SPDX-License-Identifier: EUPL-1.2
//
// Norms by which maps can be divided. Those of the project file go before these defaults:
// - 300 m to green: WHO Regional Office for Europe (2016), Urban green spaces and health.
// - 75 m2 of green per dwelling within 500 m: Nota Ruimte (2006), as PBL's indicator nl0299 uses it.
// - 500 m of walking to other places, with 300 and 800 m as steps: the thresholds of the layer.
public import Neighbourhoods

/// The bounds of the norms of an indicator.
///
/// - Parameters:
///   - indicator: The indicator.
///   - workspace: Its project may name a norm for the indicator or for distances to its layer.
/// - Returns: Bounds, ascending, and whether the project names them; `nil` where there is no norm.
public func norms(
    of indicator: Indicator, in workspace: Workspace
) -> (bounds: [Double], isOwn: Bool)? {
    if let own = workspace.plan.norms[indicator.id] { return (own, true) }
    guard let layer = workspace.layers.first(where: { $0.name == indicator.layer }),
        indicator.id.hasPrefix(layer.name + "_")
    else { return nil }
    let kind = indicator.id.dropFirst(layer.name.count + 1)
    if indicator.unit == "m", isDistance(kind) {
        if !layer.settings.norms.isEmpty { return (layer.settings.norms, true) }
        return (layer.role == .green ? [300] : layer.settings.thresholds, false)
    }
    return kind == "within_500_per_dwelling" ? ([75], false) : nil
}

private func isDistance(_ kind: Substring) -> Bool {
    ["distance_", "walk_", "safe_walk_"].contains { kind.hasPrefix($0) }
}
