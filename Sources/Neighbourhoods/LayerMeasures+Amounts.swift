// SPDX-License-Identifier: EUPL-1.2
//
// Amounts per buurt and the features that have a part in it.
import Planar
import SpatialIndex

extension LayerMeasures {
    mutating func amount(_ measure: BuurtMeasure) throws(AnalysisError) -> [ExactSum] {
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
                try geometry(selection).polygons, sizes: try sizes(selection),
                homes: try roughHomes(selection), in: borders, count: run.workspace.buurten.count,
                threads: run.threads)
        case .length(let selection):
            stage = "overlap:\(layer.name)"
            var sums = [ExactSum](repeating: ExactSum(), count: run.workspace.buurten.count)
            for piece in try linePieces(selection) { sums[Int(piece.buurt)].add(piece.length) }
            result = sums
        case .carStreets(let selection):
            stage = "overlap:\(layer.name)"
            result = try carStreets(selection, upTo: nil)
        case .slowStreets(let selection, let limit):
            stage = "overlap:\(layer.name)"
            result = try carStreets(selection, upTo: limit)
        case .greenOfDwellings(let selection, let within):
            stage = "per_dwelling:\(layer.name):\(shortestText(within))"
            result = try greenOfDwellings(selection, within: within)
        case .dwellings:
            stage = "per_dwelling:\(layer.name)"
            result = run.dwellings?.perBuurt(run.workspace.buurten.count) ?? []
        case .crowns:
            stage = "crowns:\(layer.name)"
            result = try crownAreas()
        }
        stopwatch.add(stage, since: start)
        amounts[measure] = result
        return result
    }

    mutating func homes(_ selection: FeatureSelection) throws(AnalysisError) -> [Int32] {
        if let known = polygonHomesOf[selection] { return known }
        let homes = polygonHomes(
            try sizes(selection), in: run.coverage, borders: borders, threads: run.threads)
        polygonHomesOf[selection] = homes
        return homes
    }

    /// Homes as far as the cells of the coverage tell; overlaps need no more.
    mutating func roughHomes(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> [Int32] {
        if let known = polygonHomesOf[selection] { return known }
        return polygonHomes(
            try sizes(selection), in: run.coverage, borders: nil, threads: run.threads)
    }

    mutating func sizes(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> [PolygonSize] {
        if let known = polygonSizesOf[selection] { return known }
        let sizes = polygonSizes(try geometry(selection).polygons, threads: run.threads)
        polygonSizesOf[selection] = sizes
        return sizes
    }

    mutating func linePieces(
        _ selection: FeatureSelection
    ) throws(AnalysisError) -> [LengthInBuurt] {
        if let known = lengths[selection] { return known }
        let pieces = lengthsInside(try geometry(selection).lines, of: run.coverage)
        lengths[selection] = pieces
        return pieces
    }

    /// Each feature with each buurt that holds a point, some length or some area of it, once.
    mutating func featurePairs(
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
}
