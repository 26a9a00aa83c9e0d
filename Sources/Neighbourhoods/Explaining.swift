// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the number that a run writes, by the same code 2 a route that adds up to it.
//
// The address is measured as the only one of a population, by the measures of a run. The search is then
// repeated as far as the distance that came out, and its way is read from it (WalkRoute.swift).
import Planar
import SpatialIndex
import StreetNetwork

/// Explains the distances from one address to the nearest feature of a layer.
///
/// - Parameters:
///   - workspace: Checked layers and the plan; its year holds.
///   - layer: Row of a layer of role destination or green.
///   - x: Easting of the address, metres.
///   - y: Northing, metres.
///   - threads: At most so many threads.
/// - Returns: Straight line, walking and safe walking, each to the bit what a run gives that address.
/// - Throws: ``AnalysisError`` as ``analyse(_:like:threads:perAddress:)``; where the layer has no walking
///   measures or there are no streets.
public func explain(
    _ workspace: Workspace, layer: Int, x: Double, y: Double, threads: Int
) throws(AnalysisError) -> Explanation {
    var explainer = Explainer(workspace, threads: threads)
    return try explainer.explain(layer: layer, x: x, y: y)
}

/// Explains one distance after another; what they share, such as the networks of streets, is made once.
public struct Explainer: Sendable {
    private let workspace: Workspace
    private let threads: Int
    private var walking = WalkingRun()
    private var streets: ExplainedStreets?

    /// Explains distances of a workspace; see ``explain(_:layer:x:y:threads:)``.
    public init(_ workspace: Workspace, threads: Int) {
        self.workspace = workspace
        self.threads = threads
    }

    /// Explains the distances from one address to the nearest feature of a layer.
    ///
    /// - Parameters, result and errors: as ``explain(_:layer:x:y:threads:)``.
    public mutating func explain(
        layer: Int, x: Double, y: Double
    ) throws(AnalysisError) -> Explanation {
        let place = workspace.layers[layer]
        guard [.destination, .green].contains(place.role) else {
            throw AnalysisError(
                "layer \(place.name) has role \(place.role.rawValue): walking is measured to layers of"
                    + " role destination and green")
        }
        guard workspace.layers.contains(where: { $0.role == .streets }) else {
            throw AnalysisError(
                "there is no layer of role streets to walk along",
                remedy: "add one to the project file")
        }
        let lonely = Workspace(
            buurten: workspace.buurten,
            population: Population(layer: "address", x: [x], y: [y], weight: [1]),
            layers: workspace.layers, plan: workspace.plan)
        let run = try AnalysisRun(lonely, threads: threads, perAddress: true)
        var measures = LayerMeasures(run: run, layer: layer)
        measures.walking = walking
        let facts = try measures.streetFacts()
        let streets: ExplainedStreets
        if let known = self.streets {
            streets = known
        } else {
            streets = try ExplainedStreets(facts, workspace)
        }
        self.streets = streets
        if measures.walking.safeNetwork == nil {
            measures.walking.safeNetwork = streets.safe.network(
                maxSnap: workspace.plan.walking.maxSnap)
        }
        let found = try measures.explanation(x, y, streets)
        walking.facts = measures.walking.facts
        walking.network = measures.walking.network
        walking.safeNetwork = measures.walking.safeNetwork
        return found
    }
}

extension LayerMeasures {
    /// Explains the only address of the run.
    fileprivate mutating func explanation(
        _ x: Double, _ y: Double, _ streets: ExplainedStreets
    ) throws(AnalysisError) -> Explanation {
        let selection = FeatureSelection(layer: row)
        let buurt = run.buurtOfAddress.first.map(Int.init) ?? -1
        let straight = try straightLine(selection, x, y)
        let walk = try way(selection, .walk, x, y, streets)
        let safe = try way(selection, .safeWalk, x, y, streets)
        return Explanation(
            x: x, y: y, buurt: buurt < 0 ? nil : buurt, layer: layer.name, straight: straight,
            walk: walk, safeWalk: safe,
            straightBarriers: straight.map {
                streets.crossed(fromX: x, y: y, toX: $0.target.x, y: $0.target.y)
            } ?? [])
    }

    private mutating func straightLine(
        _ selection: FeatureSelection, _ x: Double, _ y: Double
    ) throws(AnalysisError) -> Explanation.Straight? {
        guard let people = run.people else { return nil }
        let distance = try addressColumn(.distance(selection), people, id: "")[0]
        let geometry = try geometry(selection)
        guard let near = NearestFeatureIndex(geometry, pointCount: 1).nearest(x: x, y: y) else {
            return nil
        }
        return Explanation.Straight(
            distance: distance,
            target: layer.point(
                near.feature, geometry.nearestPoint(of: near.feature, toX: x, y: y)))
    }

    /// The way by a rule.
    private mutating func way(
        _ selection: FeatureSelection, _ rule: WalkRule, _ x: Double, _ y: Double,
        _ streets: ExplainedStreets
    ) throws(AnalysisError) -> Explanation.Way {
        guard let people = run.people else { return Explanation.Way() }
        let measured = try addressColumn(.walk(selection, rule), people, id: "")[0]
        let network = try rule == .walk ? network() : safeNetwork()
        let known = rule == .walk ? walking.places : walking.safePlaces
        let geometry = try geometry(selection)
        let sources = try walkSources(selection, network, rule)
        var place = known.first ?? network.place(x: x, y: y)
        if place.isTied {
            // Of streets that are equally near, the one that the distance is of.
            let field = WalkField(network.graph, sources: sources)
            let onEdges = SourcesOnEdges(sources, edgeCount: network.graph.edgeCount)
            func metres(_ place: StreetPlace) -> Double {
                field.nearest(to: place, network.graph, onEdges).distance
            }
            place = network.places(x: x, y: y).min { metres($0) < metres($1) } ?? place
        }
        var way = Explanation.Way(distance: measured < .infinity ? measured : nil)
        let found = WayFinder(
            network: network, sources: sources, place: place, x: x, y: y,
            entry: DirectEntry(geometry, pointCount: 1), limit: measured
        ).found
        guard let found else {
            way.remarks = [
                streets.reason(
                    noWayTo: layer.name, isEmpty: geometry.isEmpty, sources, network, place, x, y)
            ]
            return way
        }
        let foot = found.foot
        let target = geometry.nearestPoint(
            of: found.facility, toX: foot.x, y: foot.y, at: found.connector)
        let point = layer.point(found.facility, target)
        way.target = point
        way.legs = streets.legs(found, from: (x, y), place, network, to: point)
        way.barriers = streets.barriers(found, from: (x, y), place, network, to: target)
        if let remark = remark(way, found, rule, place) { way.remarks.append(remark) }
        return way
    }

    private func remark(
        _ way: Explanation.Way, _ found: FoundWay, _ rule: WalkRule, _ place: StreetPlace
    ) -> String? {
        guard let distance = way.distance else { return nil }
        if rule == .safeWalk, distance > found.distance {
            return
                "the safe way by another street is shorter, \(fixedText(found.distance, decimals: 1)) m;"
                + " safe walking is never the shorter, so the walking distance counts"
        }
        if found.isInside { return "the address is inside \(way.target?.title ?? "a feature")" }
        return nil
    }
}

extension Layer {
    /// A feature at a point.
    func point(_ row: Int32, _ place: (x: Double, y: Double)) -> Explanation.FeaturePoint {
        Explanation.FeaturePoint(
            id: featureID(Int(row)), name: featureName(Int(row)), x: place.x, y: place.y)
    }

    /// What the column of names holds; `nil` where it is empty or there is none.
    func featureName(_ row: Int) -> String? {
        guard let name = settings.nameColumn, let column = attributes[name], row < column.count,
            let text = column.text(row), !text.allSatisfy(\.isWhitespace)
        else { return nil }
        return text
    }
}

extension FeatureGeometry {
    /// The point of a feature that is nearest to another, which inside a polygon is that point itself.
    ///
    /// Of a multipoint
    /// the point that is about `distance` away, where that is known.
    func nearestPoint(
        of row: Int32, toX x: Double, y: Double, at distance: Double? = nil
    ) -> (x: Double, y: Double) {
        var best = (metres: Double.infinity, x: x, y: y)
        func consider(_ px: Double, _ py: Double, _ aim: Double) {
            let metres = abs(Planar.distance(fromX: x, y: y, toSegment: px, py, px, py) - aim)
            if metres < best.metres { best = (metres, px, py) }
        }
        for i in 0..<points.count where points.feature[i] == row {
            consider(points.x[i], points.y[i], distance ?? 0)
        }
        for p in 0..<polygons.count where polygons.feature[p] == row {
            if polygons.locate(x: x, y: y, in: p) != .outside { return (x, y) }
        }
        var segments: [BorderSegment] = []
        for k in 0..<lines.count where lines.feature[k] == row { segments += lines.segments(of: k) }
        for p in 0..<polygons.count where polygons.feature[p] == row {
            segments += polygons.segments(of: p)
        }
        for segment in segments {
            let point = segment.nearestPoint(x, y)
            consider(point.x, point.y, 0)
        }
        return (best.x, best.y)
    }
}
