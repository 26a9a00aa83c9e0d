// SPDX-License-Identifier: EUPL-1.2
//
// The plan of a run: what the layers allow, or of that what the project file asks for, with its own
// indicators after those of the same layer.

/// The indicators of a workspace, in the order of the columns of the results.
///
/// - Parameter workspace: Checked layers and the plan.
/// - Returns: All indicators that the layers allow, or those that the plan asks for.
/// - Throws: ``AnalysisError`` for an unknown name, one that no layer allows, a custom indicator
///   whose parts do not fit, and two equal names.
public func catalogue(for workspace: Workspace) throws(AnalysisError) -> [Indicator] {
    try workspace.plannedIndicators().map(\.indicator)
}

/// The largest number of indicators of one run: a table of SQLite, and so a GeoPackage, has at most
/// 2,000 columns, and attributes and groups need theirs.
public let indicatorLimit = 1_500

extension Workspace {
    /// What is to be computed, in the order of the columns of the results.
    func plannedIndicators() throws(AnalysisError) -> [PlannedIndicator] {
        let allowed = expandedIndicators()
        try refuseEqualNames(allowed)
        guard !plan.requests.isEmpty else {
            try refuseTooMany(allowed.count)
            return allowed
        }
        let places = Dictionary(
            allowed.indices.map { (allowed[$0].indicator.id, $0) }, uniquingKeysWith: { a, _ in a })
        var named: [Int] = []
        var custom: [PlannedIndicator] = []
        for request in plan.requests {
            switch request {
            case .named(let name, let line):
                guard let place = places[name] else {
                    throw unresolved(name, line: line, among: allowed)
                }
                guard !named.contains(place) else {
                    throw AnalysisError(
                        "indicator '\(name)' is asked for twice", remedy: "leave one out",
                        line: line)
                }
                named.append(place)
            case .custom(let request): custom.append(try planned(request))
            }
        }
        let chosen = named.sorted().map { allowed[$0] }
        try refuseEqualNames(chosen + custom)
        try refuseTooMany(chosen.count + custom.count)
        return layers.indices.flatMap { row in
            chosen.filter { $0.layer == row } + custom.filter { $0.layer == row }
        }
    }

    private func refuseTooMany(_ count: Int) throws(AnalysisError) {
        guard count > indicatorLimit else { return }
        throw AnalysisError(
            "\(count) indicators are more than the \(indicatorLimit) that a table of the results holds",
            remedy:
                "give the layers fewer thresholds, or name the indicators you want under indicators:"
        )
    }

    private func refuseEqualNames(_ indicators: [PlannedIndicator]) throws(AnalysisError) {
        var owners: [String: String] = [:]
        let fixed = [
            "buurtcode", "buurtnaam", "inhabitants", "addresses", "area_m2", "assumptions",
        ]
        let groups = buurten.groups.flatMap { level in
            level.hasCodes ? [level.name + "code", level.name + "naam"] : [level.name]
        }
        for name in fixed + groups + ["total"] { owners[name] = "the results" }
        for item in indicators {
            let name = item.indicator.id
            if let owner = owners[name] {
                throw AnalysisError(
                    "two columns would be named '\(name)': one of \(owner), one of layer"
                        + " \(item.indicator.layer)",
                    remedy: "rename a layer or the indicator")
            }
            owners[name] = "layer \(item.indicator.layer)"
            for derived in item.inequality { owners[derived.id] = "the groups" }
        }
    }
}
