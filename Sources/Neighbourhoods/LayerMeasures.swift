// SPDX-License-Identifier: EUPL-1.2
//
// The measures of one layer. What several indicators need is made once: geometry in force, index,
// distance column, sizes of green spaces, sites. All of it goes when the layer is done.
import Planar
import SpatialIndex
import StreetNetwork

/// Measures one layer of a run.
struct LayerMeasures {
    let run: AnalysisRun
    let layer: Layer
    let row: Int
    /// Time of each stage of the run so far.
    var stopwatch: Stopwatch
    /// Columns over addresses, when they are asked for.
    var columns: [AddressColumn] = []
    /// Facts for the log.
    var notes: [String] = []

    var geometries: [FeatureSelection: FeatureGeometry] = [:]
    var indexes: [FeatureSelection: NearestFeatureIndex] = [:]
    var counters: [FeatureSelection: FeatureCounter] = [:]
    var distinct: [FeatureSelection: DistinctFeatures] = [:]
    /// Distances that were made with others, until they are asked for.
    var nestedColumns: [FeatureSelection: [Double]] = [:]
    var reduced: [AddressMeasure: [Reduction: LevelValues]] = [:]
    /// Columns that outlive the layer, where the run keeps them.
    var keptColumns: [AddressMeasure: MeasuredColumn] = [:]
    var amounts: [BuurtMeasure: [ExactSum]] = [:]
    var lengths: [FeatureSelection: [LengthInBuurt]] = [:]
    var pairs: [FeatureSelection: [FeatureInBuurt]] = [:]
    lazy var borders = BuurtEdges(run.workspace.buurten.polygons)
    var polygonSizesOf: [FeatureSelection: [PolygonSize]] = [:]
    var polygonHomesOf: [FeatureSelection: [Int32]] = [:]
    var spaceSizes: [FeatureSelection: [Double]] = [:]
    var siteDistances: [FeatureSelection: [Double]] = [:]
    var sites: SiteTable?
    var sources: [FeatureSelection: [WalkSource]] = [:]
    /// Walking distances: several measures are made of one.
    var walkColumns: [AddressMeasure: [Double]] = [:]
    /// The searches behind them, where the run keeps columns.
    var walkFields: [AddressMeasure: MendableField] = [:]
    /// What rounding took from the sums of two steps, where the run keeps columns.
    var residues: [AddressMeasure: AddressValues] = [:]
    /// What the walking measures of all layers share.
    var walking: WalkingRun

    init(run: AnalysisRun, layer row: Int) {
        self.run = run
        walking = run.walking
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
        case .ratio(let part, let whole):
            let parts = try amount(part), wholes = try amount(whole)
            let start = ContinuousClock.now
            defer { stopwatch.add("reduce:\(layer.name)", since: start) }
            return run.denominators.share(of: parts, in: wholes, otherwise: "no street with cars")
        case .quotient(let part, let whole):
            let parts = try amount(part), wholes = try amount(whole)
            return run.denominators.quotient(of: parts, by: wholes, otherwise: "no dwellings here")
        }
    }

    mutating func geometry(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> FeatureGeometry {
        if let known = geometries[selection] { return known }
        var geometry = try run.workspace.activeGeometry(selection)
        if let smallest = selection.smallestSize {
            let sizes = try greenSizes(selection, geometry)
            geometry = geometry.keeping(sizes.map { $0 >= smallest })
        }
        geometries[selection] = geometry
        return geometry
    }

    /// Whether no feature of a selection has any geometry.
    mutating func isEmpty(_ selection: FeatureSelection) throws(AnalysisError) -> Bool {
        guard let smallest = selection.smallestSize, geometries[selection] == nil else {
            return try geometry(selection).isEmpty
        }
        let all = try geometry(FeatureSelection(layer: selection.layer, mask: selection.mask))
        let sizes = try greenSizes(selection, all)
        let owners = [all.points.feature, all.lines.feature, all.polygons.feature]
        return !owners.contains { $0.contains { sizes[Int($0)] >= smallest } }
    }

    mutating func greenSizes(
        _ selection: FeatureSelection, _ geometry: FeatureGeometry
    ) throws(AnalysisError) -> [Double] {
        let any = FeatureSelection(layer: selection.layer, mask: selection.mask)
        if let known = spaceSizes[any] { return known }
        // The 3-30-300 rule asks for 1 ha whatever the sizes of the layer are.
        let smallest = min(1, layer.settings.sizes.min() ?? 0) * 10_000 * (1 - 1e-9)
        let sizes = greenSpaceSizes(
            geometry, mergingWithin: layer.settings.mergeWithin, smallest: smallest)
        spaceSizes[any] = sizes
        return sizes
    }
}
