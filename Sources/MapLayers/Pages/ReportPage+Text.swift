// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

extension ReportPage {
    /// The summary in words.
    var summaryFields: [String: Any] {
        let people = results.total.inhabitants.first?.number
        let scope = [
            "buurten": words.number(Double(workspace.buurten.count), decimals: 0),
            "inhabitants": people.map { words.number($0, decimals: 0) } ?? "",
            "indicators": "\(results.buurten.columns.count)",
        ]
        let served = services
        return [
            "scope": words(people == nil ? "summary.scopebare" : "summary.scope", scope),
            "notes": results.assumptions.map { ["text": words.told($0)] },
            "sentences": served.flatMap(\.sentences).map { ["text": $0] },
            "services": served.enumerated().map { serviceFields($1, isFirst: $0 == 0) },
            "hasServices": !served.isEmpty,
        ]
    }

    /// How well each layer serves people.
    var services: [ServiceSummary] {
        workspace.layers.filter { $0.role == .destination || $0.role == .green }
            .compactMap { ServiceSummary($0, workspace, results, words) }
    }

    private func serviceFields(_ service: ServiceSummary, isFirst: Bool) -> [String: Any] {
        let level = words.level(service.level ?? "total")
        let fillings = [
            "level": level, "layer": service.layer, "measure": service.measure,
            "distance": service.mean,
        ]
        let groups: [[String: Any]] = service.groups.map { group in
            [
                "name": group.name.isEmpty ? words("nav.all") : group.name,
                "worst": group.worst.map(\.fields),
                "isFine": group.worst.isEmpty,
            ]
        }
        // A country has too many groups to read; they stay one click away.
        let isLong = groups.count > 12
        return [
            "title": service.layer.capitalisedFirst, "isFirst": isFirst,
            "intro": words("summary.worstintro", fillings), "topic": service.indicator,
            "groups": isLong ? [] : groups, "hidden": isLong ? groups : [], "isLong": isLong,
            "overall": words("summary.overall", fillings),
            "worstOfAll": service.groups.flatMap(\.worst)
                .sorted { $0.distance != $1.distance ? $0.distance > $1.distance : $0.row < $1.row }
                .prefix(5).map(\.fields),
            "more": words("summary.more", ["level": level, "count": "\(groups.count)"]),
        ]
    }

    /// Data checks, inputs and assumptions.
    var checkFields: [String: Any] {
        [
            "findings": facts.findings.map { finding in
                [
                    "layer": words.layer(finding.layer),
                    "rule": words("rule." + finding.rule), "detail": finding.text(words),
                    "count": words.number(Double(finding.count), decimals: 0),
                    "action": words("action." + finding.action),
                ]
            },
            "hasFindings": !facts.findings.isEmpty,
            "inputs": facts.inputs.map { input in
                [
                    "layer": words.layer(input.layer), "source": input.source,
                    "features": words.number(Double(input.features), decimals: 0),
                    "crs": input.crs,
                    "operation": input.operation.map(words.told) ?? words("value.none"),
                ]
            },
            "wave": waveSentences.map { ["text": $0] }, "hasWave": settings.previous != nil,
            "assumptions": assumptions.map { ["text": $0] }, "hasAssumptions": !assumptions.isEmpty,
        ]
    }

    private var waveSentences: [String] {
        let indicators = results.buurten.columns.map(\.indicator)
        return settings.previous?.sentences(workspace.buurten, indicators, words) ?? []
    }

    private var assumptions: [String] { Self.assumptions(workspace, results, words) }

    /// What the numbers rest on, in sentences.
    static func assumptions(
        _ workspace: Workspace, _ results: AnalysisResults, _ words: Words
    ) -> [String] {
        var lines = results.assumptions.map(words.told)
        if let minimum = workspace.plan.minimumInhabitants {
            lines.append(
                words("assumptions.privacy", ["minimum": words.number(minimum, decimals: 0)]))
        }
        if let year = workspace.plan.year {
            lines.append(words("assumptions.year", ["year": "\(year)"]))
        }
        return lines
    }
}
