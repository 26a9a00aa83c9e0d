// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

/// One indicator of a comparison: its values in every plan, and who gains and loses.
struct ComparisonTopic: Sendable {
    let indicator: Indicator
    let text: IndicatorWords
    /// Place among the indicators of buurten.
    let place: Int
    /// Values without changes, per buurt.
    let base: ResultColumn
    /// Values per plan.
    let plans: [ResultColumn]
    /// Differences per plan and buurt; `nil` where either value is absent.
    let differences: [[Double?]]
    /// The scale of all differences.
    let scale: DifferenceScale
    /// Per plan who comes within the distance and who falls out; `nil` for other indicators.
    let shifts: [AccessShift?]

    /// Makes the topic; `nil` where no plan changes it anywhere.
    init?(_ comparison: Comparison, _ place: Int, layers: [String], _ words: Words) {
        indicator = comparison.base.buurten.columns[place].indicator
        self.place = place
        let id = indicator.id
        let base = comparison.base.buurten.columns[place]
        let plans = comparison.outcomes.map { $0.results.buurten.columns[place] }
        (self.base, self.plans) = (base, plans)
        differences = plans.map { plan in
            zip(base.values, plan.values).map { before, after in
                before.number.flatMap { before in after.number.map { $0 - before } }
            }
        }
        scale = DifferenceScale(
            differences.flatMap { $0.compactMap { $0 } }, decimals: indicator.decimals)
        shifts = comparison.outcomes.map { $0.shifts.first { $0.indicator.id == id } }
        let moves = shifts.contains {
            ($0?.gained.total.number ?? 0) > 0 || ($0?.lost.total.number ?? 0) > 0
        }
        let isSame = !plans.contains { $0.values != base.values }
        if isSame, !moves { return nil }
        text = IndicatorWords(indicator, layers: layers, words)
    }

    /// Letters of the classes of a plan's differences, one per buurt.
    func letters(_ plan: Int) -> String {
        String(
            differences[plan].enumerated().map { row, difference -> Character in
                if let difference { return Character("\(scale.row(of: difference))") }
                switch plans[plan].values[row] {
                case .suppressed: return "s"
                case .notApplicable: return "n"
                default: return "m"
                }
            })
    }

    /// Rows of buurten with the most people, of the numbers of a shift, at most so many.
    static func most(_ counts: ShiftCounts, _ count: Int) -> [(row: Int, people: Double)] {
        var found: [(row: Int, people: Double)] = []
        for (row, value) in counts.buurten.enumerated() {
            if let people = value.number, people.rounded() > 0 { found.append((row, people)) }
        }
        found.sort { (a, b) -> Bool in
            a.people != b.people ? a.people > b.people : a.row < b.row
        }
        return Array(found.prefix(count))
    }
}

extension Comparison {
    /// Indicators that some plan changes, in their order.
    func topics(layers: [String], _ words: Words) -> [ComparisonTopic] {
        base.buurten.columns.indices.compactMap {
            ComparisonTopic(self, $0, layers: layers, words)
        }
    }

    /// Names of the layers that some plan changes.
    func changedLayers(of workspace: Workspace) -> Set<String> {
        Set(
            outcomes.flatMap { $0.scenario.changes.compactMap(\.effect.layer) }
                .map { workspace.layers[$0].name })
    }
}

extension [ComparisonTopic] {
    /// The topic that a reader should see first: people within the middle distance, in a straight line,
    /// of a layer that is changed; else of any layer; else the first.
    func first(among layers: Set<String>) -> Int? {
        func shares(_ isWanted: (ComparisonTopic) -> Bool) -> [Int] {
            indices.filter {
                self[$0].shifts.contains { $0 != nil } && self[$0].indicator.direction != .lower
                    && isWanted(self[$0])
            }
        }
        for wanted in [shares { layers.contains($0.indicator.layer) }, shares { _ in true }] {
            guard let first = wanted.first else { continue }
            let kind = self[first].kind
            let same = wanted.filter { self[$0].kind == kind }
            return same[(same.count - 1) / 2]
        }
        return indices.first
    }
}

extension ComparisonTopic {
    /// Name of the indicator without its numbers, so that distances of one kind are together.
    fileprivate var kind: String { indicator.id.filter { !$0.isNumber } }
}
