// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@testable import GeoFiles

@Suite struct LonLatTransformTests {
    /// The origin of RD is the tower of Our Lady in Amersfoort, in ETRS89 at 5.38720621 E, 52.15517440 N
    /// (NSGI, RDNAPTRANS2018); without a grid PROJ promises 0.25 m, which is 4e-6 degrees.
    @Test func towerOfAmersfoort() throws {
        var x = [155_000.0], y = [463_000.0]
        try lonLatTransform(from: "EPSG:28992", projData: nil)(&x, &y)
        #expect(abs(x[0] - 5.38720621) < 4e-6 && abs(y[0] - 52.15517440) < 4e-6)
    }

    /// Nine decimals of a degree, as written, read back within 1 mm.
    @Test func readsBackWithinAMillimetre() throws {
        let transform = try lonLatTransform(from: "EPSG:28992", projData: nil)
        let back = try CoordinateTransformer(from: "EPSG:4258", to: "EPSG:28992")
        try forEverySeed(0..<20) { seed, random in
            let x = (0..<50).map { _ in random.double(in: 20_000..<280_000) }
            let y = (0..<50).map { _ in random.double(in: 310_000..<610_000) }
            var lon = x, lat = y
            try transform(&lon, &lat)
            for i in lon.indices {
                lon[i] = (lon[i] * 1e9).rounded() / 1e9
                lat[i] = (lat[i] * 1e9).rounded() / 1e9
            }
            back.forward(x: &lon, y: &lat)
            for i in x.indices {
                #expect(abs(lon[i] - x[i]) < 1e-3 && abs(lat[i] - y[i]) < 1e-3, "seed \(seed)")
            }
        }
    }

    /// 200,000 places are divided among threads; each is where it is when one thread does all.
    @Test func threadsDoNotShow() throws {
        var random = SeededGenerator(seed: 5)
        let x = (0..<200_000).map { _ in random.double(in: 20_000..<280_000) }
        let y = (0..<200_000).map { _ in random.double(in: 310_000..<610_000) }
        var (lon, lat) = (x, y)
        try lonLatTransform(from: "EPSG:28992", projData: nil)(&lon, &lat)
        for threads in [2, 7] {
            var (otherLon, otherLat) = (x, y)
            try lonLatTransform(from: "EPSG:28992", projData: nil, threads: threads)(
                &otherLon, &otherLat)
            #expect(otherLon == lon && otherLat == lat, "\(threads) threads")
        }
    }

    @Test func otherAndUnknownSystems() throws {
        var x = [500_000.0], y = [5_761_038.21]  // 9 E, 52 N in UTM zone 32
        try lonLatTransform(from: "EPSG:32632", projData: nil)(&x, &y)
        #expect(abs(x[0] - 9) < 1e-7 && abs(y[0] - 52) < 1e-6)
        #expect(throws: GeoFileError.self) {
            try lonLatTransform(from: "EPSG:99999", projData: nil)
        }
    }
}
