// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// What the pages about plans have in common: head, heading, assumptions, sources.
struct PlanShell {
    var kind: String
    var workspace: Workspace
    var facts: RunFacts
    var settings: MapSettings
    var assumptions: [String]
    /// Colours of the classes of the first map.
    var classes = ""

    func document(body: String) -> String {
        let words = settings.words
        return PageTemplate.plan.render([
            "lang": settings.language.rawValue, "w": words.fields, "kind": kind,
            "project": workspace.plan.project, "hash": facts.hash, "crs": facts.crs,
            "made": words(
                "app.made", ["date": words.date(facts.created), "version": facts.version]),
            "css": resource(PackageResources.report_css) + MapStyle.shared
                + resource(PackageResources.plan_css),
            "classes": classes, "body": body,
            "notes": assumptions.map { ["text": words.told($0)] },
            "inputs": facts.inputs.map { input in
                [
                    "layer": words.layer(input.layer), "source": input.source,
                    "features": words.number(Double(input.features), decimals: 0),
                    "crs": input.crs,
                ]
            },
        ])
    }
}
