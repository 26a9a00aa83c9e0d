// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

extension Factsheet {
    /// Columns that a page has room for: of each layer its service and its amount, at most twelve.
    private var keyColumns: [ResultColumn] {
        var chosen: [String] = []
        for layer in workspace.layers {
            let own = LayerColumns(layer.name, results)
            chosen += [own.mean, own.share].compactMap { $0?.indicator.id }
            for key in ["count", "cover_share", "people_share", "share", "per_inhabitant", "size"]
            where !(key == "count" && layer.role == .green) {
                chosen.append(layer.name + "_" + key)
            }
        }
        let columns = table.columns.filter { chosen.contains($0.indicator.id) }
        return Array(
            (columns.isEmpty ? table.columns : columns).prefix(settings.previous == nil ? 14 : 12))
    }

    var figures: [[String: Any]] {
        let layers = workspace.layers.map(\.name)
        return keyColumns.map { column in
            let indicator = column.indicator
            let text = IndicatorWords(indicator, layers: layers, words)
            let value = column.values[group]
            let total = results.total.columns.first { $0.indicator.id == indicator.id }?
                .values.first
            var fields: [String: Any] = [
                "title": text.title, "value": show(value, indicator),
                "total": total.map { show($0, indicator) } ?? words("value.none"),
                "difference": words("value.none"), "tone": "",
            ]
            addPrevious(value, indicator, to: &fields)
            // A sum over all gemeenten is no mean to compare with.
            guard let own = value.number, let all = total?.number, !isSum(indicator) else {
                return fields
            }
            let difference = own - all
            fields["difference"] = words.difference(
                difference, indicator.unit, decimals: indicator.decimals)
            if let isBetter = isBetter(difference, indicator) {
                fields["tone"] = isBetter ? "better" : "worse"
                fields["verdict"] = words(isBetter ? "fact.better" : "fact.worse")
            }
            return fields
        }
    }

    /// The number of the earlier run, and what changed since.
    private func addPrevious(
        _ value: IndicatorValue, _ indicator: Indicator, to fields: inout [String: Any]
    ) {
        fields["previous"] = words("value.none")
        fields["change"] = words("value.none")
        let code = table.codes[group]
        // A number that is hidden now does not come to light by its change.
        guard let own = value.number,
            let earlier = settings.previous?.number(indicator, level: table.level, code: code)
        else { return }
        fields["previous"] = show(.present(earlier), indicator)
        fields["change"] = words.difference(
            own - earlier, indicator.unit, decimals: indicator.decimals)
        if let isBetter = isBetter(own - earlier, indicator) {
            fields["changeTone"] = isBetter ? "better" : "worse"
            fields["changeVerdict"] = words(isBetter ? "fact.better" : "fact.worse")
        }
    }

    /// Whether more of an indicator is better; `nil` where it is neither or nothing that readers see.
    private func isBetter(_ difference: Double, _ indicator: Indicator) -> Bool? {
        let isSame =
            words.number(difference.magnitude, decimals: indicator.decimals)
            == words.number(0, decimals: indicator.decimals)
        guard indicator.direction != .neutral, !isSame else { return nil }
        return (difference > 0) == (indicator.direction == .higher)
    }

    private func isSum(_ indicator: Indicator) -> Bool {
        ["_count", "_length", "_area", "_size"].contains { indicator.id.hasSuffix($0) }
    }

    func show(_ value: IndicatorValue, _ indicator: Indicator) -> String {
        guard let number = value.number else { return words.status(value) }
        return words.amount(number, indicator.unit, decimals: indicator.decimals)
    }
}
