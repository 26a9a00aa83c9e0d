// SPDX-License-Identifier: EUPL-1.2
import Planar

/// Collects the defects of one layer.
struct DefectLog {
    /// Layer, or `buurten`.
    let layer: String
    /// What was found.
    private(set) var defects: [Defect] = []

    init(layer: String) { self.layer = layer }

    /// Whether something stops the run.
    var refuses: Bool { defects.contains { $0.action == .refused } }

    /// Adds a defect, unless nothing was found.
    mutating func add(
        _ rule: Defect.Rule, _ action: Defect.Action, count: Int, remedy: String, features: [String]
    ) {
        guard count > 0 else { return }
        defects.append(
            Defect(
                layer: layer, rule: rule, count: count, action: action,
                features: Array(features.prefix(Defect.listed)), remedy: remedy))
    }

    /// Adds a defect of some rows; only those listed are described.
    mutating func add(
        _ rule: Defect.Rule, _ action: Defect.Action, rows: [Int32], remedy: String,
        describe: (Int32) -> String
    ) {
        add(
            rule, action, count: rows.count, remedy: remedy,
            features: rows.prefix(Defect.listed).map(describe))
    }
}

/// A coordinate pair as text: metres to the millimetre, degrees to seven places.
func place(_ x: Double, _ y: Double) -> String { "\(rounded(x)) \(rounded(y))" }

private func rounded(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    let scale = abs(value) <= 360 ? 1e7 : 1e3
    let short = (value * scale).rounded() / scale
    return short == short.rounded() && abs(short) < 1e15 ? "\(Int64(short))" : "\(short)"
}
