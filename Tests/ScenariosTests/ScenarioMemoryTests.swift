// SPDX-License-Identifier: EUPL-1.2
import Planar
import TestSupport
import Testing

@testable import Neighbourhoods
@testable import Scenarios

/// A measured scenario shares with its base what is untouched: counted are the arrays that it holds and the base not.
@Suite struct ScenarioMemoryTests {
    private let base: MeasuredWorkspace
    private let known: Storage

    init() throws {
        base = try MeasuredWorkspace(WideTown.workspace, threads: 2)
        known = Storage(base)
    }

    /// What is not shared is told: a full run of the same workspace has nothing in common but the layers.
    @Test func aFullRunSharesNothing() throws {
        let again = try MeasuredWorkspace(base.workspace, threads: 2)
        #expect(Storage(again).bytes(without: known) * 2 > known.bytes)
        #expect(Storage(base).bytes(without: known) == 0)
    }

    /// No change of a planner takes more than a tenth of what the base takes.
    @Test func changesTakeLittle() throws {
        for name in ["vertex", "close", "open", "zone"] {
            var layers = base.workspace.layers
            var altered: [Int32] = [0]
            let row: Int
            switch name {
            case "vertex":
                row = 1
                layers[1].geometry.lines.x[3] += 30
            case "close":
                row = 0
                layers[0].geometry.points = layers[0].geometry.points.keeping(
                    (0..<layers[0].count).map { $0 > 0 })
            case "open":
                row = 0
                altered = []
                layers[0].geometry.points.append(
                    x: 2_600, y: 2_600, feature: Int32(layers[0].geometry.count))
                layers[0].geometry.count += 1
            default:
                row = 2
                for i in [1, 2] { layers[2].geometry.polygons.x[i] += 300 }
            }
            let workspace = Workspace(
                buurten: base.workspace.buurten, population: base.workspace.population,
                layers: layers, plan: base.workspace.plan)
            let updated = try base.updated(
                to: workspace, edits: [LayerEdit(layer: row, altered: altered)], threads: 2)
            let own = Storage(updated).bytes(without: known)
            #expect(own > 0)
            #expect(own * 10 <= known.bytes, "\(name): \(own) of \(known.bytes) bytes")
            #expect(updated.totals != base.totals, "\(name)")
            #expect((updated.run.walking.mendedSafety != nil) == (name == "zone"))
        }
    }
}

/// A town of 5 km by 5 km: 100 buurten, 10,000 addresses, streets every 250 m of which every fourth is fast.
private enum WideTown {
    static var workspace: Workspace {
        var random = SeededGenerator(seed: 5)
        var polygons = PolygonSet()
        for b in 0..<100 {
            let x = Double(b % 10) * 500, y = Double(b / 10) * 500
            polygons.append(
                x: [x, x + 500, x + 500, x], y: [y, y, y + 500, y + 500], feature: Int32(b))
        }
        let codes = (0..<100).map { "B\($0)" }
        func points(_ count: Int) -> PointSet {
            var points = PointSet()
            for k in 0..<count {
                points.append(
                    x: random.double(in: 0..<5_000), y: random.double(in: 0..<5_000),
                    feature: Int32(k))
            }
            return points
        }
        let homes = points(10_000)
        var lint = LineSet()
        lint.append(
            x: (0..<8).map { 700 + Double($0) * 80 }, y: (0..<8).map { 900 + Double($0 % 2) * 30 },
            feature: 0)
        var zone = PolygonSet()
        zone.append(x: [600, 1_400, 1_400, 600], y: [600, 600, 1_400, 1_400], feature: 0)
        var slow = LayerSettings()
        slow.speed = 30
        return Workspace(
            buurten: Buurten(codes: codes, names: codes, polygons: polygons),
            population: Population(
                layer: "addresses", x: homes.x, y: homes.y,
                weight: homes.x.indices.map { Double($0 % 4) }),
            layers: [
                Layer(
                    name: "places", role: .destination,
                    geometry: FeatureGeometry(count: 40, points: points(40))),
                Layer(
                    name: "lint", role: .destination,
                    geometry: FeatureGeometry(count: 1, lines: lint)),
                Layer(
                    name: "zones", role: .zone,
                    geometry: FeatureGeometry(count: 1, polygons: zone), settings: slow),
                streets,
            ], plan: AnalysisPlan(project: "Wide"))
    }

    private static var streets: Layer {
        var lines = LineSet()
        var speeds: [Int64] = []
        for k in 0..<882 {
            let column = k / 2 % 21, row = k / 42, isAcross = k % 2 == 0
            if isAcross ? column == 20 : row == 20 { continue }
            let x = Double(column) * 250, y = Double(row) * 250
            lines.append(
                x: [x, isAcross ? x + 250 : x], y: [y, isAcross ? y : y + 250],
                feature: Int32(lines.count))
            speeds.append((isAcross ? row : column) % 4 == 2 ? 50 : 30)
        }
        var settings = LayerSettings()
        settings.speedColumn = "speed"
        let flags = [Bool](repeating: true, count: lines.count)
        return Layer(
            name: "streets", role: .streets,
            geometry: FeatureGeometry(count: lines.count, lines: lines),
            attributes: AttributeTable(
                count: lines.count,
                columns: [AttributeColumn(name: "speed", values: .integers(speeds))]),
            settings: settings, masks: ["walkable": flags, "cars": flags, "footway": flags])
    }
}

/// The arrays that a value holds, by where they are; what dictionaries hold is counted, their tables are not.
private struct Storage {
    private var arrays: [UnsafeRawPointer: Int] = [:]

    init(_ value: Any) { visit(value) }

    /// Bytes of all arrays.
    var bytes: Int { arrays.values.reduce(0, +) }

    /// Bytes of the arrays that another value does not hold.
    func bytes(without other: Storage) -> Int {
        arrays.reduce(0) { $0 + (other.arrays[$1.key] == nil ? $1.value : 0) }
    }

    private mutating func visit(_ value: Any) {
        if let array = value as? any StoredArray {
            guard let (start, bytes) = array.place, arrays[start] == nil else { return }
            arrays[start] = bytes
            if array.isPlain { return }
        }
        for child in Mirror(reflecting: value).children { visit(child.value) }
    }
}

/// An array as a place in memory.
private protocol StoredArray {
    var place: (UnsafeRawPointer, Int)? { get }
    var isPlain: Bool { get }
}

extension Array: StoredArray {
    fileprivate var place: (UnsafeRawPointer, Int)? {
        withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map {
                (UnsafeRawPointer($0), buffer.count * MemoryLayout<Element>.stride)
            }
        }
    }
    fileprivate var isPlain: Bool { _isPOD(Element.self) }
}
