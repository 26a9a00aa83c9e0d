// SPDX-License-Identifier: EUPL-1.2
import GeoFiles
import Neighbourhoods

/// What reading a project found, in words.
enum ProjectReport {
    /// One line per defect: `buurten: 6 invalid_geometry repaired: structure method`.
    static func line(_ defect: Defect) -> String {
        let action = defect.action == .leftOut ? "left out" : defect.action.rawValue
        let remedy = defect.remedy.isEmpty ? "" : ": \(defect.remedy)"
        return "\(defect.layer): \(defect.count) \(defect.rule.rawValue) \(action)\(remedy)"
    }

    /// `streets: 3 near_miss reported: …`.
    static func line(_ finding: NetworkFinding) -> String {
        "\(finding.layer): \(finding.count) \(finding.rule.rawValue) reported: \(finding.remedy)"
    }

    /// A finding as a defect that changes no number.
    static func json(_ finding: NetworkFinding) -> JSONValue {
        .object([
            "layer": .text(finding.layer), "rule": .text(finding.rule.rawValue),
            "count": .whole(finding.count), "action": .text("reported"),
            "features": .list(finding.features.map { .text($0) }),
            "remedy": .text(finding.remedy),
        ])
    }

    /// Notes and warnings to standard error.
    static func tell(_ loaded: LoadedProject, verbose: Bool) {
        for note in loaded.notes { Console.note(note) }
        for defect in loaded.defects where defect.action != .refused {
            let features =
                verbose || defect.features.isEmpty
                ? defect.summary.features.joined(separator: ", ") : defect.features[0]
            Console.warning(line(defect) + (features.isEmpty ? "" : " (\(features))"))
        }
    }

    /// The error of a project that cannot be used; `nil` where it can.
    static func failure(_ loaded: LoadedProject, strict: Bool, path: String) -> GeoFileError? {
        let refused = loaded.defects.filter { $0.action == .refused }
        if let first = refused.first {
            let features = first.features.first.map { " (\($0))" } ?? ""
            let more = refused.count > 1 ? "; and \(refused.count - 1) more" : ""
            return GeoFileError(
                .badData, "\(path): " + line(first) + features + more,
                detail: refused.flatMap(\.summary.features).joined(separator: "\n"))
        }
        if strict, let first = loaded.defects.first {
            let more = loaded.defects.count > 1 ? "; and \(loaded.defects.count - 1) more" : ""
            return GeoFileError(
                .badData, "\(path): refused by --strict: " + line(first) + more)
        }
        guard loaded.workspace != nil else {
            return GeoFileError(.fault, "\(path): was not loaded, and nothing says why")
        }
        return nil
    }

    /// An error of the analysis with its place in the project file.
    static func failure(_ error: AnalysisError, path: String) -> GeoFileError {
        let remedy = error.remedy.isEmpty ? "" : "; \(error.remedy)"
        let place = error.line.map { "\(path):\($0): " } ?? "\(path): "
        return GeoFileError(.badData, place + error.message + remedy)
    }

    /// `{"ok": false, "error": …}` for a command that ended with an error.
    static func json(_ error: GeoFileError, defects: [Defect]) -> JSONValue {
        .object([
            "ok": .flag(false),
            "error": .object([
                "code": .whole(Int(error.code.rawValue)), "message": .text(error.message),
            ]),
            "defects": .list(defects.map(defectJSON)),
        ])
    }
}
