// SPDX-License-Identifier: EUPL-1.2
//
// The family `real`: Utrecht, read from one file of 64-bit words that tools/probes makes from
// $NABIJ_TEST_DATA (tools/benchmarking/real_data.py has the layout). No library stands between the file
// and the columns, so a probe needs neither GDAL nor the modules that read files.
import Planar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Columns of real data.
public struct RealData: Sendable {
    static let magic: UInt64 = 0x314A_4942_414E

    var buurten = PolygonSet()
    var points: [(x: Double, y: Double)] = []
    var places: [(x: Double, y: Double)] = []
    var green = PolygonSet()
    var overlappingGreen = PolygonSet()
    var lines = LineSet()
    var streets = LineSet()

    /// The data of `$NABIJ_PROBE_DATA`; `nil` where it is not set or no such file.
    public static let shared = getenv("NABIJ_PROBE_DATA").flatMap {
        RealData(path: String(cString: $0))
    }

    /// Reads a file; `nil` where it is absent, of another kind or cut off.
    init?(path: String) {
        guard let words = Self.words(path), words.first == Self.magic else { return nil }
        var reader = WordReader(words: words, position: 1)
        guard let buurten = reader.parts(), let points = reader.parts(),
            let places = reader.parts(), let green = reader.parts(),
            let all = reader.parts(), let lines = reader.parts(),
            let streets = reader.parts(), reader.isAtEnd
        else { return nil }
        self.buurten = Self.polygons(buurten)
        self.points = Self.shuffled(points)
        self.places = Self.shuffled(places)
        self.green = Self.polygons(green)
        overlappingGreen = Self.polygons(all)
        for (row, part) in lines.enumerated() {
            self.lines.append(x: part.x, y: part.y, feature: Int32(row))
        }
        for (row, part) in streets.enumerated() {
            self.streets.append(x: part.x, y: part.y, feature: Int32(row))
        }
    }

    private static func words(_ path: String) -> [UInt64]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        guard fseek(file, 0, SEEK_END) == 0, case let size = ftell(file), size > 0, size % 8 == 0
        else { return nil }
        rewind(file)
        var words = [UInt64](repeating: 0, count: size / 8)
        guard fread(&words, 8, words.count, file) == words.count else { return nil }
        return words
    }

    /// Polygons from rings, a shell followed by its holes.
    private static func polygons(_ parts: [WordReader.Part]) -> PolygonSet {
        var set = PolygonSet()
        for (i, part) in parts.enumerated() {
            set.appendRing(x: part.x, y: part.y)
            if i + 1 == parts.count || !parts[i + 1].isHole {
                set.closePolygon(feature: Int32(set.count))
            }
        }
        return set
    }

    /// In an order without meaning, so that the first few are from everywhere.
    private static func shuffled(_ parts: [WordReader.Part]) -> [(x: Double, y: Double)] {
        var random = ProbeRandom(28_992)
        return parts.flatMap { zip($0.x, $0.y).map { (x: $0, y: $1) } }.shuffled(using: &random)
    }
}

/// Tables of parts in a row of words.
private struct WordReader {
    struct Part {
        var isHole: Bool
        var x: [Double]
        var y: [Double]
    }

    let words: [UInt64]
    var position: Int

    var isAtEnd: Bool { position == words.count }

    mutating func parts() -> [Part]? {
        guard let count = number() else { return nil }
        var parts: [Part] = []
        for _ in 0..<count {
            guard number() != nil, let hole = number(), let length = number(),
                let x = column(length),
                let y = column(length)
            else { return nil }
            parts.append(Part(isHole: hole == 1, x: x, y: y))
        }
        return parts
    }

    /// A whole number that can be a length in this file.
    private mutating func number() -> Int? {
        guard position < words.count, words[position] <= UInt64(words.count) else { return nil }
        defer { position += 1 }
        return Int(words[position])
    }

    private mutating func column(_ length: Int) -> [Double]? {
        guard position + length <= words.count else { return nil }
        defer { position += length }
        return words[position..<position + length].map(Double.init(bitPattern:))
    }
}
