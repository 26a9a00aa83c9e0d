// SPDX-License-Identifier: EUPL-1.2
//
// What `nabij check` says of the network of streets: facts for a person to judge, each with a remedy.
import Planar
import SpatialIndex
import StreetNetwork

/// Something in a network of streets that a person should look at.
public struct NetworkFinding: Sendable, Equatable {
    /// The rules that a network is looked at by; the raw values are part of the interface.
    public enum Rule: String, Sendable, CaseIterable {
        case island
        case notCut = "not_cut"
        case nearMiss = "near_miss"
        case crossingWithoutVertex = "crossing_without_vertex"
        case duplicateEdge = "duplicate_edge"
        case zeroLength = "zero_length"
        case unknownSpeed = "unknown_speed"
        case beyondMaxSnap = "beyond_max_snap"
        case farCrossing = "far_crossing"
    }

    /// Layer that it is about.
    public var layer: String
    /// Which rule.
    public var rule: Rule
    /// How many there are.
    public var count: Int
    /// The first few, with their places.
    public var features: [String]
    /// What it means, or what to do.
    public var remedy: String

    /// How many are named.
    public static let listed = 20
}

/// What there is to say of the streets of a workspace.
public struct NetworkReport: Sendable {
    /// Size of the network in words; `nil` without a layer of streets.
    public private(set) var size: String?
    /// What to look at, in the order of the rules.
    public private(set) var findings: [NetworkFinding] = []

    /// Looks at the streets of a workspace.
    ///
    /// - Throws: ``AnalysisError`` for levels and speeds that are none.
    public init(_ workspace: Workspace) throws(AnalysisError) {
        let facts = try StreetFacts(workspace)
        guard !facts.isEmpty else { return }
        let rows = facts.rows(where: facts.isWalkable)
        guard !rows.isEmpty else {
            if try workspace.plannedIndicators().contains(where: \.computation.needsWalking) {
                throw workspace.noWalkableStreet
            }
            size = "streets: none is walkable"
            return
        }
        let rules = workspace.plan.walking
        let pieces = StreetPieces(
            facts.lines(of: rows), levels: rows.map { facts.level[$0] },
            tolerance: rules.nodeTolerance)
        let network = StreetNetwork(StreetGraph(pieces), maxSnap: rules.maxSnap)
        let found = NetworkDiagnosis(network)
        size =
            "streets: \(found.edges) walkable edges,"
            + " \(fixedText(found.length / 1_000, decimals: 1)) km"
        let streets = NamedStreets(layers: workspace.layers, facts: facts) { segment in
            rows[Int(pieces.part[Int(network.graph.stepOfVertex[segment]) / 2])]
        }
        addShape(found, streets)
        addAttributes(facts, streets)
        try addFar(workspace, network, facts)
        let rulesInOrder = NetworkFinding.Rule.allCases
        findings = rulesInOrder.flatMap { rule in findings.filter { $0.rule == rule } }
    }

    /// What helps where streets do not meet.
    static let howToCut =
        "streets meet at shared vertices only: cut them where they cross (QGIS: Split with lines;"
        + " GRASS: v.clean tool=break; PostGIS: ST_Node), or raise node_tolerance"

    private mutating func add(
        _ rule: NetworkFinding.Rule, _ layer: String, _ count: Int, _ remedy: String,
        _ feature: (Int) -> String
    ) {
        guard count > 0 else { return }
        let features = (0..<min(count, NetworkFinding.listed)).map(feature)
        findings.append(
            NetworkFinding(
                layer: layer, rule: rule, count: count, features: features, remedy: remedy))
    }

    /// What the shape of the network tells.
    private mutating func addShape(_ found: NetworkDiagnosis, _ streets: NamedStreets) {
        let km = fixedText(found.islandLength / 1_000, decimals: 1)
        let layer = streets.layer
        add(
            .island, layer, found.islandSpots.count,
            "\(km) km outside the longest part: nobody walks from one to another"
        ) { row in
            let spot = found.islandSpots[row]
            return streets.text(spot) + ": \(fixedText(spot.metres, decimals: 1)) m"
        }
        if found.isUncut {
            findings.append(
                NetworkFinding(
                    layer: layer, rule: .notCut, count: found.islands, features: [],
                    remedy: "most edges meet no other, and \(Self.howToCut)"))
        }
        add(
            .nearMiss, layer, found.nearMisses,
            "a dead end within \(shortestText(NetworkDiagnosis.nearMiss)) m of a street that it does"
                + " not meet: snap it if it should"
        ) { row in
            let spot = found.nearMissSpots[row]
            return streets.text(spot)
                + ": \(fixedText(spot.metres, decimals: 3)) m from \(streets.fid(spot.other))"
        }
        add(
            .crossingWithoutVertex, layer, found.crossings,
            "walkable streets that cross without a shared vertex: a bridge, a tunnel or bad data"
        ) { row in
            let spot = found.crossingSpots[row]
            return streets.text(spot) + ": crosses \(streets.fid(spot.other))"
        }
        add(.duplicateEdge, layer, found.duplicates, "drawn twice: counted once for walking") {
            row in
            let spot = found.duplicateSpots[row]
            return streets.text(spot) + ": as \(streets.fid(spot.other))"
        }
    }

    /// What the rows of the layers tell.
    private mutating func addAttributes(_ facts: StreetFacts, _ streets: NamedStreets) {
        let still = facts.layer.indices.filter { facts.staysInPlace($0) }
        add(.zeroLength, streets.layer, still.count, "a line without length: no edge") {
            streets.text(row: still[$0])
        }
        let unknown = facts.layer.indices.filter { facts.hasCars[$0] && facts.speed[$0].isNaN }
        add(
            .unknownSpeed, streets.layer, unknown.count,
            "cars and no known speed: unknown_speed holds"
        ) { streets.text(row: unknown[$0]) }
    }

    /// People, destinations and crossings that are too far from streets.
    private mutating func addFar(
        _ workspace: Workspace, _ network: StreetNetwork, _ facts: StreetFacts
    ) throws(AnalysisError) {
        let reach = shortestText(network.maxSnap)
        let remedy = "more than \(reach) m (max_snap) from every walkable street: no way"
        func far(_ x: [Double], _ y: [Double]) -> [Int] {
            x.indices.filter { network.place(x: x[$0], y: y[$0]).edge < 0 }
        }
        if let population = workspace.population {
            let rows = far(population.x, population.y)
            add(.beyondMaxSnap, population.layer, rows.count, remedy) {
                "row \(rows[$0] + 1) at \(spotText(population.x[rows[$0]], population.y[rows[$0]]))"
            }
        }
        for (row, layer) in workspace.layers.enumerated() {
            guard [.destination, .green, .crossings].contains(layer.role) else { continue }
            let geometry = try workspace.activeGeometry(FeatureSelection(layer: row))
            let points = geometry.points
            func text(_ i: Int) -> String {
                "fid \(layer.featureID(Int(points.feature[i]))) at \(spotText(points.x[i], points.y[i]))"
            }
            if layer.role != .crossings {
                let rows = far(points.x, points.y)
                let shapes = geometry.unentered(network.entrances(to: geometry))
                add(.beyondMaxSnap, layer.name, rows.count + shapes.count, remedy) {
                    if $0 < rows.count { return text(rows[$0]) }
                    let feature = shapes[$0 - rows.count]
                    let place = geometry.firstVertex(of: feature)
                    return "fid \(layer.featureID(Int(feature))) at \(spotText(place.x, place.y))"
                }
            } else {
                let rows = facts.farPoints(points, within: workspace.plan.walking.crossingWithin)
                let metres = shortestText(workspace.plan.walking.crossingWithin)
                add(
                    .farCrossing, layer.name, rows.count,
                    "more than \(metres) m (crossing_within) from every street with cars: no use"
                ) { text(rows[$0]) }
            }
        }
    }
}

/// `136043 459230`.
private func spotText(_ x: Double, _ y: Double) -> String {
    fixedText(x, decimals: 1) + " " + fixedText(y, decimals: 1)
}

/// Streets by the identifiers of their sources.
private struct NamedStreets {
    let layers: [Layer]
    let facts: StreetFacts
    /// Row of the facts for a segment of the graph.
    let row: (Int) -> Int

    /// Names of the layers of streets.
    var layer: String {
        layers.filter { $0.role == .streets }.map(\.name).joined(separator: ", ")
    }

    func fid(_ segment: Int) -> String { fid(row: row(segment)) }

    private func fid(row: Int) -> String {
        "fid \(layers[Int(facts.layer[row])].featureID(Int(facts.lines.feature[row])))"
    }

    func text(_ spot: NetworkDiagnosis.Spot) -> String {
        "\(fid(spot.segment)) at \(spotText(spot.x, spot.y))"
    }

    func text(row: Int) -> String {
        let first = facts.lines.vertices(of: row).lowerBound
        return "\(fid(row: row)) at \(spotText(facts.lines.x[first], facts.lines.y[first]))"
    }
}

extension FeatureGeometry {
    /// The first vertex of the first line of a feature, or of its first polygon.
    fileprivate func firstVertex(of feature: Int32) -> (x: Double, y: Double) {
        if let k = lines.feature.firstIndex(of: feature) {
            let vertex = lines.vertices(of: k).lowerBound
            return (lines.x[vertex], lines.y[vertex])
        }
        guard let p = polygons.feature.firstIndex(of: feature) else { return (.nan, .nan) }
        let vertex = polygons.vertices(ofRing: polygons.rings(of: p).lowerBound).lowerBound
        return (polygons.x[vertex], polygons.y[vertex])
    }
}

extension StreetFacts {
    /// Whether a part has no length.
    func staysInPlace(_ row: Int) -> Bool {
        let rows = lines.vertices(of: row)
        guard let first = rows.first else { return true }
        return rows.allSatisfy { lines.x[$0] == lines.x[first] && lines.y[$0] == lines.y[first] }
    }

    /// The points that are farther than a distance from every street with cars.
    func farPoints(_ points: PointSet, within reach: Double) -> [Int] {
        let cars = lines(of: rows(where: hasCars))
        let index = NearestFeatureIndex(
            FeatureGeometry(count: lines.count, lines: cars), pointCount: points.count)
        return (0..<points.count).filter {
            (index.nearest(x: points.x[$0], y: points.y[$0])?.distance ?? .infinity) > reach
        }
    }
}
