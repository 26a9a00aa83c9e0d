// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles
import Neighbourhoods

/// How the catalogue is printed.
enum CatalogueFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
}

/// `nabij catalogue [PROJECT]`: what can be computed, in general or for a project.
struct CatalogueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "List the indicators: all kinds, or those of a project.",
        discussion: """
            In the names of the general list, L is a destination, Z a zone, G green and S a site; T \
            stands for metres and H for hectares.
            """)

    @Argument(help: "A project file; without one, all kinds of indicators.")
    var project: String?

    @Option(help: "text, json or markdown.")
    var format = CatalogueFormat.text

    @OptionGroup var reading: ReadingOptions

    mutating func run() throws {
        guard let project else {
            return Console.output(
                CatalogueText.render(catalogueEntries.map(CatalogueText.Row.init), format))
        }
        do {
            let indicators = try indicators(of: project)
            Console.output(
                CatalogueText.render(indicators.map(CatalogueText.Row.init), format))
        } catch {
            throw CommandFailure(error: error, isVerbose: reading.verbose)
        }
    }

    private func indicators(of path: String) throws(GeoFileError) -> [Indicator] {
        let loaded = try load(readProject(at: path), options: reading.loadOptions())
        if let failure = ProjectReport.failure(loaded, strict: reading.strict, path: path) {
            throw failure
        }
        guard let workspace = loaded.workspace else { return [] }
        do { return try catalogue(for: workspace) } catch {
            throw ProjectReport.failure(error, path: path)
        }
    }
}

/// The catalogue as text.
enum CatalogueText {
    /// One indicator or kind of indicators.
    struct Row {
        var id: String
        var title: String
        var definition: String
        var unit: String
        var source: String
        var direction: String
        /// Layer of an indicator, or roles of a kind.
        var about: (key: String, text: String)

        init(_ indicator: Indicator) {
            id = indicator.id
            title = indicator.title
            definition = indicator.definition
            unit = indicator.unit
            source = indicator.source
            direction = indicator.direction.rawValue
            about = ("layer", indicator.layer)
        }

        init(_ entry: CatalogueEntry) {
            id = entry.pattern
            title = entry.title
            definition = entry.definition
            unit = entry.unit
            source = entry.source
            direction = entry.direction.rawValue
            about = ("roles", entry.roles.map(\.rawValue).joined(separator: ", "))
        }
    }

    static func render(_ rows: [Row], _ format: CatalogueFormat) -> String {
        switch format {
        case .text: rows.map(text).joined(separator: "\n")
        case .json: String(decoding: JSONValue.list(rows.map(json)).bytes, as: UTF8.self)
        case .markdown: markdown(rows)
        }
    }

    private static func text(_ row: Row) -> String {
        """
        \(row.id) [\(row.unit)] \(row.title)
            \(row.definition)
            \(row.about.key): \(row.about.text); better: \(row.direction); source: \(row.source)

        """
    }

    private static func json(_ row: Row) -> JSONValue {
        .object([
            "id": .text(row.id), "title": .text(row.title), "definition": .text(row.definition),
            "unit": .text(row.unit), "source": .text(row.source),
            "direction": .text(row.direction), row.about.key: .text(row.about.text),
        ])
    }

    private static func markdown(_ rows: [Row]) -> String {
        let about = rows.first?.about.key ?? "layer"
        let head = "| indicator | definition | unit | better | source | \(about) |"
        let lines = rows.map { row in
            "| "
                + [
                    "`\(row.id)`", row.definition, row.unit, row.direction, row.source,
                    row.about.text,
                ].map(cell).joined(separator: " | ") + " |"
        }
        return ([head, "|---|---|---|---|---|---|"] + lines).joined(separator: "\n") + "\n"
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
