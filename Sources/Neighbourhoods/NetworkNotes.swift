// SPDX-License-Identifier: EUPL-1.2
//
// What `nabij check` says of the network of streets: facts for a person to judge, each with a remedy.
import Planar
import StreetNetwork

/// Sentences about the network of streets of a workspace; none without a layer of streets.
///
/// - Parameter workspace: Checked layers.
/// - Returns: Size, islands, near misses, crossings without a vertex, duplicates, streets without length or known
///   speed, addresses and destinations too far from a street.
/// - Throws: ``AnalysisError`` for levels and speeds that are none.
public func networkNotes(_ workspace: Workspace) throws(AnalysisError) -> [String] {
    let facts = try StreetFacts(workspace)
    guard !facts.isEmpty else { return [] }
    let rows = facts.rows(where: facts.isWalkable)
    guard !rows.isEmpty else { return ["streets: none is walkable; correct its walkable:"] }
    let rules = workspace.plan.walking
    let network = StreetNetwork(
        StreetGraph(
            StreetPieces(
                facts.lines(of: rows), levels: rows.map { facts.level[$0] },
                tolerance: rules.nodeTolerance)), maxSnap: rules.maxSnap)
    let found = NetworkDiagnosis(network)
    var notes = [
        "streets: \(found.edges) walkable edges, \(fixedText(found.length / 1_000, decimals: 1)) km"
    ]
    if found.islands > 1 {
        notes.append(
            "streets: \(found.islands) parts that are not connected,"
                + " \(fixedText(found.islandLength / 1_000, decimals: 1)) km outside the longest")
    }
    if found.edges > 10, 2 * found.islands > found.edges {
        notes.append(
            "streets: most edges meet no other; streets meet at shared vertices only, so node them first,"
                + " such as with ST_Node, v.clean tool=break, or a larger node_tolerance")
    }
    let counts = [
        (found.nearMisses, "dead ends within 2 m of a street that they do not meet: snap them"),
        (
            found.crossings,
            "pairs of walkable streets cross without a shared vertex: a bridge, a tunnel or bad data"
        ),
        (found.duplicates, "edges are drawn twice"),
        (facts.withoutLength, "lines have no length"),
        (
            facts.unknownSpeeds,
            "streets with cars have no known speed: unknown_speed holds for them"
        ),
    ]
    notes += counts.filter { $0.0 > 0 }.map { "streets: \($0.0) \($0.1)" }
    func far(_ x: [Double], _ y: [Double]) -> Int {
        x.indices.count { network.place(x: x[$0], y: y[$0]).edge < 0 }
    }
    let beyond = "more than \(shortestText(rules.maxSnap)) m from every walkable street: no way"
    if let population = workspace.population {
        let count = far(population.x, population.y)
        if count > 0 {
            notes.append("streets: \(count) points of \(population.layer) are \(beyond)")
        }
    }
    for layer in workspace.layers where layer.role == .destination {
        let count = far(layer.geometry.points.x, layer.geometry.points.y)
        if count > 0 { notes.append("streets: \(count) points of \(layer.name) are \(beyond)") }
    }
    return notes
}

extension StreetFacts {
    /// Number of parts that have cars and no known speed.
    var unknownSpeeds: Int { layer.indices.count { hasCars[$0] && speed[$0].isNaN } }

    /// Number of parts that stay where they are.
    var withoutLength: Int {
        layer.indices.count { row in
            let rows = lines.vertices(of: row)
            guard let first = rows.first else { return true }
            return rows.allSatisfy {
                lines.x[$0] == lines.x[first] && lines.y[$0] == lines.y[first]
            }
        }
    }
}
