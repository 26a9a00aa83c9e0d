// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

extension PreviousWave {
    /// Which wave it is, such as `peiljaar 2021, gemaakt op 3 mei 2022`.
    func text(_ words: Words) -> String {
        let date = words.date(created)
        guard let year else { return words("wave.made", ["date": date]) }
        return words("wave.year", ["year": "\(year)", "date": date])
    }

    /// Buurten that are named one by one; of more the number is told too.
    private static let named = 12

    /// What can be compared with the wave, in sentences.
    ///
    /// - Parameters:
    ///   - buurten: The buurten of today.
    ///   - indicators: The indicators of today.
    ///   - words: The language.
    /// - Returns: Sentences, the first of which names the wave.
    func sentences(_ buurten: Buurten, _ indicators: [Indicator], _ words: Words) -> [String] {
        var lines = [words("wave.text", ["wave": text(words), "hash": hash])]
        let redefined = indicators.count { !hasComparable($0) }
        if redefined > 0 { lines.append(words("wave.redefined", ["count": "\(redefined)"])) }
        let (gone, new) = changes(since: buurten)
        for (key, list) in [("wave.gone", gone), ("wave.new", new)] where !list.isEmpty {
            let named = list.prefix(Self.named).map { "\($0.name) (\($0.code))" }
            let left = list.count > named.count ? [words.buurten(list.count)] : []
            lines.append(words(key, ["names": (named + left).joined(separator: ", ")]))
        }
        if gone.isEmpty, new.isEmpty { lines.append(words("wave.same")) }
        return lines
    }
}
