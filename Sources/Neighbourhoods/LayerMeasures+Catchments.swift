// SPDX-License-Identifier: EUPL-1.2
//
// Counts of features within walking distance, and the two-step floating catchment. Both search from each
// feature as far as the threshold; features are shared out over threads, counts are whole numbers and sums
// are exact, so the split does not show.
//
// Two steps (W. Luo, F. Wang 2003): the ratio of a feature is 1 over the inhabitants within T of it; what an
// address has is the sum of the ratios of the features within T of it, here per 1,000 inhabitants. Inhabitants
// are those of buurten where their number is known, scaled as everywhere.
import Planar
import SpatialIndex
import StreetNetwork
import Synchronization

extension LayerMeasures {
    /// Number of features within so many metres of walking, per address.
    mutating func walkReach(
        _ people: People, _ count: Int, _ selection: FeatureSelection, _ within: Double
    ) throws(AnalysisError) -> [Double] {
        let (catchments, facilities) = try catchments(people, selection)
        let features = try distinctFeatures(selection)
        let all = Mutex([Int32](repeating: 0, count: count))
        forEachChunk(
            of: facilities.count, size: facilities.share(run.threads), threads: run.threads
        ) { rows in
            var counts = [Int32](repeating: 0, count: count)
            var scratch = catchments.scratch()
            for row in rows where features.times(row) > 0 {
                let times = features.times(row)
                facilities.forEachAddress(within: within, of: row, catchments, &scratch) {
                    counts[$0] += times
                }
            }
            all.withLock { for i in counts.indices { $0[i] += counts[i] } }
        }
        return all.withLock { $0.map { Double($0) } }
    }

    /// Features per 1,000 inhabitants by the two-step floating catchment, per address.
    mutating func twoStep(
        _ people: People, _ count: Int, _ selection: FeatureSelection, _ within: Double
    ) throws(AnalysisError) -> [Double] {
        let (catchments, facilities) = try catchments(people, selection)
        let features = try distinctFeatures(selection)
        let weights = people.scaledWeights()
        let sums = Mutex([ExactSum](repeating: ExactSum(), count: count))
        forEachChunk(
            of: facilities.count, size: facilities.share(run.threads), threads: run.threads
        ) { rows in
            var part = [ExactSum](repeating: ExactSum(), count: count)
            var scratch = catchments.scratch()
            var reached: [Int] = []
            for row in rows where features.times(row) > 0 {
                reached.removeAll(keepingCapacity: true)
                var demand = ExactSum()
                facilities.forEachAddress(within: within, of: row, catchments, &scratch) {
                    reached.append($0)
                    if $0 < weights.count { demand.add(weights[$0]) }
                }
                guard let ratio = twoStepRatio(demand: demand) else { continue }
                let times = features.times(row)
                for address in reached { part[address].add(ratio, times: times) }
            }
            sums.withLock { for i in part.indices { $0[i].merge(part[i]) } }
        }
        let keepsColumns = run.keepsColumns
        let (values, residues) = sums.withLock { sums in
            let values = sums.map(\.value)
            return (values, keepsColumns ? zip(sums, values).map { $0.rest(of: $1) } : [])
        }
        if keepsColumns {
            self.residues[.twoStep(selection, within: within)] = AddressValues(residues)
        }
        return values
    }

    private mutating func catchments(
        _ people: People, _ selection: FeatureSelection
    ) throws(AnalysisError) -> (Catchments, Facilities) {
        let network = try network()
        let places = addressPlaces(people, network)
        let sources = try walkSources(selection, network, .walk)
        let catchments =
            walking.catchments
            ?? Catchments(network, places: places, x: people.x.span, y: people.y.span)
        walking.catchments = catchments
        let direct =
            DirectReach(try distinctFeatures(selection).geometry)?.reached(
                people, places, network, rows: places.indices) ?? [:]
        return (catchments, Facilities(sources, direct, count: layer.count))
    }
}

/// Polygons and lines as an address reaches them where it stands or where it meets the network.
struct DirectReach {
    private let geometry: FeatureGeometry
    private let areas: BoxIndex
    private let lines: NearestSegmentIndex
    /// Feature of each vertex of the lines.
    private let owner: [Int32]

    /// `nil` for a layer of points only.
    init?(_ geometry: FeatureGeometry) {
        guard geometry.lines.count + geometry.polygons.count > 0 else { return nil }
        self.geometry = geometry
        areas = BoxIndex((0..<geometry.polygons.count).map { geometry.polygons.box(of: $0) })
        lines = NearestSegmentIndex(geometry.lines, reach: runsAlongWithin)
        owner = (0..<geometry.lines.count).flatMap { k in
            geometry.lines.vertices(of: k).map { _ in geometry.lines.feature[k] }
        }
    }

    /// Those of some addresses that reach each feature at once, and how far that is, metres; some more than once.
    func reached(
        _ people: People, _ places: [StreetPlace], _ network: StreetNetwork,
        rows: some Sequence<Int>
    ) -> [Int32: [(address: Int, metres: Double)]] {
        var found: [Int32: [(address: Int, metres: Double)]] = [:]
        for i in rows {
            let (x, y) = (people.x[i], people.y[i])
            forEachArea(x, y) { found[$0, default: []].append((i, 0)) }
            for place in places[i].isTied ? network.places(x: x, y: y) : [places[i]]
            where place.edge >= 0 {
                let foot = network.graph.point(of: place)
                forEachArea(foot.x, foot.y) {
                    found[$0, default: []].append((i, place.connector))
                }
                forEachLine(foot.x, foot.y) {
                    found[$0, default: []].append((i, place.connector + $1))
                }
            }
        }
        return found
    }

    private func forEachArea(_ x: Double, _ y: Double, _ body: (Int32) -> Void) {
        areas.visit(near: Box(minX: x, minY: y, maxX: x, maxY: y), within: 0) { p in
            if geometry.polygons.locate(x: x, y: y, in: p) != .outside {
                body(geometry.polygons.feature[p])
            }
        }
    }

    private func forEachLine(_ x: Double, _ y: Double, _ body: (Int32, Double) -> Void) {
        let line = geometry.lines
        lines.forEachSegment(near: x, y, x, y, margin: runsAlongWithin) { i, _ in
            let metres = distance(
                fromX: x, y: y, toSegment: line.x[i], line.y[i], line.x[i + 1], line.y[i + 1])
            if metres <= runsAlongWithin { body(owner[i], metres) }
        }
    }
}

/// What a feature has for each of the inhabitants within reach, per 1,000; `nil` where there are none.
///
/// Below one inhabitant a ratio says nothing; it may not overflow the sums either.
func twoStepRatio(demand: ExactSum) -> Double? {
    demand.value > 0 ? min(1_000 / demand.value, 1e15) : nil
}

extension ExactSum {
    /// What rounding took from the sum: with it the value is the sum again, to the bit.
    func rest(of value: Double) -> Double {
        var rest = self
        rest.subtract(value)
        return rest.value
    }
}

/// Entrances grouped by feature.
struct Facilities: Sendable {
    private var starts: [Int]
    private var sorted: [WalkSource]
    private var direct: [Int32: [(address: Int, metres: Double)]]

    init(
        _ sources: [WalkSource], _ direct: [Int32: [(address: Int, metres: Double)]], count: Int
    ) {
        self.direct = direct
        starts = [Int](repeating: 0, count: count + 1)
        for source in sources { starts[Int(source.facility) + 1] += 1 }
        for row in 0..<count { starts[row + 1] += starts[row] }
        var next = starts
        sorted = sources
        for source in sources {
            sorted[next[Int(source.facility)]] = source
            next[Int(source.facility)] += 1
        }
    }

    /// Number of features, those without entrances included.
    var count: Int { starts.count - 1 }

    /// Calls `body` once for each address within a distance of a feature.
    func forEachAddress(
        within limit: Double, of row: Int, _ catchments: Catchments,
        _ scratch: inout Catchments.Scratch, _ body: (Int) -> Void
    ) {
        let sources = sorted[starts[row]..<starts[row + 1]]
        guard let near = direct[Int32(truncatingIfNeeded: row)] else {
            catchments.forEachAddress(within: limit, of: sources, &scratch, body)
            return
        }
        var seen: Set<Int> = []
        catchments.forEachAddress(within: limit, of: sources, &scratch) {
            seen.insert($0)
            body($0)
        }
        for (address, metres) in near where metres <= limit && seen.insert(address).inserted {
            body(address)
        }
    }

    /// Features for one piece of work: few pieces, since each needs memory for all addresses.
    func share(_ threads: Int) -> Int { max(1, (count + 2 * threads - 1) / (2 * threads)) }
}

extension People {
    /// Weight of each address inside a buurt as a number of inhabitants; 0 where that is unknown.
    func scaledWeights() -> [Double] {
        var weights = Array(weight[..<inside])
        for b in 0..<buurten {
            guard case .known(_, let scale) = status[b] else {
                for i in rows(of: b) { weights[i] = 0 }
                continue
            }
            if scale != 1 { for i in rows(of: b) { weights[i] *= scale } }
        }
        return weights
    }
}
