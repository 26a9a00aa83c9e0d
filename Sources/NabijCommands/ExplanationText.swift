// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// An explanation in words.
struct ExplanationText {
    private let explanation: Explanation
    private let buurten: Buurten
    private let listsSafe: Bool

    /// Words for an explanation; `listsSafe` chooses whose streets are listed.
    init(_ explanation: Explanation, _ buurten: Buurten, listsSafe: Bool) {
        self.explanation = explanation
        self.buurten = buurten
        self.listsSafe = listsSafe
    }

    /// The lines of the answer.
    var lines: [String] {
        let way = listsSafe ? explanation.safeWalk : explanation.walk
        return head + [""] + table(way, listsSafe ? "safe walking" : "walking") + barriers
    }

    private var head: [String] {
        let place = "\(shortestText(explanation.x)),\(shortestText(explanation.y))"
        let buurt =
            explanation.buurt.map { "in \(buurten.names[$0]) (\(buurten.codes[$0]))" }
            ?? "outside every buurt, so that it counts in none"
        var lines = ["from \(place), \(buurt), to \(explanation.layer)"]
        let straight = explanation.straight
        lines.append(row("straight line", straight?.distance, straight?.target))
        lines.append(row("walking", explanation.walk.distance, explanation.walk.target))
        lines.append(
            row("safe walking", explanation.safeWalk.distance, explanation.safeWalk.target))
        return lines
    }

    private func row(
        _ title: String, _ distance: Double?, _ target: Explanation.FeaturePoint?
    ) -> String {
        guard let distance else { return "  \(padded(title, 14)) no way" }
        return "  \(padded(title, 14)) \(metres(distance)) m  to \(target?.title ?? "it")"
    }

    private func table(_ way: Explanation.Way, _ title: String) -> [String] {
        var lines = [title + (way.distance == nil ? ": no way" : "")]
        var sum = 0.0
        for (row, leg) in way.legs.enumerated() {
            sum += leg.length
            lines.append(
                "  \(metres(leg.length)) \(metres(sum))  \(words(leg, row, way.legs.count))")
        }
        if !way.legs.isEmpty {
            lines.insert("         m      sum", at: 1)
        }
        return lines + way.remarks.map { "  " + $0 }
    }

    private func words(_ leg: Explanation.Leg, _ row: Int, _ count: Int) -> String {
        let name = leg.name ?? leg.id.map { "street \($0)" } ?? "a street"
        let speed = leg.speed.map { " (\(shortestText($0)) km/h)" } ?? ""
        switch leg.kind {
        case .connector:
            return row == 0 ? "straight to \(name)" : "straight to \(name), from the street"
        case .street: return "along " + name + speed
        case .footway: return "along " + name + speed + ", on its footway"
        }
    }

    private var barriers: [String] {
        var lines: [String] = []
        for (title, found) in [
            ("the straight line", explanation.straightBarriers),
            ("walking", explanation.walk.barriers), ("safe walking", explanation.safeWalk.barriers),
        ] {
            for met in found { lines.append("  \(title) \(words(met))") }
        }
        guard !lines.isEmpty else { return ["", "no fast street on the way"] }
        return ["", "fast streets on the way"] + lines
    }

    private func words(_ met: Explanation.BarrierMeeting) -> String {
        let street = "\(met.title) (\(shortestText(met.speed)) km/h)"
        let place = "\(fixedText(met.x, decimals: 1)),\(fixedText(met.y, decimals: 1))"
        if met.kind == .follows {
            return "follows \(street) for \(fixedText(met.length, decimals: 1)) m, around \(place)"
        }
        guard let crossing = met.crossing, let metres = met.crossingDistance else {
            return "crosses \(street) at \(place), not at a crossing"
        }
        let away = metres > 0.05 ? ", \(fixedText(metres, decimals: 1)) m away" : ""
        return "crosses \(street) at \(place), by the crossing \(crossing.title)\(away)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func metres(_ value: Double) -> String {
        let text = fixedText(value, decimals: 1)
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
