// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import MapLayers
import Neighbourhoods
import Scenarios

extension RouteCommand {
    /// What was found, on standard output.
    func tell(_ content: RouteContent, _ files: [WrittenFile]) {
        guard plan.format == .text else {
            Console.output(
                .object([
                    "ok": .flag(true), "out": .text(plan.out),
                    "routes": .list(content.rows.map(json)),
                    "files": .list(files.map { .text($0.name) }),
                ]))
            return
        }
        for row in content.rows { Console.line(text(row)) }
        Console.output("\(plan.out): " + files.map(\.name).joined(separator: ", "))
    }

    private func json(_ row: RouteRow) -> JSONValue {
        .object([
            "name": .text(row.name), "length": .number(row.numbers.length),
            "inhabitants": .number(row.numbers.people), "newly": .number(row.numbers.newly),
            "green": .number(row.numbers.green), "fast": .number(row.numbers.fast),
            "twice": .number(row.numbers.twice), "score": .number(row.score),
            "passes": .flag(row.passes),
        ])
    }

    private func text(_ row: RouteRow) -> String {
        let numbers = row.numbers
        return
            "\(row.name): \(wholeText(numbers.length)) m, \(wholeText(numbers.people)) inhabitants "
            + "within \(shortestText(within)) m (\(wholeText(numbers.newly)) newly), "
            + "\(wholeText(numbers.green)) m touch green, \(wholeText(numbers.fast)) m along fast streets; "
            + "worth \(wholeText(row.score))" + (row.passes ? "" : "; does not pass the points")
    }

    private func decimals(_ weight: Double) -> Int { weight == weight.rounded() ? 0 : 1 }

    /// The numbers of the walks for a page.
    func routeTable(_ content: RouteContent, _ settings: MapSettings) -> PlanTable {
        let words = settings.words
        return PlanTable(
            title: words("route.title"),
            note: words(
                "route.note",
                [
                    "within": words.number(within, decimals: 0),
                    "green": words.number(green, decimals: decimals(green)),
                    "fast": words.number(fast, decimals: decimals(fast)),
                ]),
            columns: [
                "route.walk", "route.length", "route.people", "route.newly", "route.green",
                "route.fast", "route.score", "route.overlap",
            ].map { words($0) },
            rows: content.rows.map { row in
                let numbers = row.numbers
                let own = row.name == RouteContent.now ? words("compare.now") : row.name
                let name = row.passes ? own : words("route.aside", ["name": own])
                return [name]
                    + [
                        numbers.length, numbers.people, numbers.newly, numbers.green, numbers.fast,
                        row.score,
                    ].map { words.number($0, decimals: 0) }
                    + [
                        row.overlap.map { words.amount(100 * $0, "%", decimals: 0) }
                            ?? words("value.none")
                    ]
            })
    }
}
