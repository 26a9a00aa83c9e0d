// SPDX-License-Identifier: EUPL-1.2
//
// What the columns of a streets layer say of each feature. Without a column or filter for it, every
// street is walkable, every street has cars, none has a footway of its own, and all are on one level: so
// nothing is called safe that the data do not say is.
import Planar

/// The street layers of a workspace as one network, a row per part of a line.
struct StreetFacts: Sendable {
    /// The lines in force; `feature` is the row of the feature in its layer.
    var lines = LineSet()
    /// Row of the layer of each part.
    var layer: [Int32] = []
    /// Level of each part.
    var level: [Int32] = []
    /// Whether people may walk along each part.
    var isWalkable: [Bool] = []
    /// Whether each part has cars.
    var hasCars: [Bool] = []
    /// Whether each part has a footway of its own.
    var hasFootway: [Bool] = []
    /// Maximum speed of each part by its column, km/h; NaN where it is unknown.
    var speed: [Double] = []

    /// Whether there is no street at all.
    var isEmpty: Bool { lines.count == 0 }

    /// Reads the street layers in force in the year of the plan.
    init(_ workspace: Workspace) throws(AnalysisError) {
        for row in workspace.layers.indices where workspace.layers[row].role == .streets {
            try append(
                workspace.layers[row], row,
                active: try workspace.active(FeatureSelection(layer: row)))
        }
    }

    private mutating func append(
        _ source: Layer, _ row: Int, active: [Bool]
    ) throws(AnalysisError) {
        let levels = try source.streetLevels()
        let speeds = try source.streetSpeeds()
        let all = source.geometry.lines
        let set = active.allSatisfy { $0 } ? all : all.keeping(active)
        let start = lines.x.count
        if start == 0 {
            lines = set
        } else {
            lines.x += set.x
            lines.y += set.y
            lines.offsets += set.offsets.dropFirst().map { $0 + Int32(truncatingIfNeeded: start) }
            lines.feature += set.feature
        }
        layer += repeatElement(Int32(truncatingIfNeeded: row), count: set.count)
        func append<Value>(_ own: [Value]?, otherwise: Value, to column: inout [Value]) {
            guard let own, !own.isEmpty else {
                column += repeatElement(otherwise, count: set.count)
                return
            }
            column.reserveCapacity(column.count + set.count)
            for feature in set.feature { column.append(own[Int(feature)]) }
        }
        append(levels, otherwise: 0, to: &level)
        append(speeds, otherwise: .nan, to: &speed)
        append(source.masks[Layer.walkableMask], otherwise: true, to: &isWalkable)
        append(source.masks[Layer.carsMask], otherwise: true, to: &hasCars)
        append(source.masks[Layer.footwayMask], otherwise: false, to: &hasFootway)
    }

    /// Rows of the parts that are flagged.
    func rows(where flags: [Bool]) -> [Int] { flags.indices.filter { flags[$0] } }

    /// The lines of some parts; `feature` is the row of the part here.
    func lines(of rows: [Int]) -> LineSet {
        var set = LineSet()
        if rows.count == lines.count {
            set = lines
            set.feature = (0..<Int32(truncatingIfNeeded: rows.count)).map { $0 }
            return set
        }
        for row in rows {
            let vertices = lines.vertices(of: row)
            set.x.append(contentsOf: lines.x[vertices])
            set.y.append(contentsOf: lines.y[vertices])
            set.offsets.append(Int32(truncatingIfNeeded: set.x.count))
            set.feature.append(Int32(truncatingIfNeeded: row))
        }
        return set
    }
}

extension Layer {
    /// Name of the mask that marks streets where people may walk.
    public static let walkableMask = "walkable"
    /// Name of the mask that marks streets with cars.
    public static let carsMask = "cars"
    /// Name of the mask that marks streets with a footway of their own.
    public static let footwayMask = "footway"

    /// Level of each feature, 0 where absent; empty where the layer names no column.
    func streetLevels() throws(AnalysisError) -> [Int32] {
        guard let name = settings.levelColumn else { return [] }
        let column = try column(name)
        var levels = [Int32](repeating: 0, count: count)
        for row in 0..<count where column.absenceReason(row) == nil {
            if case .texts(let texts) = column.values, texts[row].allSatisfy(\.isWhitespace) {
                continue
            }
            guard let level = column.number(row), abs(level) <= 100, level == level.rounded() else {
                throw AnalysisError(
                    "layer \(self.name), feature \(featureID(row)):"
                        + " '\(column.text(row) ?? "")' in column \(name) is no level",
                    remedy: "write a whole number such as 0 or 1")
            }
            levels[row] = Int32(level)
        }
        return levels
    }

    /// Maximum speed of each feature, NaN where it is unknown; empty where the layer names no column.
    func streetSpeeds() throws(AnalysisError) -> [Double] {
        guard let name = settings.speedColumn else { return [] }
        let column = try column(name)
        var speeds = [Double](repeating: .nan, count: count)
        // Texts repeat: each is read once.
        var known: [String: Double?] = [:]
        let texts: [String]? = if case .texts(let texts) = column.values { texts } else { nil }
        for row in 0..<count where column.absenceReason(row) == nil {
            let speed: Double?
            if let texts {
                if let read = known[texts[row]] {
                    speed = read
                } else {
                    speed = streetSpeed(texts[row])
                    known.updateValue(speed, forKey: texts[row])
                }
            } else {
                speed = column.number(row).flatMap(streetSpeed)
            }
            guard let speed else {
                throw AnalysisError(
                    "layer \(self.name), feature \(featureID(row)):"
                        + " '\(column.text(row) ?? "")' in column \(name) is no speed in km/h",
                    remedy: "write a number from 1 to 200, such as 30, or 0 where it is unknown")
            }
            speeds[row] = speed
        }
        return speeds
    }

    /// Identifier of a feature in its source.
    func featureID(_ row: Int) -> Int64 { row < ids.count ? ids[row] : Int64(row) }
}

/// A speed in km/h; NaN for 0, which stands for unknown; `nil` for what cannot be a speed limit.
private func streetSpeed(_ number: Double) -> Double? {
    if number.isNaN || number == 0 { return .nan }
    return number > 0 && number <= 200 ? number : nil
}

/// A speed limit as Dutch sources and OpenStreetMap write it.
///
/// - Parameter text: `30`, `30 km/h`, `KMH_30`, `NL:zone30`, `NL:30`, `NL:urban`, `walk`, `none`.
/// - Returns: Kilometres per hour; NaN for one that is unknown; `nil` for a text that is no speed, or one in miles.
func streetSpeed(_ text: String) -> Double? {
    var word = text.lowercased().filter { !$0.isWhitespace }
    if word.contains(";") {
        // Several limits: the highest of them counts.
        let parts = word.split(separator: ";").map { streetSpeed(String($0)) }
        let known = parts.compactMap { $0 }
        guard known.count == parts.count else { return nil }
        return known.contains(where: \.isNaN) ? .nan : known.max() ?? .nan
    }
    for prefix in ["nl:", "zone:", "zone", "kmh_", "kmh"] where word.hasPrefix(prefix) {
        word.removeFirst(prefix.count)
    }
    for suffix in ["km/h", "kmh", "kph"] where word.hasSuffix(suffix) {
        word.removeLast(suffix.count)
    }
    switch word {
    case "", "unknown", "onbekend", "signals", "variable", "null": return .nan
    case "walk", "living_street", "woonerf", "erf": return 15
    case "urban": return 50
    case "rural": return 80
    case "trunk": return 100
    case "motorway", "none": return 130
    default: return Double(word).flatMap { $0.isNaN ? nil : streetSpeed($0) }
    }
}
