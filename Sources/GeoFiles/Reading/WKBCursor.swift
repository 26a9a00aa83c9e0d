// SPDX-License-Identifier: EUPL-1.2
//
// Well-known binary: OGC 06-103r4 section 8, with the ISO codes for Z and M (+1000, +2000, +3000) and
// the high bits of PostGIS (EWKB). Every length is checked against the bytes that are left.

import Planar

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
    ///
    /// Of a ring the last vertex may be left out where it is the first again.
    mutating func appendVertices(
        x: inout [Double], y: inout [Double], isRing: Bool = false
    ) throws(WKBProblem) -> Int {
        let size = dimensions * 8
        let count = try count(bytesEach: size)
        guard count > 1, let start = bytes.baseAddress, isPlain(count) else {
            appendOneByOne(count, x: &x, y: &y)
            return count
        }
        let first = start + position
        position += count * size
        let kept = isRing && same(first, first + (count - 1) * size) ? count - 1 : count
        x.append(uninitialized: kept) { output in
            for i in 0..<kept {
                output[i] = first.loadUnaligned(fromByteOffset: i * 16, as: Double.self)
            }
        }
        y.append(uninitialized: kept) { output in
            for i in 0..<kept {
                output[i] = first.loadUnaligned(fromByteOffset: i * 16 + 8, as: Double.self)
            }
        }
        return count
    }

    /// Whether the next vertices are pairs in the order of this machine of which none repeats the one before.
    private func isPlain(_ count: Int) -> Bool {
        guard isLittle, dimensions == 2, 1.littleEndian == 1, let start = bytes.baseAddress else {
            return false
        }
        var repeats = false
        for i in 1..<count {
            let vertex = start + position + i * 16
            repeats = repeats || same(vertex - 16, vertex)
        }
        return !repeats
    }

    /// Whether two pairs are equal.
    @inline(__always)
    private func same(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
        a.loadUnaligned(as: Double.self) == b.loadUnaligned(as: Double.self)
            && a.loadUnaligned(fromByteOffset: 8, as: Double.self)
                == b.loadUnaligned(fromByteOffset: 8, as: Double.self)
    }

    private mutating func appendOneByOne(_ count: Int, x: inout [Double], y: inout [Double]) {
        var lastX = Double.nan
        var lastY = Double.nan
        for _ in 0..<count {
            let vx = double(at: position)
            let vy = double(at: position + 8)
            position += dimensions * 8
            if vx == lastX && vy == lastY { continue }
            x.append(vx)
            y.append(vy)
            lastX = vx
            lastY = vy
        }
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
