// SPDX-License-Identifier: EUPL-1.2
//
// The network of safe walking where zones with a speed, or crossings, came or went. Only streets that are fast without
// zones can differ: those that zones cut into other stretches, and those near a crossing that changed. They are
// exchanged (StreetNetwork/StreetExchange.swift), and addresses project anew whose place is on an edge that
// went, or who have a changed street as near as their place: its connector may meet a barrier now, a barrier that was
// in the way of a nearer place may be gone, or a line within 5 m of their place may be cut off.
import Planar
import SpatialIndex
import StreetNetwork

/// What a change of zones or crossings does to the network of safe walking.
struct SafetyChange: Sendable {
    let streets: StreetExchange
    /// Addresses that were projected anew.
    let rows: [Int]
}

extension Reevaluation {
    /// Exchanges the streets that differ in the network of safe walking.
    ///
    /// - Returns: Whether that was done or nothing differs; else the network is to be made anew.
    mutating func mendSafety() throws(AnalysisError) -> Bool {
        let rules = run.workspace.plan.walking
        guard let facts = run.walking.facts, let people = run.people, let blocks = run.blocks,
            rules.nodeTolerance <= 0.5, rules == base.workspace.plan.walking,
            var ways = run.walking.ways(.safeWalk)
        else { return false }
        let old = SafetyRules(
            facts, try SpeedZones(base.workspace), try base.workspace.crossings, rules)
        let new = SafetyRules(
            facts, try SpeedZones(run.workspace), try run.workspace.crossings, rules)
        let changed = try changedStreets(facts, old, new)
        if changed.isEmpty { return true }
        let before = old.streets(changed), after = new.streets(changed)
        var lines = before.lines
        for k in 0..<after.lines.count { lines.append(after.lines, part: k) }
        let around = facts.rows(near: ways.network.surroundings(of: lines))
            .filter { facts.isWalkable[$0] || facts.isFast($0, rules) }
        let rows = Set(changed.map { Int32(truncatingIfNeeded: $0) })
        guard
            let streets = StreetExchange(
                ways.network, old.streets(around), for: new.streets(around), rows: rows)
        else { return false }
        let gone = Set(streets.gone)
        let reach = rules.maxSnap + 2 * runsAlongWithin
        let index = NearestSegmentIndex(lines, reach: reach)
        let limit = NearestSegmentIndex.squaredLimit(of: reach)
        var moved: [Int] = []
        for row in blocks.near(streets.regions, people, within: { _ in reach }).flatMap(\.blocks)
            .joined()
        {
            let place = ways.place(row)
            let connector = place.edge < 0 ? rules.maxSnap : place.connector
            if place.edge >= 0, gone.contains(place.edge) {
                moved.append(row)
            } else if let near = index.nearest(
                x: people.x[row], y: people.y[row], squaredLimit: limit),
                near.squared.squareRoot() <= connector + runsAlongWithin + 0.01
            {
                moved.append(row)
            }
        }
        ways.take(streets.after, projecting: moved, people)
        run.walking.mendedSafety = ways
        safety = SafetyChange(streets: streets, rows: moved)
        return true
    }

    /// Fast streets that zones cut into other stretches, and those near crossings that changed.
    private mutating func changedStreets(
        _ facts: StreetFacts, _ old: SafetyRules, _ new: SafetyRules
    ) throws(AnalysisError) -> [Int] {
        let rules = old.rules
        let crossings = try boxes(of: { $0.role == .crossings })
            .map { $0.expanded(by: rules.crossingWithin + 1) }
        var changed = Set(facts.rows(near: crossings).filter { facts.isFast($0, rules) })
        for row in facts.rows(near: speedBoxes)
        where facts.isFast(row, rules) && !changed.contains(row) {
            let before = old.streets([row]), after = new.streets([row])
            if before.lines != after.lines || before.isBarrier != after.isBarrier {
                changed.insert(row)
            }
        }
        return changed.sorted()
    }
}

/// What decides which streets are barriers, and where they may be crossed.
private struct SafetyRules {
    let facts: StreetFacts
    let zones: SpeedZones
    let crossings: PointSet
    let rules: WalkingRules

    init(_ facts: StreetFacts, _ zones: SpeedZones, _ crossings: PointSet, _ rules: WalkingRules) {
        self.facts = facts
        self.zones = zones
        self.crossings = crossings
        self.rules = rules
    }

    /// Some streets with the crossings near them.
    func streets(_ rows: [Int]) -> SafeStreets {
        var box = Box.empty
        for row in rows {
            for i in facts.lines.vertices(of: row) {
                box.insert(x: facts.lines.x[i], y: facts.lines.y[i])
            }
        }
        let reach = box.expanded(by: rules.crossingWithin + 1)
        var near = PointSet()
        for i in 0..<crossings.count
        where reach.contains(x: crossings.x[i], y: crossings.y[i]) {
            near.append(
                x: crossings.x[i], y: crossings.y[i],
                feature: Int32(truncatingIfNeeded: near.count))
        }
        return SafeStreets(facts, rows: rows, zones, crossings: near, rules: rules)
    }
}
