// SPDX-License-Identifier: EUPL-1.2
//
// Why a name under `indicators` cannot be computed. In order: it has the form of an indicator of a layer that does not allow it; it is nothing, and the nearest name
// is proposed.

extension Workspace {
    /// The error for a name that is not among the allowed indicators.
    func unresolved(
        _ name: String, line: Int, among allowed: [PlannedIndicator]
    ) -> AnalysisError {
        if let reason = whyNotAllowed(name) {
            return AnalysisError(
                "indicator '\(name)': no layer allows it: \(reason.message)",
                remedy: reason.remedy, line: line)
        }
        let nearest = nearestName(to: name, among: allowed.map(\.indicator.id))
        return AnalysisError(
            "unknown indicator '\(name)'",
            remedy: nearest.map { "did you mean '\($0)'?" }
                ?? "`nabij catalogue` lists those there are", line: line)
    }

    private func whyNotAllowed(_ name: String) -> AnalysisError? {
        guard let (row, rest) = layerAndRest(of: name) else { return nil }
        let fitting = IndicatorPattern.all.filter { matches(rest, $0.suffix) }
        guard !fitting.isEmpty else { return nil }
        let allowed = fitting.filter { obstacle(to: $0, layer: row) == nil }
        guard let pattern = allowed.first else {
            // The obstacle of the pattern for the layer's own role says more than that of another.
            let own = fitting.first { $0.roles.contains(layers[row].role) } ?? fitting[0]
            return AnalysisError(obstacle(to: own, layer: row) ?? "")
        }
        if pattern.otherRole != nil {
            return AnalysisError("there is no such second layer or distance")
        }
        let settings = layers[row].settings
        let thresholds = settings.thresholds.sorted().map(shortestText).joined(separator: ", ")
        let sizes = settings.sizes.sorted().map(shortestText).joined(separator: ", ")
        return AnalysisError(
            "\(layers[row].name) has thresholds \(thresholds)"
                + (pattern.hasSize ? " and sizes \(sizes)" : ""),
            remedy: "add the number to its thresholds, or write an indicator with an id of its own")
    }

    /// The layer with the longest name that starts `name`, and what follows it.
    private func layerAndRest(of name: String) -> (row: Int, rest: Substring)? {
        var best: (row: Int, rest: Substring)?
        for row in layers.indices where name.hasPrefix(layers[row].name + "_") {
            let rest = name.dropFirst(layers[row].name.utf8.count + 1)
            if rest.utf8.count < best?.rest.utf8.count ?? Int.max { best = (row, rest) }
        }
        return best
    }

    /// Whether `text` has the form of a suffix, with a number for {T} and {H} and a name for {other}.
    private func matches(_ text: Substring, _ suffix: String) -> Bool {
        let form = Array(suffix.utf8), letters = Array(text.utf8)
        func match(_ i: Int, _ j: Int) -> Bool {
            if i == form.count { return j == letters.count }
            guard form[i] == UInt8(ascii: "{") else {
                return j < letters.count && letters[j] == form[i] && match(i + 1, j + 1)
            }
            let close = form[i...].firstIndex(of: UInt8(ascii: "}")) ?? i
            let isName = form[i + 1] == UInt8(ascii: "o")
            var end = j
            while end < letters.count, isName || isNumeric(letters[end]) {
                end += 1
                if match(close + 1, end) { return true }
            }
            return false
        }
        return match(0, 0)
    }

    private func isNumeric(_ letter: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(letter) || letter == UInt8(ascii: "_")
    }
}
