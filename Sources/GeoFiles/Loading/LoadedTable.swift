// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// What every source of a project goes through: read, screened, transformed, repaired, hashed.
struct LoadedTable {
    /// The features that are left, in the project CRS.
    var table: FeatureTable
    /// A flag per feature for each filter.
    var masks: [String: [Bool]]
    /// What was found wrong.
    var log: DefectLog
    /// Where the data came from.
    var input: InputRecord
    /// Facts for the log.
    var notes: [String]
    /// Time of the stages.
    var stages: [StageTiming]
}

extension LoadedTable {
    /// Refuses a source of which the checks left nothing.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` with what was left out and why; nothing where a defect
    ///   refuses the layer already.
    func requireFeatures(_ source: String, layer: String) throws(GeoFileError) {
        guard table.count == 0, !log.refuses else { return }
        let left = log.defects.filter { $0.action == .leftOut }
        let counts = left.map { "\($0.count) \($0.rule.rawValue)" }.joined(separator: ", ")
        let example = left.first?.features.first.map { ", such as \($0)" } ?? ""
        throw GeoFileError(
            .badData,
            "\(source): layer \(layer): no feature of it can be used: \(counts)\(example); "
                + "correct the source or name another",
            detail: left.flatMap(\.features).joined(separator: "\n"))
    }
}
