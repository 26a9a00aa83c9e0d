// SPDX-License-Identifier: EUPL-1.2
//
// The 3-30-300 rule: 3 trees within 30 m of home, crowns over 30 % of the buurt, green of 1 ha within 300 m. The trees
// are those of all layers of trees in force.
import Planar
import SpatialIndex
import Synchronization

/// The numbers of the rule.
private enum Rule {
    static let trees: Int32 = 3
    static let sight = 30.0
    static let crowns = 30.0
    static let walk = 300.0
}

extension LayerMeasures {
    /// 0 for addresses with three trees within 30 m, else infinity.
    mutating func withThreeTrees(
        _ people: People, _ count: Int
    ) throws(AnalysisError) -> [Double] {
        var points = PointSet()
        for tree in try run.workspace.treesInForce() {
            points.append(x: tree.x, y: tree.y, feature: Int32(points.count))
        }
        let counter = FeatureCounter(
            FeatureGeometry(count: points.count, points: points), threads: run.threads)
        return filledColumn(count: count, initial: Double.infinity, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            var counts = [Int32](repeating: 0, count: rows.count)
            var span = counts.mutableSpan
            counter.counts(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows),
                within: Rule.sight, into: &span)
            for i in counts.indices where counts[i] >= Rule.trees { output[i] = 0 }
        }
    }

    /// 0 for addresses for which all three hold, else infinity.
    mutating func followingAllRules(
        _ people: People, _ count: Int, _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        var column = try withThreeTrees(people, count)
        let distances = try distances(people, count, selection)
        let crowns = run.denominators.values(.shareOfArea, of: try amount(.crowns)).buurten
        for i in column.indices where !(distances[i] <= Rule.walk) { column[i] = .infinity }
        for (buurt, cover) in crowns.enumerated()
        where !((cover.number ?? 0) >= Rule.crowns) {
            for i in people.rows(of: buurt) { column[i] = .infinity }
        }
        for i in people.inside..<max(count, people.inside) { column[i] = .infinity }
        return column
    }

    /// Per buurt the square metres under crowns.
    mutating func crownAreas() throws(AnalysisError) -> [ExactSum] {
        let trees = try run.workspace.treesInForce()
        let crowns = DiscUnion(
            x: trees.map(\.x), y: trees.map(\.y), radius: trees.map { $0.crown / 2 })
        let homes = crowns.boxes.map(run.coverage.home(of:))
        let count = run.workspace.buurten.count
        let buurten = run.workspace.buurten.polygons
        let sums = Mutex([ExactSum](repeating: ExactSum(), count: count))
        forEachChunk(of: crowns.count, size: 16_384, least: 256, threads: run.threads) { rows in
            let part = crowns.areas(of: rows, homes: homes, in: buurten, featureCount: count)
            sums.withLock { sums in for b in part.indices { sums[b].merge(part[b]) } }
        }
        return sums.withLock { $0 }
    }
}

/// A tree that counts.
struct Tree: Sendable {
    var x: Double
    var y: Double
    /// Diameter of its crown, metres; 0 where it is not known.
    var crown: Double
}

extension Workspace {
    /// The trees of all layers in the year of the plan, layer by layer.
    func treesInForce() throws(AnalysisError) -> [Tree] {
        var trees: [Tree] = []
        for row in layers.indices where layers[row].role == .trees {
            let points = try activeGeometry(FeatureSelection(layer: row)).points
            let crowns = layers[row].settings.crownColumn.flatMap { layers[row].attributes[$0] }
            for i in 0..<points.count {
                let crown = crowns?.number(Int(points.feature[i])) ?? 0
                trees.append(Tree(x: points.x[i], y: points.y[i], crown: crown))
            }
        }
        return trees
    }
}
