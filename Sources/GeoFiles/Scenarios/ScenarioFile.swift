// SPDX-License-Identifier: EUPL-1.2
import Scenarios

/// What a change of a scenario file does, in the words of the file.
enum ChangeVerb: String, CaseIterable {
    case add, remove, replace, set, move, speed, inhabitants
}

/// Where drawn features come from.
struct DrawnFeatures: Sendable, Equatable {
    /// A file, relative to the scenario; `nil` where the place is written in the scenario itself.
    var source: SourceDescription?
    /// Well-known text in the CRS of the project.
    var text: String?
}

/// One change as a scenario file describes it.
struct ChangeDescription: Sendable {
    var id: String
    var title: String?
    var verb: ChangeVerb
    /// Layer that is changed; of `speed` and `inhabitants` none.
    var layer: String?
    var filter: String?
    var drawn: DrawnFeatures?
    /// Values of attributes by column, in the order of the file.
    var attributes: [(column: String, text: String, line: Int)] = []
    /// Metres by which features move, or the place to which a point moves.
    var shift: (x: Double, y: Double)?
    var target: (x: Double, y: Double)?
    /// New speed, km/h, and whether it holds inside polygons or along lines.
    var speed: Double?
    var isAlong = false
    var within = 10.0
    /// Number of new inhabitants.
    var people = 0.0
    var cost = 0.0
    var period = Period()
    var planned: Period?
    var requires: [String] = []
    var excludes: [String] = []
    var isChosen: Bool?
    var line = 0
    /// Path of the file that it stands in, to which its sources are relative.
    var file: String
}

/// A scenario file, read and checked by itself; no source has been opened.
public struct ScenarioFile: Sendable {
    /// Path of the file.
    public let path: String
    /// Name in tables: that of the file without its ending.
    public let name: String
    /// Title for people.
    public let title: String
    /// Changes, those of the scenario that it builds on first.
    let changes: [ChangeDescription]
    /// The files it was read from: those that it builds on, and itself last.
    public let files: [String]
}
