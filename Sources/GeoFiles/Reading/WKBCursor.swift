// SPDX-License-Identifier: EUPL-1.2
//
// Well-known binary: OGC 06-103r4 section 8, with the ISO codes for Z and M (+1000, +2000, +3000) and
// the high bits of PostGIS (EWKB). Every length is checked against the bytes that are left.

/// Why well-known binary was not taken in.
enum WKBProblem: Error {
    /// It holds a curve, which OGR has to make straight.
    case curve
    /// It ends too early or has an unknown type.
    case malformed
}

/// The kinds of geometry that are left when Z, M and SRID are set aside.
enum WKBKind { case point, line, polygon, collection }

/// A place in a run of well-known binary.
struct WKBCursor {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var isLittle = true
    private var dimensions = 2

    /// The SRID that the last header carried (EWKB); 0 where it had none.
    private(set) var srid: UInt32 = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Reads byte order, type and SRID.
    mutating func header() throws(WKBProblem) -> WKBKind {
        guard position < bytes.count, bytes[position] <= 1 else { throw .malformed }
        isLittle = bytes[position] == 1
        position += 1
        let code = try word()
        let type = code & 0x0FFF_FFFF
        dimensions = 2
        if code & 0x8000_0000 != 0 { dimensions += 1 }
        if code & 0x4000_0000 != 0 { dimensions += 1 }
        switch type / 1000 {
        case 1, 2: dimensions = 3
        case 3: dimensions = 4
        default: break
        }
        if code & 0x2000_0000 != 0 { srid = try word() }
        return try Self.kind(type % 1000)
    }

    private static func kind(_ type: UInt32) throws(WKBProblem) -> WKBKind {
        switch type {
        case 1: .point
        case 2: .line
        case 3, 17: .polygon
        case 4, 5, 6, 7, 15, 16: .collection
        case 8...14: throw .curve
        default: throw .malformed
        }
    }

    /// Reads a count of things that take at least so many bytes each.
    mutating func count(bytesEach: Int) throws(WKBProblem) -> Int {
        let count = Int(try word())
        guard count <= (bytes.count - position) / bytesEach else { throw .malformed }
        return count
    }

    /// Reads one vertex.
    mutating func vertex() throws(WKBProblem) -> (x: Double, y: Double) {
        let size = dimensions * 8
        guard bytes.count - position >= size else { throw .malformed }
        defer { position += size }
        return (double(at: position), double(at: position + 8))
    }

    /// Reads a counted run of vertices, without those that repeat the one before; returns how many there were.
    mutating func appendVertices(x: inout [Double], y: inout [Double]) throws(WKBProblem) -> Int {
        let size = dimensions * 8
        let count = try count(bytesEach: size)
        var lastX = Double.nan
        var lastY = Double.nan
        for _ in 0..<count {
            let vx = double(at: position)
            let vy = double(at: position + 8)
            position += size
            if vx == lastX && vy == lastY { continue }
            x.append(vx)
            y.append(vy)
            lastX = vx
            lastY = vy
        }
        return count
    }

    private mutating func word() throws(WKBProblem) -> UInt32 {
        guard bytes.count - position >= 4 else { throw .malformed }
        defer { position += 4 }
        let raw = load32(bytes, position)
        return isLittle ? raw : raw.byteSwapped
    }

    private func double(at offset: Int) -> Double {
        let raw = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Double(bitPattern: isLittle ? UInt64(littleEndian: raw) : UInt64(bigEndian: raw))
    }
}

/// Four bytes as a little-endian number.
@inline(__always)
func load32(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
}

/// Eight bytes as a little-endian double.
@inline(__always)
func loadDouble(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Double {
    Double(
        bitPattern: UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
}
