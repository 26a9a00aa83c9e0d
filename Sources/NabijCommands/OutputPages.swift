// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import MapLayers
import Neighbourhoods

/// What pages tell of a run.
func runFacts(_ file: ProjectFile, _ loaded: LoadedProject, created: String) -> RunFacts {
    // Where a privacy rule holds, the places of single addresses are nobody's business.
    let hidden = file.minimumInhabitants == nil ? nil : file.population?.name
    return RunFacts(
        version: nabijVersion, created: created,
        hash: runHash(file, loaded.inputs, version: nabijVersion), crs: file.crs,
        inputs: loaded.inputs.map {
            RunFacts.Input(
                layer: $0.layer, source: $0.source, features: $0.features, crs: $0.crs,
                operation: $0.operation)
        },
        findings: loaded.defects.map { defect in
            RunFacts.Finding(
                layer: defect.layer, rule: defect.rule.rawValue, count: defect.count,
                action: defect.action.rawValue, detail: defect.remedy,
                features: defect.layer == hidden ? [] : Array(defect.features.prefix(3)))
        })
}

/// The pages and maps of a run.
func outputPages(
    _ workspace: Workspace, _ results: AnalysisResults, _ facts: RunFacts, _ settings: MapSettings,
    _ format: RunFormats
) -> [OutputPage] {
    var pages: [OutputPage] = []
    if format.html {
        pages.append(
            OutputPage(name: "report.html") {
                ReportPage(workspace, results, facts: facts, settings: settings).document()
            })
    }
    if format.html || format.pdf {
        let sheets = Factsheet.all(workspace, results, facts: facts, settings: settings)
        pages += sheets.map { sheet in
            OutputPage(
                name: sheet.fileName, converter: format.pdf ? .pdf : nil, isKept: format.html
            ) { sheet.document() }
        }
    }
    if format.svg || format.png { pages += mapPages(workspace, results, facts, settings, format) }
    return pages
}

/// A map per indicator.
private func mapPages(
    _ workspace: Workspace, _ results: AnalysisResults, _ facts: RunFacts, _ settings: MapSettings,
    _ format: RunFormats
) -> [OutputPage] {
    let drawing = MapDrawing(workspace)
    let layers = workspace.layers.map(\.name)
    let words = settings.words
    let date = "\(workspace.plan.project), \(words.date(facts.created)), Nabij \(facts.version)"
    let source = ([words("map.source") + ": " + date] + results.assumptions.map(words.told)).joined(
        separator: ". ")
    return results.buurten.columns.map { column in
        OutputPage(
            name: "maps/\(column.indicator.id).svg", converter: format.png ? .png : nil,
            isKept: format.svg
        ) {
            let map = IndicatorMap(column, total: nil, layers: layers, settings: settings)
            return SVGMap(map, on: drawing, settings, source: source).document()
        }
    }
}
