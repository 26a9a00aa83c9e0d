// SPDX-License-Identifier: EUPL-1.2
//
// One run: assign the addresses, then layer by layer each measure once and its reductions, then the
// privacy rule over all columns, then the tables. Columns over addresses live no longer than their
// layer, unless they were asked for.
import Planar
import SpatialIndex

/// Computes the indicators of a workspace for its buurten, groups and total.
///
/// - Parameters:
///   - workspace: Checked layers and the plan.
///   - base: Workspace whose indicators are computed, so that a layer that a change empties keeps its
///     own; `nil`: those of the workspace itself.
///   - threads: At most so many threads; the result has the same bits for any number.
///   - perAddress: Whether to keep the measured columns over addresses.
/// - Returns: Tables in the order of ``catalogue(for:)``.
/// - Throws: ``AnalysisError`` where the plan asks what the layers do not allow, or a column that it
///   names is not there.
public func analyse(
    _ workspace: Workspace, like base: Workspace? = nil, threads: Int, perAddress: Bool
) throws(AnalysisError) -> AnalysisResults {
    var run = try AnalysisRun(workspace, like: base, threads: threads, perAddress: perAddress)
    return try run.results()
}

/// The state of a run.
struct AnalysisRun {
    var workspace: Workspace
    let threads: Int
    let perAddress: Bool
    /// Whether columns over addresses stay in memory.
    let keepsColumns: Bool
    let planned: [PlannedIndicator]
    let levels: [Level]
    let denominators: Denominators
    let coverage: CoverageIndex
    /// Kept where the results show it.
    let buurtOfAddress: [Int32]
    let people: People?
    /// The dwellings, where an indicator is about them.
    let dwellings: Dwellings?
    /// Blocks of neighbouring addresses, where columns are kept.
    let blocks: AddressBlocks?
    /// Box of each polygon of the buurten, where columns are kept.
    let extents: [Box]
    var stopwatch = Stopwatch()
    var columns: [AddressColumn] = []
    var notes: [String] = []
    /// What the walking measures of all layers share.
    var walking = WalkingRun()

    /// Plans the run and assigns the addresses.
    init(
        _ workspace: Workspace, like base: Workspace? = nil, threads: Int, perAddress: Bool,
        keepsColumns: Bool = false
    ) throws(AnalysisError) {
        self.workspace = workspace
        self.keepsColumns = keepsColumns
        self.threads = max(1, threads)
        self.perAddress = perAddress
        planned = try (base ?? workspace).plannedIndicators()
        try workspace.refuseAbsurd()
        levels = Level.levels(of: workspace)
        let buurten = workspace.buurten
        var area = [ExactSum](repeating: ExactSum(), count: buurten.count)
        for p in 0..<buurten.polygons.count {
            area[Int(buurten.polygons.feature[p])].add(buurten.polygons.area(of: p))
        }

        let start = ContinuousClock.now
        let population = workspace.population
        let assignment =
            workspace.assignment
            ?? Assignment(of: population, in: buurten.polygons, threads: self.threads)
        coverage = assignment.coverage
        buurtOfAddress = perAddress ? assignment.buurtOfAddress : []
        var people: People?
        if let population {
            people = try People(
                population, buurtOfAddress: assignment.buurtOfAddress, buurten: buurten,
                threads: self.threads, keepsSource: perAddress || keepsColumns)
            stopwatch.add("assign", since: start)
        }
        self.people = people
        let isAboutDwellings = planned.contains { $0.computation.needsDwellings }
        dwellings = population.flatMap {
            isAboutDwellings ? Dwellings($0, assignment.buurtOfAddress, threads: threads) : nil
        }
        blocks = keepsColumns ? people.map { AddressBlocks($0) } : nil
        extents = keepsColumns ? (0..<buurten.polygons.count).map(buurten.polygons.extent(of:)) : []
        denominators = Denominators(area: area, people: people, levels: levels)
    }

    /// Computes every indicator and makes the tables.
    mutating func results() throws(AnalysisError) -> AnalysisResults {
        // What the measures noted has to be there before the tables are made.
        let values = try values { _ in }
        return tables(values)
    }

    /// Values of every indicator, measured layer by layer; each layer's measures are shown before they go.
    mutating func values(
        _ show: (LayerMeasures) -> Void
    ) throws(AnalysisError) -> [LevelValues] {
        noteAddresses()
        var values = [LevelValues?](repeating: nil, count: planned.count)
        for layer in workspace.layers.indices {
            let places = planned.indices.filter { planned[$0].layer == layer }
            if places.isEmpty { continue }
            var measures = LayerMeasures(run: self, layer: layer)
            for place in places { values[place] = try measures.values(of: planned[place]) }
            show(measures)
            walking = measures.walking
            stopwatch = measures.stopwatch
            columns += measures.columns
            notes += measures.notes
        }
        return values.compactMap { $0 }
    }

    mutating func noteAddresses() {
        guard let people, let population = workspace.population else { return }
        let outside = people.x.count - people.inside
        if outside > 0 {
            var weight = ExactSum()
            for i in people.inside..<people.x.count { weight.add(people.weight[i]) }
            notes.append(
                "\(outside) of \(people.x.count) addresses of \(population.layer) lie outside every"
                    + " buurt (weight \(shortestText(weight.value))) and count in none")
        }
        guard let attribute = population.rescaleTo else { return }
        let missing = people.status.filter { if case .missing = $0 { true } else { false } }.count
        if missing > 0 {
            notes.append(
                "\(attribute) is missing in \(missing) of \(people.buurten) buurten: their values"
                    + " about people are missing too")
        }
        let column = workspace.buurten.attributes[attribute]
        let empty = (0..<people.buurten).filter { b in
            people.weightSum[b].isZero && (column?.number(b) ?? 0) > 0
        }
        if !empty.isEmpty {
            notes.append(
                "\(empty.count) buurten have \(attribute) above 0 but no address with a weight"
                    + " (the first is \(workspace.buurten.codes[empty[0]])): nobody is counted there"
            )
        }
    }
}
