// SPDX-License-Identifier: EUPL-1.2
import CGDAL
import Neighbourhoods

/// The formats of Arrow columns that are read, and how.
enum ArrowColumn {
    /// Booleans as whole numbers of four bytes: a format of ours, not of Arrow.
    static let wholeFlags = "flag:i"

    /// Empty values of the type that a format becomes; `nil` for a format that is not read.
    static func values(of format: String) -> AttributeColumn.Values? {
        switch format {
        case "b", wholeFlags: .flags([])
        case "c", "C", "s", "S", "i", "I", "l": .integers([])
        case "f", "g": .reals([])
        case "u", "U", "tdD", "tsm:": .texts([])
        default: nil
        }
    }

    /// Adds the rows of a column to a builder.
    static func append(
        _ column: ArrowArray, _ format: String, _ count: Int, to builder: inout ColumnBuilder
    ) {
        let validity = Validity(column)
        let first = Int(column.offset)
        guard count > 0, let data = column.buffers[1] else { return }
        func integers<T: BinaryInteger>(_: T.Type) {
            let values = data.assumingMemoryBound(to: T.self) + first
            builder.append(
                count: count, integers: { Int64(truncatingIfNeeded: values[$0]) },
                isPresent: { validity[$0] })
        }
        func reals<T: BinaryFloatingPoint>(_: T.Type) {
            let values = data.assumingMemoryBound(to: T.self) + first
            builder.append(count: count, reals: { Double(values[$0]) }, isPresent: { validity[$0] })
        }
        func texts<T: BinaryInteger>(_: T.Type) {
            let offsets = data.assumingMemoryBound(to: T.self) + first
            let characters = column.buffers[2]
            builder.appendTexts(count: count) { row in
                guard validity[row] else { return nil }
                let low = Int(offsets[row])
                return UnsafeRawBufferPointer(
                    start: characters.map { $0 + low }, count: Int(offsets[row + 1]) - low)
            }
        }
        switch format {
        case "b":
            let bits = data.assumingMemoryBound(to: UInt8.self)
            builder.append(
                count: count,
                flags: { bits[($0 + first) >> 3] >> UInt8(($0 + first) & 7) & 1 == 1 },
                isPresent: { validity[$0] })
        case wholeFlags:
            let numbers = data.assumingMemoryBound(to: Int32.self) + first
            builder.append(
                count: count, flags: { numbers[$0] != 0 }, isPresent: { validity[$0] })
        case "c": integers(Int8.self)
        case "C": integers(UInt8.self)
        case "s": integers(Int16.self)
        case "S": integers(UInt16.self)
        case "i": integers(Int32.self)
        case "I": integers(UInt32.self)
        case "l": integers(Int64.self)
        case "f": reals(Float.self)
        case "g": reals(Double.self)
        case "tdD":
            let days = data.assumingMemoryBound(to: Int32.self) + first
            builder.append(count: count) { validity[$0] ? ISOTime.date(day: Int64(days[$0])) : nil }
        case "tsm:":
            let moments = data.assumingMemoryBound(to: Int64.self) + first
            builder.append(count: count) {
                validity[$0] ? ISOTime.dateTime(milliseconds: moments[$0]) : nil
            }
        case "u": texts(Int32.self)
        default: texts(Int64.self)
        }
    }
}

/// Which rows of an Arrow column are there: a bit each; no bits when all are.
struct Validity {
    private let bits: UnsafePointer<UInt8>?
    private let first: Int

    init(_ column: ArrowArray) {
        first = Int(column.offset)
        bits = column.null_count == 0 ? nil : column.buffers[0]?.assumingMemoryBound(to: UInt8.self)
    }

    /// Whether rows may be absent.
    var hasAbsent: Bool { bits != nil }

    subscript(row: Int) -> Bool {
        guard let bits else { return true }
        let bit = row + first
        return bits[bit >> 3] >> UInt8(bit & 7) & 1 == 1
    }
}
