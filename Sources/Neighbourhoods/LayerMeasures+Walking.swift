// SPDX-License-Identifier: EUPL-1.2
//
// Walking: one search from all features of the layer gives every node of the network its distance, and each
// address takes the better end of its edge. Polygons and lines can also be entered from where an address
// meets the network: inside a polygon, or within 5 m of a line.
import Planar
import SpatialIndex
import StreetNetwork
import Synchronization

extension LayerMeasures {
    /// Distance of each address along the network to the nearest feature, metres; infinite without a way.
    mutating func walkDistances(
        _ people: People, _ count: Int, _ selection: FeatureSelection, _ rule: WalkRule, id: String
    ) throws(AnalysisError) -> [Double] {
        let isSafe = rule == .safeWalk
        // What is mended has other numbers than a network that is made anew.
        if isSafe, walking.mendedSafety != nil { walking.forgetSafety() }
        // Safe walking is never the shorter: whoever walks safely also walks.
        let least = isSafe ? try addressColumn(.walk(selection, .walk), people, id: id) : []
        let network = try isSafe ? safeNetwork() : network()
        let sources = try walkSources(selection, network, rule)
        let (field, places) = searched(people, network, sources, rule)
        let onEdges = SourcesOnEdges(sources, edgeCount: network.graph.edgeCount)
        if run.keepsColumns, selection.minimumHectares == nil {
            walkFields[.walk(selection, rule)] = MendableField(field, onEdges)
        }
        let entry = DirectEntry(try distinctFeatures(selection).geometry, pointCount: count)
        let column = filledColumn(count: count, initial: Double.infinity, threads: run.threads) {
            (rows, output: inout MutableSpan<Double>) in
            field.distances(
                of: places.span.extracting(rows), x: people.x.span.extracting(rows),
                y: people.y.span.extracting(rows), network, onEdges, into: &output)
            if let entry {
                for i in rows {
                    let (x, y) = (people.x[i], people.y[i])
                    network.forEachPlace(from: places[i], x: x, y: y) { place in
                        entry.shorten(&output[i - rows.lowerBound], x: x, y: y, place, network)
                    }
                }
            }
            guard isSafe else { return }
            for i in rows {
                output[i - rows.lowerBound] = max(output[i - rows.lowerBound], least[i])
            }
        }
        if !isSafe, try !isEmpty(selection) { noteUnreached(people, network, places, column) }
        return column
    }

    /// The search from all sources and the places of the addresses, which one thread finds while another
    /// searches; places that are known already stay.
    private mutating func searched(
        _ people: People, _ network: StreetNetwork, _ sources: [WalkSource], _ rule: WalkRule
    ) -> (WalkField, [StreetPlace]) {
        let known = rule == .walk ? walking.places : walking.safePlaces
        guard known.isEmpty else {
            return (WalkField(network.graph, sources: sources), known)
        }
        let count = run.perAddress ? people.x.count : people.inside
        let size = rowsPerChunk / 4
        let field = Mutex<WalkField?>(nil)
        let threads = run.threads
        let places = [StreetPlace](unsafeUninitializedCapacity: count) { buffer, initialized in
            buffer.initialize(repeating: .none)
            // Every thread writes its own rows of the buffer.
            nonisolated(unsafe) let all = buffer
            forEachChunk(of: 1 + (count + size - 1) / size, size: 1, threads: threads) { jobs in
                for job in jobs {
                    if job == 0 {
                        let found = WalkField(network.graph, sources: sources)
                        field.withLock { $0 = found }
                        continue
                    }
                    let rows = (job - 1) * size..<min(count, job * size)
                    var span = UnsafeMutableBufferPointer(rebasing: all[rows]).mutableSpan
                    network.project(
                        x: people.x.span.extracting(rows), y: people.y.span.extracting(rows),
                        into: &span)
                }
            }
            initialized = count
        }
        if rule == .walk {
            walking.places = places
            noteFarAddresses(people)
        } else {
            walking.safePlaces = places
        }
        return (
            field.withLock { $0 } ?? WalkField(network.graph, sources: sources), places
        )
    }

    /// The features of a selection, equal ones once; where changes are to follow, all of them.
    mutating func distinctFeatures(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> DistinctFeatures {
        if let known = distinct[selection] { return known }
        let geometry = try geometry(selection)
        let features =
            run.keepsColumns
            ? DistinctFeatures(all: geometry) : DistinctFeatures(geometry, threads: run.threads)
        distinct[selection] = features
        return features
    }

    /// Where the features of a selection can be entered.
    mutating func walkSources(
        _ selection: FeatureSelection, _ network: StreetNetwork, _ rule: WalkRule
    ) throws(AnalysisError) -> [WalkSource] {
        if rule == .walk, let known = sources[selection] { return known }
        let features = try distinctFeatures(selection)
        let found = network.entrances(to: features.geometry)
        guard rule == .walk else { return found }
        let far = found.reduce(0) {
            $0 + ($1.place.edge < 0 ? Int(features.times(Int($1.facility))) : 0)
        }
        if far > 0 {
            let points = try geometry(selection).points
            notes.append(
                "\(far) of \(points.count) points of \(layer.name) lie more than"
                    + " \(shortestText(network.maxSnap)) m from every street where people may walk:"
                    + " nobody can walk there")
        }
        let shapes = features.geometry.unentered(found).reduce(0) {
            $0 + Int(features.times(Int($1)))
        }
        if shapes > 0 {
            notes.append(
                "\(shapes) lines and areas of \(layer.name) lie more than"
                    + " \(shortestText(network.maxSnap)) m from every street where people may walk:"
                    + " no street leads there")
        }
        sources[selection] = found
        return found
    }
}

extension FeatureGeometry {
    /// Features with lines or polygons of which no part has an entrance, ascending.
    func unentered(_ sources: [WalkSource]) -> [Int32] {
        var isFar = [Bool](repeating: false, count: count)
        for row in lines.feature { isFar[Int(row)] = true }
        for row in polygons.feature { isFar[Int(row)] = true }
        for source in sources where source.place.edge >= 0 { isFar[Int(source.facility)] = false }
        return isFar.indices.filter { isFar[$0] }.map { Int32(truncatingIfNeeded: $0) }
    }
}
