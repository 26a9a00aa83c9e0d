// SPDX-License-Identifier: EUPL-1.2
//
// The numbers of a page as JSON for its script. Everything that could end a script element is escaped:
// `<`, `>` and `&` as \u00XX, and the two line ends that JSON allows and JavaScript once did not.
import Neighbourhoods

/// JSON in the making.
struct PageJSON {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func object(_ content: (inout PageJSON) -> Void) { nest("{", "}", content) }

    mutating func list(_ content: (inout PageJSON) -> Void) { nest("[", "]", content) }

    private mutating func nest(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout PageJSON) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        content(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\", "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: 4 - digits.count)
                bytes.append(contentsOf: "\\u\(zeros)\(digits)".utf8)
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func whole(_ value: Int) {
        separate()
        appendWhole(Int64(value), to: &bytes)
    }

    /// A number with at most so many decimals; `null` for none.
    mutating func number(_ value: Double?, decimals: Int) {
        separate()
        guard let value, value.isFinite else { return bytes.append(contentsOf: "null".utf8) }
        appendFixed(value, decimals: decimals, mark: UInt8(ascii: "."), to: &bytes)
        guard decimals > 0, bytes.contains(UInt8(ascii: ".")) else { return }
        while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    }

    mutating func strings(_ texts: some Sequence<String>) {
        list { json in for text in texts { json.string(text) } }
    }
}

extension IndicatorMap {
    /// One letter per buurt: the class, or why there is none.
    var classLetters: String {
        String(
            values.map { value -> Character in
                switch value {
                case .present(let number):
                    classification.row(of: number).map { Character("\($0)") } ?? "m"
                case .missing: "m"
                case .suppressed: "s"
                case .notApplicable: "n"
                }
            })
    }

    /// Colours, labels and counts of the legend, and the class of each buurt.
    func appendClasses(to json: inout PageJSON) {
        json.object { json in
            json.key("colours")
            json.strings(legend.map(\.colour.hexadecimal))
            json.key("labels")
            json.strings(legend.map(\.label))
            json.key("counts")
            json.list { json in for entry in legend { json.whole(entry.count) } }
            json.key("rows")
            json.string(classLetters)
        }
    }
}
