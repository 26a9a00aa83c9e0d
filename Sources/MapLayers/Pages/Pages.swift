// SPDX-License-Identifier: EUPL-1.2
import Mustache

/// Templates of the pages, parsed once; they are part of the program.
enum PageTemplate {
    case report, factsheet, plan, comparison, timeline, funding

    private static let parsedReport = parse(PackageResources.report_mustache)
    private static let parsedFactsheet = parse(PackageResources.factsheet_mustache)
    private static let parsedPlan = parse(PackageResources.plan_mustache)
    private static let parsedComparison = parse(PackageResources.comparison_mustache)
    private static let parsedTimeline = parse(PackageResources.timeline_mustache)
    private static let parsedFunding = parse(PackageResources.funding_mustache)

    /// The page with its fields filled in; texts are escaped but where the template says otherwise.
    func render(_ fields: [String: Any]) -> String {
        switch self {
        case .report: Self.parsedReport.render(fields)
        case .factsheet: Self.parsedFactsheet.render(fields)
        case .plan: Self.parsedPlan.render(fields)
        case .comparison: Self.parsedComparison.render(fields)
        case .timeline: Self.parsedTimeline.render(fields)
        case .funding: Self.parsedFunding.render(fields)
        }
    }

    private static func parse(_ bytes: [UInt8]) -> MustacheTemplate {
        do {
            return try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        } catch {
            preconditionFailure("a template of the program is broken: \(error)")
        }
    }
}

extension Words {
    /// All texts as fields of a template: `nav.choose` is `{{w.nav.choose}}`.
    var fields: [String: Any] {
        var groups: [String: [String: String]] = [:]
        for (key, text) in texts {
            guard let dot = key.firstIndex(of: ".") else { continue }
            groups[String(key[..<dot]), default: [:]][String(key[key.index(after: dot)...])] = text
        }
        return groups
    }
}

/// The text of an embedded resource.
func resource(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
