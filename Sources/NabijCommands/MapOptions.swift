// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import MapLayers
import Neighbourhoods

/// Options of every command that draws maps.
struct MapOptions: ParsableArguments {
    @Option(help: "Language of report, factsheets and legends: nl or en.")
    var language = "nl"

    @Option(
        help: ArgumentHelp(
            "Classes of maps: \(ClassMethod.names.joined(separator: ", ")), norm, or bounds such as "
                + "300,500; default jenks, and norm where the project file names one.",
            valueName: "method"))
    var classes: String?

    @Option(help: ArgumentHelp("Number of classes, 2 to \(mostClasses).", valueName: "n"))
    var classCount = Palette.classes

    @Option(
        help: ArgumentHelp(
            "Colours: \(Ramp.all.filter { !$0.isDiverging }.map(\.name).joined(separator: ", ")).",
            valueName: "name"))
    var ramp = Ramp.yellowGreenBlue.name

    func validate() throws {
        if Language(rawValue: language) == nil {
            let known = Language.allCases.map(\.rawValue).joined(separator: " and ")
            throw ValidationError("--language \(language) is unknown; there are \(known)")
        }
        if let classes, classes != Self.byNorm, ClassMethod(classes) == nil {
            throw ValidationError(
                "--classes \(classes) is unknown; there are "
                    + ClassMethod.names.joined(separator: ", ")
                    + ", norm, and bounds such as 300,500")
        }
        if !(2...mostClasses).contains(classCount) {
            throw ValidationError(
                "--class-count is \(classCount) and must be 2 to \(mostClasses): a map with more "
                    + "colours cannot be read")
        }
        if Ramp.named(ramp)?.isDiverging ?? true {
            let known = Ramp.all.filter { !$0.isDiverging }.map(\.name).joined(separator: ", ")
            throw ValidationError("--ramp \(ramp) is unknown; there are \(known)")
        }
    }

    private static let byNorm = "norm"

    /// What was chosen, with the words and norms of a project, for its indicators.
    func settings(for workspace: Workspace, _ indicators: [Indicator]) -> MapSettings {
        var settings = settings
        settings.tell(of: workspace)
        guard classes == nil || classes == Self.byNorm else { return settings }
        for indicator in indicators {
            guard let norm = norms(of: indicator, in: workspace) else { continue }
            if norm.isOwn || classes == Self.byNorm { settings.norms[indicator.id] = norm.bounds }
        }
        return settings
    }

    /// What was chosen.
    var settings: MapSettings {
        MapSettings(
            language: Language(rawValue: language) ?? .dutch,
            method: classes.flatMap(ClassMethod.init) ?? .jenks,
            classes: classCount, ramp: Ramp.named(ramp) ?? .yellowGreenBlue)
    }
}
