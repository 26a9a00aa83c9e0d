// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// A number without decimals, in threes, for people who read the console: `13,054`.
func wholeText(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    let text = fixedText(value, decimals: 0)
    let digits = text.drop { $0 == "-" }
    var grouped = ""
    for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place) % 3 == 0 { grouped += "," }
        grouped.append(digit)
    }
    return (text.hasPrefix("-") ? "-" : "") + grouped
}
