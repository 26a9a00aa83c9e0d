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
