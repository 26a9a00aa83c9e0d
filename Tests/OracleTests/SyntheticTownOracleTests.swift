// SPDX-License-Identifier: EUPL-1.2
import Planar
import SyntheticTown
import Testing

@Suite struct SyntheticTownOracleTests {
    /// GEOS finds every polygon of a town valid, and the buurten without overlap.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func everyPolygonIsValid(seed: UInt64) throws {
        let oracle = try GEOSOracle()
        try SyntheticTown(scale: .town, seed: seed).forEachLayer { layer in
            let set = layer.geometry.polygons
            for p in 0..<set.count {
                #expect(try oracle.polygon(set, p).isValid, "\(layer.name) \(p)")
            }
            guard layer.name == "buurten" else { return }
            let whole = try oracle.union(of: set)
            #expect(abs(whole.area - 36_000_000) < 1e-3)
            #expect(whole.isValid)
        }
    }
}
