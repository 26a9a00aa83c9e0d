// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

extension ScenarioLoader {
    /// Refuses changes that cannot both be meant in the years in which both are in effect: moving twice
    /// or setting twice, or either beside a removal by a filter.
    func refuseContradictions(_ descriptions: [ChangeDescription]) throws(GeoFileError) {
        for (k, later) in changes.enumerated() {
            for (j, earlier) in changes[..<k].enumerated() where later.contradicts(earlier) {
                let shared = Set(later.effect.pick.base).intersection(earlier.effect.pick.base)
                guard let row = shared.min(), let layer = later.effect.layer else { continue }
                guard
                    !later.isTolerant && !earlier.isTolerant
                        || descriptions[k].filter != nil && descriptions[j].filter != nil
                else { continue }
                let known = workspace.layers[layer]
                let id = Int(row) < known.ids.count ? known.ids[Int(row)] : Int64(row)
                throw failure(
                    descriptions[k],
                    "it contradicts change \(earlier.id) (\(descriptions[j].file):"
                        + "\(descriptions[j].line)) on feature \(id) of \(known.name) in the same "
                        + "years; leave one out, or give them years that do not overlap")
            }
        }
    }
}

extension Change {
    /// Whether it removes: removing a whole layer after other changes is a usual plan.
    fileprivate var isTolerant: Bool { if case .exchange = effect { true } else { false } }

    /// Whether the kinds of the changes exclude each other where they meet on a feature.
    fileprivate func contradicts(_ other: Change) -> Bool {
        guard effect.layer != nil, effect.layer == other.effect.layer, period.overlaps(other.period)
        else { return false }
        switch (effect, other.effect) {
        case (.move, .move): return true
        case (.set(_, _, let mine, let masks), .set(_, _, let theirs, _)):
            let values = mine.filter { value in
                theirs.contains { $0.name == value.name && $0 != value }
            }
            return !values.isEmpty || (!masks.isEmpty && mine != theirs)
        case (.move, .exchange), (.exchange, .move), (.set, .exchange), (.exchange, .set):
            return true
        default: return false
        }
    }
}
