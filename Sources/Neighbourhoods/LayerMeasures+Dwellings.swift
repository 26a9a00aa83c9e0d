// SPDX-License-Identifier: EUPL-1.2
//
// Green per dwelling: the area within a radius of each address with dwellings, divided by the dwellings within the
// same radius. Addresses are taken in the order of their index, so that neighbours ask for the same areas.
import Planar
import SpatialIndex
import Synchronization

extension LayerMeasures {
    /// Per buurt the sum over dwellings of the square metres within a radius per dwelling within it.
    mutating func greenOfDwellings(
        _ selection: FeatureSelection, within radius: Double
    ) throws(AnalysisError) -> [ExactSum] {
        var sums = [ExactSum](repeating: ExactSum(), count: run.workspace.buurten.count)
        guard let dwellings = run.dwellings else { return sums }
        let areas = AreasInDiscs(
            ownedBoundaries(
                try geometry(selection).polygons, sizes: try sizes(selection), threads: run.threads)
        )
        let order = dwellings.index.rowsByPlace
        let shares = filledColumn(
            count: order.count, initial: 0.0, threads: run.threads, size: 1_024, least: 64
        ) { (places, output: inout MutableSpan<Double>) in
            for place in places {
                let i = Int(order[place])
                guard dwellings.buurt[i] >= 0 else { continue }
                let (x, y) = (dwellings.x[i], dwellings.y[i])
                let all = Double(dwellings.index.sum(x: x, y: y, within: radius))
                output[place - places.lowerBound] =
                    areas.area(x: x, y: y, within: radius) / max(all, 1)
            }
        }
        for (place, share) in shares.enumerated() {
            let i = Int(order[place])
            guard dwellings.buurt[i] >= 0 else { continue }
            sums[Int(dwellings.buurt[i])].add(Double(dwellings.number[i]) * share)
        }
        if run.perAddress { keep(shares, order, dwellings, within: radius) }
        return sums
    }

    /// Keeps the shares for `addresses.csv`, in the order of the source.
    private mutating func keep(
        _ shares: [Double], _ order: [Int32], _ dwellings: Dwellings, within radius: Double
    ) {
        guard let population = run.workspace.population else { return }
        var values = [Double](repeating: .nan, count: population.count)
        for (place, share) in shares.enumerated() where dwellings.buurt[Int(order[place])] >= 0 {
            values[Int(dwellings.sourceRow[Int(order[place])])] = share
        }
        columns.append(
            AddressColumn(
                name: "\(layer.name)_within_\(nameText(radius))_per_dwelling", values: values))
    }
}

/// What each of some polygons owns, with its boundary, found by all threads.
func ownedBoundaries(
    _ polygons: PolygonSet, sizes: [PolygonSize], threads: Int
) -> OwnedBoundaries {
    let overlay = PolygonOverlay(polygons, sizes: sizes, threads: threads)
    let rows = overlay.rowsByPlace
    let all = Mutex(OwnedParts())
    forEachChunk(of: rows.count, size: 16_384, least: 64, threads: threads) { chunk in
        var parts = OwnedParts()
        parts.add(rows[chunk], of: overlay)
        all.withLock { $0.merge(parts) }
    }
    return OwnedBoundaries(overlay, all.withLock { $0 })
}
