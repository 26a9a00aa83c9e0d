// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// The columns that say how a layer serves people, all of one measure.
struct LayerColumns {
    /// `walk` where the project has streets, else `distance`: a straight line.
    let kind: String
    /// Mean distance.
    let mean: ResultColumn?
    let meanTotal: Double?
    /// Mean distance in a straight line, where ``mean`` is another.
    let straight: ResultColumn?
    /// Share of the people within the middle threshold.
    let share: ResultColumn?
    let shareTotal: Double?
    /// Metres of that threshold.
    let threshold: String
    /// Share of the people who lose that by keeping off busy streets.
    let lost: ResultColumn?
    let lostTotal: Double?
    /// Share of the people without a way.
    let unreached: ResultColumn?
    /// Features in the buurt.
    let count: ResultColumn?

    init(_ layer: String, _ results: AnalysisResults) {
        let columns = results.buurten.columns.filter { $0.indicator.layer == layer }
        func column(_ key: String) -> ResultColumn? {
            columns.first { $0.indicator.id == layer + "_" + key }
        }
        func total(_ column: ResultColumn?) -> Double? {
            guard let column else { return nil }
            return results.total.columns.first { $0.indicator.id == column.indicator.id }?
                .values.first?.number
        }
        let kind = column("walk_mean") == nil ? "distance" : "walk"
        self.kind = kind
        mean = column(kind + "_mean")
        meanTotal = total(mean)
        straight = kind == "walk" ? column("distance_mean") : nil
        let shares = columns.filter {
            let tail = $0.indicator.id.dropFirst(layer.count + 1)
            return tail.hasPrefix(kind + "_share_")
        }
        share = shares.isEmpty ? nil : shares[shares.count / 2]
        shareTotal = total(share)
        threshold = share.map { String($0.indicator.id.split(separator: "_").last ?? "") } ?? ""
        lost = kind == "walk" ? column("safe_walk_lost_" + threshold) : nil
        lostTotal = total(lost)
        unreached = kind == "walk" ? column("walk_unreached_share") : nil
        count = column("count")
    }

    /// `lopen` or `hemelsbreed`, after a distance.
    func way(_ words: Words) -> String { words("way." + kind) }

    /// Whether people of a buurt live farther away than all do on average, and not nearly all of them
    /// within the threshold.
    func isBadlyServed(_ row: Int) -> Bool {
        guard let distance = mean?.values[row].number, let meanTotal else { return false }
        return distance > meanTotal && (share?.values[row].number ?? 0) < 90
    }

    /// How far all people live from the layer, in a sentence.
    func sentence(_ layer: String, _ words: Words) -> String {
        guard let meanTotal, let mean else { return words("summary.none", ["layer": layer]) }
        var fillings = [
            "distance": words.amount(meanTotal, "m", decimals: mean.indicator.decimals),
            "way": way(words), "layer": layer,
        ]
        guard let shareTotal else { return words("summary.totalbare", fillings) }
        fillings["threshold"] = "\(threshold)\u{A0}m"
        fillings["share"] = words.amount(shareTotal, "%", decimals: 0)
        return words("summary.total", fillings)
    }

    /// How many would have to cross a busy street, in a sentence; `nil` where it is hardly anyone.
    func lost(_ layer: String, _ names: [String], _ words: Words) -> String? {
        guard let lost, let lostTotal, lostTotal >= 1 else { return nil }
        let shares = lost.values.map { $0.number ?? 0 }
        guard let most = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return nil }
        return words(
            "summary.lost",
            [
                "share": words.amount(lostTotal, "%", decimals: 0), "layer": layer,
                "threshold": "\(threshold)\u{A0}m", "name": names[most],
                "most": words.amount(shares[most], "%", decimals: 0),
            ])
    }
}
