// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

extension Factsheet {
    /// Works that a page has room for.
    private static let mostWorks = 12

    func workFields(_ works: [PlannedWork]) -> [String: Any] {
        func text(_ euros: Double?) -> String {
            euros.map { "€\u{A0}" + words.number($0, decimals: 0) } ?? words("value.none")
        }
        let costs = works.compactMap(\.euros)
        let left = works.count - Self.mostWorks
        return [
            "hasWorks": !works.isEmpty, "hasEuros": !costs.isEmpty,
            "works": PlannedWork.chosen(works, most: Self.mostWorks, year: workspace.plan.year)
                .map { work in
                    [
                        "name": work.name, "kind": work.kind, "years": work.years,
                        "size": work.size ?? words("value.none"), "euros": text(work.euros),
                    ]
                },
            "moreWorks": left > 0 ? words("fact.moreworks", ["count": "\(left)"]) : "",
            "hasSum": costs.count > 1, "sum": text(costs.reduce(0, +)),
        ]
    }
}
