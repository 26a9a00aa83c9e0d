// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// A JSON text in the making; objects keep the order in which they were written.
public indirect enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case flag(Bool)
    /// A number; not finite becomes `null`.
    case number(Double)
    /// A whole number.
    case whole(Int)
    /// A text.
    case text(String)
    /// A list.
    case list([JSONValue])
    /// Names and values in order.
    case object([Member])

    /// One name and its value.
    public struct Member: Sendable, Equatable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSONValue

        /// Creates a member.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// An object from names and values.
    ///
    /// - Parameter pairs: Names and values, in order.
    /// - Returns: The object.
    public static func object(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(pairs.map { Member($0.key, $0.value) })
    }

    /// A text, or `null`.
    ///
    /// - Parameter text: The text.
    /// - Returns: The value.
    public static func optional(_ text: String?) -> JSONValue {
        text.map { .text($0) } ?? .null
    }

    /// The JSON as UTF-8, indented by two spaces, with a line feed at the end.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes, indent: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func append(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let number): appendJSONNumber(number, to: &bytes)
        case .whole(let number): appendWhole(Int64(number), to: &bytes)
        case .text(let text): appendJSONText(text, to: &bytes)
        case .list(let values):
            appendItems(values, "[", "]", to: &bytes, indent: indent) { value, bytes in
                value.append(to: &bytes, indent: indent + 1)
            }
        case .object(let members):
            appendItems(members, "{", "}", to: &bytes, indent: indent) { member, bytes in
                appendJSONText(member.name, to: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                member.value.append(to: &bytes, indent: indent + 1)
            }
        }
    }

    private func appendItems<Item>(
        _ items: [Item], _ open: Unicode.Scalar, _ close: Unicode.Scalar,
        to bytes: inout [UInt8], indent: Int, _ item: (Item, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        for (row, value) in items.enumerated() {
            if row > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent + 2))
            item(value, &bytes)
        }
        if !items.isEmpty {
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
        }
        bytes.append(UInt8(ascii: close))
    }
}

/// Appends a number, `null` where it is not finite: JSON has no NaN.
func appendJSONNumber(_ value: Double, to bytes: inout [UInt8]) {
    if value.isFinite {
        appendShortest(value, to: &bytes)
    } else {
        bytes.append(contentsOf: "null".utf8)
    }
}

/// Appends a text in quotes; RFC 8259, section 7: quotes, backslashes and control characters are escaped.
func appendJSONText(_ text: String, to bytes: inout [UInt8]) {
    let hexadecimal = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(hexadecimal[Int(byte >> 4)])
            bytes.append(hexadecimal[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }
    bytes.append(UInt8(ascii: "\""))
}
