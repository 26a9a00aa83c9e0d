// SPDX-License-Identifier: EUPL-1.2

/// A text as the content of an XML element or of an attribute in double quotes.
///
/// Characters that XML 1.0 does not allow at all (section 2.2) are left out.
///
/// - Parameter text: Any text.
/// - Returns: The text with `& < > " '` and white space other than blanks escaped.
public func xmlEscaped(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        case "'": escaped += "&apos;"
        case "\n", "\t", "\r": escaped += "&#\(scalar.value);"
        case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}
