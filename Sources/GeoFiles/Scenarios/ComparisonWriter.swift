// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
public import Scenarios

/// What `nabij compare` writes.
public struct ComparisonContent: Sendable {
    /// The project file.
    public var project: ProjectFile
    /// What was read of it.
    public var loaded: LoadedProject
    /// The scenario files, in the order of the comparison.
    public var files: [ScenarioFile]
    /// What was read of them.
    public var scenarios: [LoadedScenario]
    /// The comparison.
    public var comparison: Comparison
    /// Pages beside the tables.
    public var pages: [OutputPage]
    /// How it is written.
    public var options: OutputOptions

    /// Creates content.
    public init(
        project: ProjectFile, loaded: LoadedProject, files: [ScenarioFile],
        scenarios: [LoadedScenario], comparison: Comparison, pages: [OutputPage] = [],
        options: OutputOptions
    ) {
        self.pages = pages
        self.project = project
        self.loaded = loaded
        self.files = files
        self.scenarios = scenarios
        self.comparison = comparison
        self.options = options
    }
}

/// Writes the files of a comparison, all or nothing.
///
/// - Returns: The files, in the order in which they were written.
/// - Throws: A ``GeoFileError``; the folder is then as it was.
public func writeComparison(
    _ content: ComparisonContent, into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    let comparison = content.comparison
    var tables = [("comparison.csv", ComparisonTables.values(comparison) { $0.buurten })]
    for (k, group) in comparison.base.groups.enumerated() {
        tables.append(
            ("comparison-\(group.level).csv", ComparisonTables.values(comparison) { $0.groups[k] }))
    }
    tables.append(("comparison-total.csv", ComparisonTables.values(comparison) { $0.total }))
    tables.append(("gains.csv", ComparisonTables.gains(comparison)))
    tables.append(("contributions.csv", ComparisonTables.contributions(comparison)))
    var files = try write(tables, content.pages, content.options, into: folder)
    try finish(
        &files, kind: "comparison", content.project, content.loaded,
        scenarios: zip(content.files, content.scenarios).map { ($0, $1) },
        indicators: comparison.base.indicators, content.options, into: folder)
    return files
}

/// Writes tables and pages to the temporary folder.
func write(
    _ tables: [(String, OutputTable)], _ pages: [OutputPage], _ options: OutputOptions,
    into folder: OutputFolder
) throws(GeoFileError) -> [WrittenFile] {
    let contents =
        tables.map { ($0, csvBytes($1, options.csv)) }
        + pages.map { ($0.name, Array($0.content().utf8)) }
    var files: [WrittenFile] = []
    for (name, bytes) in contents {
        try writeFile(bytes, to: folder.temporary + "/" + name)
        files.append(WrittenFile(name: name, sha256: Fingerprint.hex(bytes)))
    }
    return files
}

/// Writes provenance.json and puts the folder in its place.
func finish(
    _ files: inout [WrittenFile], kind: String, _ project: ProjectFile, _ loaded: LoadedProject,
    scenarios: [(ScenarioFile, LoadedScenario)], indicators: [Indicator], _ options: OutputOptions,
    into folder: OutputFolder
) throws(GeoFileError) {
    files.append(WrittenFile(name: "provenance.json"))
    let json = JSONValue.object([
        .init("generator", .text("nabij")), .init("content", .text(kind)),
        .init("versions", .object(["nabij": .text(options.version)])),
        .init("created", .text(options.created)),
        .init("project", .text(project.project)),
        .init("project_file", fileJSON(project.path)),
        .init("crs", .text(project.crs)),
        .init("assumptions", .list(project.assumptions.map { .text($0.plain) })),
        .init("inputs", .list(loaded.inputs.map(inputJSON))),
        .init(
            "scenarios",
            .list(
                scenarios.map { file, loaded in
                    .object([
                        .init("name", .text(file.name)), .init("title", .text(file.title)),
                        .init("files", .list(file.files.map(fileJSON))),
                        .init("cost", .number(loaded.scenario.cost)),
                        .init(
                            "changes", .list(loaded.scenario.changes.map { .text($0.id) })),
                        .init("inputs", .list(loaded.inputs.map(inputJSON))),
                        .init("warnings", .list(loaded.warnings.map { .text($0) })),
                    ])
                })),
        .init("indicators", .list(indicators.map(indicatorJSON))),
        .init("files", .list(files.map(fileJSON))),
    ])
    try writeFile(json.bytes, to: folder.temporary + "/provenance.json")
    try folder.commit(files: files.map(\.name))
}

private func fileJSON(_ path: String) -> JSONValue {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return .object(["name": .text(name), "sha256": .optional(Fingerprint.hex(ofFile: path))])
}
