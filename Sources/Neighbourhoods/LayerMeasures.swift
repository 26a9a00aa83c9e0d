// SPDX-License-Identifier: EUPL-1.2
//
// The measures of one layer. What several indicators need is made once: geometry in force, index,
// distance column, sizes of green spaces, sites. All of it goes when the layer is done.
import Planar
import SpatialIndex

/// Measures one layer of a run.
struct LayerMeasures {
    private let run: AnalysisRun
    private let layer: Layer
    private let row: Int
    /// Time of each stage of the run so far.
    private(set) var stopwatch: Stopwatch
    /// Columns over addresses, when they are asked for.
    private(set) var columns: [AddressColumn] = []
    /// Facts for the log.
    private(set) var notes: [String] = []

    private var geometries: [FeatureSelection: FeatureGeometry] = [:]
    private var indexes: [FeatureSelection: NearestFeatureIndex] = [:]
    private var addressColumns: [AddressMeasure: [Double]] = [:]
    private var amounts: [BuurtMeasure: [ExactSum]] = [:]
    private var lengths: [FeatureSelection: [LengthInBuurt]] = [:]
    private var pairs: [FeatureSelection: [FeatureInBuurt]] = [:]
    private var polygonHomesOf: [FeatureSelection: [Int32]] = [:]
    private var spaceSizes: [FeatureSelection: [Double]] = [:]
    private var siteDistances: [FeatureSelection: [Double]] = [:]
    private var sites: SiteTable?

    init(run: AnalysisRun, layer row: Int) {
        self.run = run
        self.row = row
        layer = run.workspace.layers[row]
        stopwatch = run.stopwatch
    }

    /// Values of one indicator of this layer.
    mutating func values(of planned: PlannedIndicator) throws(AnalysisError) -> LevelValues {
        switch planned.computation {
        case .people(let measure, let reduction):
            return try peopleValues(measure, reduction, id: planned.indicator.id)
        case .amount(let measure, let reduction):
            let amounts = try amount(measure)
            let start = ContinuousClock.now
            defer { stopwatch.add("reduce:\(layer.name)", since: start) }
            return run.denominators.values(reduction, of: amounts)
        case .features(let selection, let reduction):
            let pairs = try featurePairs(selection)
            let start = ContinuousClock.now
            defer { stopwatch.add("reduce:\(layer.name)", since: start) }
            return run.denominators.values(reduction, counting: pairs)
        case .sites(_, let measure):
            return try siteValues(measure)
        }
    }

    // MARK: Features that count

    private mutating func geometry(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> FeatureGeometry {
        if let known = geometries[selection] { return known }
        var geometry = try run.workspace.activeGeometry(selection)
        if let hectares = selection.minimumHectares {
            let sizes = try greenSizes(selection, geometry)
            // A square of exactly one hectare may be measured a hair smaller.
            let smallest = hectares * 10_000 * (1 - 1e-9)
            geometry = geometry.keeping(sizes.map { $0 >= smallest })
        }
        geometries[selection] = geometry
        return geometry
    }

    private mutating func greenSizes(
        _ selection: FeatureSelection, _ geometry: FeatureGeometry
    ) throws(AnalysisError) -> [Double] {
        let any = FeatureSelection(layer: selection.layer, mask: selection.mask)
        if let known = spaceSizes[any] { return known }
        let smallest = (layer.settings.sizes.min() ?? 0) * 10_000 * (1 - 1e-9)
        let sizes = greenSpaceSizes(
            geometry, mergingWithin: layer.settings.mergeWithin, smallest: smallest)
        spaceSizes[any] = sizes
        return sizes
    }

    // MARK: Columns over addresses

    private mutating func peopleValues(
        _ measure: AddressMeasure, _ reduction: Reduction, id: String
    ) throws(AnalysisError) -> LevelValues {
        guard let people = run.people else {
            return LevelValues(
                all: .notApplicable(noPopulation), buurten: run.workspace.buurten.count,
                levels: run.levels)
        }
        let column = try addressColumn(measure, people, id: id)
        var absent: IndicatorValue?
        if case .distance(let selection) = measure, try geometry(selection).isEmpty {
            let when = run.workspace.plan.year.map { " in \($0)" } ?? ""
            absent = .notApplicable("no feature of \(layer.name) counts\(when)")
        }
        let start = ContinuousClock.now
        defer { stopwatch.add("reduce:\(layer.name)", since: start) }
        return people.values(
            reduction, of: column, absent: absent, levels: run.levels, threads: run.threads)
    }

    private mutating func addressColumn(
        _ measure: AddressMeasure, _ people: People, id: String
    ) throws(AnalysisError) -> [Double] {
        if let known = addressColumns[measure] { return known }
        let start = ContinuousClock.now
        let count = run.perAddress ? people.x.count : people.inside
        let column: [Double]
        let stage: String
        switch measure {
        case .distance(let selection):
            stage = "distance:\(layer.name)"
            column = try distances(people, count, selection)
        case .reach(let selection, let within):
            stage = "reach:\(layer.name):\(shortestText(within))"
            column = try reach(people, count, selection, within)
        case .inside(let selection):
            stage = "inside:\(layer.name)"
            column = try inside(people, count, selection)
        }
        stopwatch.add(stage, since: start)
        addressColumns[measure] = column
        if run.perAddress { keep(column, of: measure, people, id: id) }
        return column
    }

    private mutating func index(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> NearestFeatureIndex {
        if let known = indexes[selection] { return known }
        let index = NearestFeatureIndex(try geometry(selection))
        indexes[selection] = index
        return index
    }

    private mutating func distances(
        _ people: People, _ count: Int, _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        let index = try index(selection)
        return filledColumn(count: count, initial: Double.nan, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            index.distances(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows), into: &output)
        }
    }

    private mutating func reach(
        _ people: People, _ count: Int, _ selection: FeatureSelection, _ within: Double
    ) throws(AnalysisError) -> [Double] {
        let index = try index(selection)
        return filledColumn(count: count, initial: 0.0, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            var counts = [Int32](repeating: 0, count: rows.count)
            var span = counts.mutableSpan
            index.counts(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows),
                within: within, into: &span)
            for i in counts.indices { output[i] = Double(counts[i]) }
        }
    }

    private mutating func inside(
        _ people: People, _ count: Int, _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        let zones = CoverageIndex(try geometry(selection).polygons, pointCount: count)
        return filledColumn(count: count, initial: Double.infinity, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            var zone = [Int32](repeating: -1, count: rows.count)
            var span = zone.mutableSpan
            zones.assign(
                x: people.x.span.extracting(rows), y: people.y.span.extracting(rows), into: &span)
            for i in zone.indices where zone[i] >= 0 { output[i] = 0 }
        }
    }

    /// Keeps a column for `addresses.csv`, in the order of the source.
    private mutating func keep(
        _ column: [Double], of measure: AddressMeasure, _ people: People, id: String
    ) {
        let name: String
        switch measure {
        case .inside: return
        case .distance(let selection), .reach(let selection, _):
            name = columnName(measure, selection, id: id)
        }
        var values = [Double](repeating: .nan, count: column.count)
        for i in column.indices { values[Int(people.sourceRow[i])] = column[i] }
        columns.append(AddressColumn(name: name, values: values))
    }

    private func columnName(
        _ measure: AddressMeasure, _ selection: FeatureSelection, id: String
    ) -> String {
        // A filter has no name of its own: the indicator that brought it lends its.
        var name = selection.mask == nil || selection.minimumHectares != nil ? layer.name : id
        switch measure {
        case .reach(_, let within): name += "_reach_\(nameText(within))"
        default: name += "_distance"
        }
        if let hectares = selection.minimumHectares { name += "_\(nameText(hectares))ha" }
        return name
    }

    // MARK: Amounts per buurt

    private mutating func amount(_ measure: BuurtMeasure) throws(AnalysisError) -> [ExactSum] {
        if let known = amounts[measure] { return known }
        let start = ContinuousClock.now
        let result: [ExactSum]
        let stage: String
        switch measure {
        case .areaWithin(let selection, let radius):
            stage = "area_within:\(layer.name):\(shortestText(radius))"
            result = areasInside(
                RegionBoundary(within: radius, of: try geometry(selection)),
                of: run.workspace.buurten, threads: run.threads)
        case .area(let selection):
            stage = "overlap:\(layer.name)"
            result = overlapAreas(
                try geometry(selection).polygons, homes: try homes(selection),
                in: run.workspace.buurten, threads: run.threads)
        case .length(let selection):
            stage = "overlap:\(layer.name)"
            var sums = [ExactSum](repeating: ExactSum(), count: run.workspace.buurten.count)
            for piece in try linePieces(selection) { sums[Int(piece.buurt)].add(piece.length) }
            result = sums
        }
        stopwatch.add(stage, since: start)
        amounts[measure] = result
        return result
    }

    private mutating func homes(_ selection: FeatureSelection) throws(AnalysisError) -> [Int32] {
        if let known = polygonHomesOf[selection] { return known }
        let homes = polygonHomes(
            try geometry(selection).polygons, in: run.coverage, threads: run.threads)
        polygonHomesOf[selection] = homes
        return homes
    }

    private mutating func linePieces(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> [LengthInBuurt] {
        if let known = lengths[selection] { return known }
        let pieces = lengthsInside(try geometry(selection).lines, of: run.coverage)
        lengths[selection] = pieces
        return pieces
    }

    /// Each feature with each buurt that holds a point, some length or some area of it, once.
    private mutating func featurePairs(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> [FeatureInBuurt] {
        if let known = pairs[selection] { return known }
        let start = ContinuousClock.now
        let geometry = try geometry(selection)
        var found: [FeatureInBuurt] = []
        for i in 0..<geometry.points.count {
            let buurt = run.coverage.feature(x: geometry.points.x[i], y: geometry.points.y[i])
            guard buurt >= 0 else { continue }
            found.append(FeatureInBuurt(feature: geometry.points.feature[i], buurt: buurt))
        }
        for piece in try linePieces(selection) where piece.length > 0 {
            found.append(FeatureInBuurt(feature: piece.feature, buurt: piece.buurt))
        }
        found += touchingAreas(
            geometry.polygons, in: run.workspace.buurten.polygons, homes: try homes(selection))
        pairs[selection] = found
        stopwatch.add("overlap:\(layer.name)", since: start)
        return found
    }

    // MARK: Sites

    private mutating func siteTable() throws(AnalysisError) -> SiteTable {
        if let sites { return sites }
        let active = try run.workspace.active(FeatureSelection(layer: row))
        let table = try SiteTable(layer, active: active, buurten: run.coverage)
        let missing = table.size.filter { $0 == nil }.count
        if missing > 0 {
            notes.append(
                "\(missing) of \(table.count) sites of \(layer.name) have no size: left out of sums"
                    + " and shares of size")
        }
        let outside = table.buurt.filter { $0 < 0 }.count
        if outside > 0 {
            notes.append("\(outside) of \(table.count) sites of \(layer.name) lie in no buurt")
        }
        sites = table
        return table
    }

    private mutating func siteValues(_ measure: SiteMeasure) throws(AnalysisError) -> LevelValues {
        let start = ContinuousClock.now
        let table = try siteTable()
        let count = run.workspace.buurten.count
        switch measure {
        case .size:
            defer { stopwatch.add("reduce:\(layer.name)", since: start) }
            return table.sizes(buurten: count, levels: run.levels)
        case .near(let other, let within):
            defer { stopwatch.add("distance:\(layer.name)", since: start) }
            let distances = try distances(of: table, to: other)
            return table.share(
                of: distances.map { $0 <= within }, buurten: count, levels: run.levels)
        case .inside(let zone):
            defer { stopwatch.add("inside:\(layer.name)", since: start) }
            let polygons = try run.workspace.activeGeometry(zone).polygons
            let zones = CoverageIndex(polygons, pointCount: table.count)
            let flags = (0..<table.count).map {
                zones.feature(x: table.anchorX[$0], y: table.anchorY[$0]) >= 0
            }
            return table.share(of: flags, buurten: count, levels: run.levels)
        }
    }

    private mutating func distances(
        of table: SiteTable, to other: FeatureSelection
    ) throws(AnalysisError) -> [Double] {
        if let known = siteDistances[other] { return known }
        let mine = try geometry(FeatureSelection(layer: row))
        let distances = table.distances(
            from: mine, to: try run.workspace.activeGeometry(other))
        siteDistances[other] = distances
        return distances
    }
}
