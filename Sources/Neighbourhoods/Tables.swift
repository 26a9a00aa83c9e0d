// SPDX-License-Identifier: EUPL-1.2
//
// From values to the tables of the results, the privacy rule applied.
import Planar

extension AnalysisRun {
    /// The results, from one set of values per planned indicator.
    func tables(_ values: [LevelValues]) -> AnalysisResults {
        let rule = suppression()
        let shown = zip(planned, values).map { planned, values in
            guard let rule, planned.indicator.isAboutPeople else { return values }
            return rule.applied(to: values)
        }
        let inhabitants = peopleCounts(rule) { people, members in people.inhabitants(of: members) }
        let addresses = peopleCounts(rule) { people, members in
            .present(Double(members.reduce(0) { $0 + people.rows(of: $1).count }))
        }
        let groups = levels.indices.map { k in
            table(levels[k], k, shown, inhabitants.levels[k], addresses.levels[k])
        }
        let buurten = workspace.buurten
        let perBuurt = ResultTable(
            level: "buurt", hasCodes: true, codes: buurten.codes, names: buurten.names,
            inhabitants: inhabitants.buurten, addresses: addresses.buurten,
            area: denominators.area.map(\.value),
            columns: zip(planned, shown).map {
                ResultColumn(indicator: $0.indicator, values: $1.buurten)
            })
        return AnalysisResults(
            buurten: perBuurt, groups: Array(groups.dropLast()), total: groups[groups.count - 1],
            buurtOfAddress: buurtOfAddress, perAddress: columns, assumptions: assumptions(),
            notes: notes, stages: stopwatch.stages)
    }

    private func table(
        _ level: Level, _ k: Int, _ values: [LevelValues], _ inhabitants: [IndicatorValue],
        _ addresses: [IndicatorValue]
    ) -> ResultTable {
        let area = level.members.map { members in
            var sum = ExactSum()
            for b in members { sum.merge(denominators.area[b]) }
            return sum.value
        }
        return ResultTable(
            level: level.name, hasCodes: level.hasCodes, codes: level.codes, names: level.names,
            inhabitants: inhabitants, addresses: addresses, area: area,
            columns: zip(planned, values).map {
                ResultColumn(indicator: $0.indicator, values: $1.levels[k])
            } + inequalityColumns(level, values))
    }

    /// Inhabitants or addresses on all levels; both tell of people, so the privacy rule holds for them.
    private func peopleCounts(
        _ rule: Suppression?, _ count: (People, [Int]) -> IndicatorValue
    ) -> LevelValues {
        guard let people else {
            return LevelValues(
                all: .notApplicable(noPopulation), buurten: workspace.buurten.count, levels: levels)
        }
        let values = LevelValues(buurten: people.buurten, levels: levels) { b in
            count(people, [b])
        } row: { members in
            count(people, members)
        }
        return rule?.applied(to: values) ?? values
    }

    func suppression() -> Suppression? {
        guard let minimum = workspace.plan.minimumInhabitants, minimum > 0, let people else {
            return nil
        }
        let inhabitants = (0..<people.buurten).map { people.inhabitants($0).number }
        return Suppression(inhabitants: inhabitants, minimum: minimum, levels: levels)
    }

    /// Those of the project, then those that the engine makes itself.
    private func assumptions() -> [String] {
        let own = workspace.plan.assumptions
        guard let population = workspace.population, let spacing = population.lattice else {
            return own
        }
        let scaled = population.rescaleTo.map { ", together as many as \($0) of the buurt" }
        return own + [
            "No addresses: people are spread evenly over each buurt, on a lattice of points"
                + " \(shortestText(spacing)) m apart\(scaled ?? ", each point counting as one inhabitant")."
        ]
    }
}
