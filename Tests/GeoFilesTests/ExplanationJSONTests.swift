// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Neighbourhoods
import TestSupport
import Testing

@testable import GeoFiles

/// The demonstration: explanations of addresses all over the districts, beside the numbers of a run.
@Suite struct ExplanationJSONTests {
    private static let workspace: Workspace? = try? load(
        readProject(at: TestFolders.package + "/GeoData/vitale-wijken.yaml"), options: LoadOptions()
    ).workspace

    private static let layers = ["meeting_places", "groene_lint", "green"]

    /// The distances of all addresses to three layers, and nothing else.
    private static let results: AnalysisResults? = workspace.flatMap { workspace in
        var plan = workspace.plan
        plan.requests = layers.flatMap { layer in
            ["distance", "walk", "safe_walk"].map { .named("\(layer)_\($0)_mean", line: 0) }
        }
        return try? analyse(
            Workspace(
                buurten: workspace.buurten, population: workspace.population,
                layers: workspace.layers, plan: plan), threads: 2, perAddress: true)
    }

    @Test func theNumbersOfARun() throws {
        let workspace = try #require(Self.workspace)
        let results = try #require(Self.results)
        var explainer = Explainer(workspace, threads: 1)
        for layer in Self.layers { try expectNumbers(of: results, layer, workspace, &explainer) }
    }

    private func expectNumbers(
        of results: AnalysisResults, _ layer: String, _ workspace: Workspace,
        _ explainer: inout Explainer
    ) throws {
        let population = try #require(workspace.population)
        let row = try #require(workspace.layers.firstIndex { $0.name == layer })
        func column(_ name: String) throws -> [Double] {
            try #require(results.perAddress.first { $0.name == "\(layer)_\(name)" }).values
        }
        let (distance, walk, safe) = (
            try column("distance"), try column("walk"), try column("safe_walk")
        )
        // Some at random, and some whose safe way is another one, or who have none.
        var random = SeededGenerator(seed: 4)
        var rows = (0..<6).map { _ in random.int(in: 0..<population.count) }
        rows += walk.indices.filter { safe[$0] > walk[$0] + 20 }.shuffled(using: &random).prefix(8)
        rows += safe.indices.filter { safe[$0].isNaN }.shuffled(using: &random).prefix(2)
        rows += walk.indices.filter { walk[$0].isNaN }.shuffled(using: &random).prefix(2)
        var sums = 0
        for i in rows {
            let found = try explainer.explain(
                layer: row, x: population.x[i], y: population.y[i])
            let place = "address \(i) at \(population.x[i]) \(population.y[i])"
            #expect(found.straight?.distance.bitPattern == distance[i].bitPattern, "\(place)")
            #expect((found.walk.distance ?? .nan).bitPattern == walk[i].bitPattern, "\(place)")
            #expect((found.safeWalk.distance ?? .nan).bitPattern == safe[i].bitPattern, "\(place)")
            for way in [found.walk, found.safeWalk] {
                guard let metres = way.distance else {
                    #expect(way.remarks.count == 1 && way.legs.isEmpty, "\(place)")
                    continue
                }
                if way.remarks.isEmpty {
                    #expect(abs(way.sum - metres) < 1e-6, "\(place)")
                    sums += 1
                }
                expectNoGap(way, found, place)
            }
            // Whoever walks safely neither follows a fast street nor crosses one but at a crossing.
            let unsafe = found.safeWalk.barriers.filter { !$0.isSafe }
            #expect(unsafe.isEmpty, "\(place)")
            // A longer safe way has a reason, unless another projection is it.
            if let metres = found.safeWalk.distance, let short = found.walk.distance,
                metres > short + 20,
                found.walk.legs.first?.length == found.safeWalk.legs.first?.length
            {
                let forbidden = found.walk.barriers.filter { !$0.isSafe }
                #expect(!forbidden.isEmpty, "\(place)")
            }
        }
        #expect(sums > 15)
    }

    /// Every leg begins where the one before ends, and is as long as its vertices say.
    private func expectNoGap(_ way: Explanation.Way, _ found: Explanation, _ place: String) {
        var at = (found.x, found.y)
        for leg in way.legs {
            #expect(hypot(leg.x[0] - at.0, leg.y[0] - at.1) < 0.011, "\(place)")
            var length = 0.0
            for i in leg.x.indices.dropFirst() {
                length += hypot(leg.x[i] - leg.x[i - 1], leg.y[i] - leg.y[i - 1])
            }
            #expect(abs(length - leg.length) < 1e-6, "\(place)")
            at = (leg.x[leg.x.count - 1], leg.y[leg.y.count - 1])
        }
        if let target = way.target, !way.legs.isEmpty {
            #expect(hypot(target.x - at.0, target.y - at.1) < 1e-6, "\(place)")
        }
    }

    @Test func geoJSON() throws {
        let workspace = try #require(Self.workspace)
        let row = try #require(workspace.layers.firstIndex { $0.name == "meeting_places" })
        let found = try explain(workspace, layer: row, x: 136_043, y: 459_230, threads: 1)
        let json = try explanationGeoJSON(
            found, buurt: "BU03440341", assumptions: ["A sketch"],
            toLonLat: try lonLatTransform(from: "EPSG:28992", projData: nil))
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
        #expect(root["type"] as? String == "FeatureCollection")
        #expect(root["assumptions"] as? String == "A sketch")
        let features = try #require(root["features"] as? [[String: Any]])
        let what = features.compactMap { ($0["properties"] as? [String: Any])?["what"] as? String }
        #expect(what.count == features.count)
        #expect(what.first == "address" && what[1] == "straight")
        #expect(what.contains("walk") && what.contains("safe_walk_target"))
        // 136043, 459230 in RD is 52.12 north, 5.11 east.
        let address = features[0]["geometry"] as? [String: Any]
        let place = try #require(address?["coordinates"] as? [Double])
        #expect(abs(place[0] - 5.1104) < 1e-3 && abs(place[1] - 52.1210) < 1e-3)
        let answer = explanationJSON(found, buurt: "BU03440341").bytes
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any])
        let walk = try #require(object["walk"] as? [String: Any])
        #expect(walk["distance"] as? Double == found.walk.distance)
        let legs = try #require(walk["legs"] as? [[String: Any]])
        let last = try #require(legs.last?["cumulated"] as? Double)
        #expect(abs(last - (found.walk.distance ?? 0)) < 1e-9)
    }

    @Test func aFileThatCannotBeWritten() {
        #expect(throws: GeoFileError.self) { try write(JSONValue.null, to: "/nowhere/a.json") }
    }
}
