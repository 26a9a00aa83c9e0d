// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Neighbourhoods
import Planar
import Scenarios

extension RouteCommand {
    /// The layer that walks are for.
    func layerRow(_ workspace: Workspace) throws(GeoFileError) -> Int {
        let names = workspace.layers.map(\.name)
        guard let layer else { return try onlyLayerOfLines(workspace) }
        guard let row = names.firstIndex(of: layer) else {
            let meant = nearestName(to: layer, among: names).map { "; did you mean '\($0)'?" }
            throw failure("--layer: the project has no layer '\(layer)'" + (meant ?? ""))
        }
        let role = workspace.layers[row].role
        if role == .destination { return row }
        throw failure(
            "--layer \(layer) has role \(role.rawValue), and a walk is a destination; name another")
    }

    private func onlyLayerOfLines(_ workspace: Workspace) throws(GeoFileError) -> Int {
        let rows = workspace.layers.indices.filter {
            let layer = workspace.layers[$0]
            return layer.role == .destination && layer.geometry.lines.count > 0
        }
        if rows.count == 1 { return rows[0] }
        throw failure(
            rows.isEmpty
                ? "the project has no layer of lines that people go to; name one by --layer"
                : "several layers have lines; name one by --layer: "
                    + rows.map { workspace.layers[$0].name }.joined(separator: ", "))
    }

    /// What is asked, on the ground of the project.
    func routeProblem(
        _ workspace: Workspace, _ row: Int, starts: [LineSet]
    ) throws(AnalysisError) -> RouteProblem {
        var asked = workspace.plan
        asked.requests = [.named(workspace.layers[row].name + "_distance_mean", line: 0)]
        let measured = try MeasuredWorkspace(
            workspace.replacing(plan: asked), threads: plan.reading.threadCount)
        let range = length * (1 - tolerance / 100)...length * (1 + tolerance / 100)
        let ground = try RouteGround(
            measured, layer: row,
            rules: RouteRules(
                through: through.map { ($0.x, $0.y) }, longest: range.upperBound, within: within))
        var problem = RouteProblem(ground: ground, length: range)
        problem.countsServed = !keep
        problem.weights.green = green
        problem.weights.fast = fast
        problem.starts = starts
        problem.count = variants
        problem.overlap = overlap / 100
        problem.moves = moves
        problem.seed = seed
        return problem
    }

    /// The workspace with the indicators of one layer only: the rest takes time.
    func only(_ workspace: Workspace, _ row: Int) throws(AnalysisError) -> Workspace {
        let name = workspace.layers[row].name
        var plan = workspace.plan
        plan.requests = try catalogue(for: workspace).filter { $0.layer == name }
            .map { .named($0.id, line: 0) }
        return workspace.replacing(plan: plan)
    }

    /// Lines of the layer as it is, and those that the scenarios draw for it.
    func drawnLines(
        _ project: PlannedProject, _ row: Int
    ) throws(GeoFileError) -> [(name: String, line: LineSet)] {
        let own = try plan.analysed { () throws(AnalysisError) in
            try project.workspace.drawnGeometry(ofLayer: row).lines
        }
        var lines = own.count > 0 ? [(name: RouteContent.now, line: own)] : []
        for known in project.scenarios {
            var line = LineSet()
            for change in known.scenario.changes {
                guard case .exchange(row, _, let added?) = change.effect else { continue }
                let set = added.geometry.lines
                for part in 0..<set.count {
                    let rows = set.vertices(of: part)
                    line.append(x: Array(set.x[rows]), y: Array(set.y[rows]), feature: 0)
                }
            }
            guard line.count > 0 else {
                throw failure(
                    "--start: scenario \(known.scenario.name) draws no line for layer "
                        + "\(project.workspace.layers[row].name); leave it out")
            }
            lines.append((known.scenario.name, line))
        }
        return lines
    }

    /// The walks, or why there are none.
    func search(_ problem: RouteProblem) throws(GeoFileError) -> [Route] {
        let needed = shortestTour(problem.ground), longest = problem.length.upperBound
        if needed == .infinity {
            throw failure(
                "--through: no way along the streets joins the points; leave one out, or join the "
                    + "streets (nabij check names islands)")
        }
        if needed > longest, through.count <= 8 {
            throw failure(
                "--length \(shortestText(length)) is too short: the points alone need "
                    + "\(fixedText(needed, decimals: 0)) m; raise it or leave a point out")
        }
        let streets = problem.ground.numbers.reduce(0) { $0 + $1.length }
        if streets * 1.1 < problem.length.lowerBound {
            throw failure(
                "--length \(shortestText(length)) is too long: the streets near the points are "
                    + "\(fixedText(streets, decimals: 0)) m together; lower it or move a point")
        }
        let routes = searchRoutes(problem, threads: plan.reading.threadCount)
        if !routes.isEmpty { return routes }
        throw failure(
            "no closed walk of \(shortestText(length)) m, give or take \(shortestText(tolerance)) %, was "
                + "found through the points: the streets make no such loop there; change --length, raise "
                + "--tolerance or move a point")
    }

    private func failure(_ message: String) -> GeoFileError {
        GeoFileError(.badData, "\(plan.project): \(message)")
    }
}
