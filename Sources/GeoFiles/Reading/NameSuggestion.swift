// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// The tail of a message about a name that is not there: the nearest, and those there are.
func suggestion(for wanted: String, among names: [String], kind: String) -> String {
    let listed = names.prefix(30).joined(separator: ", ") + (names.count > 30 ? ", ..." : "")
    let there = names.isEmpty ? "there are no \(kind)" : "\(kind): \(listed)"
    guard let near = nearestName(to: wanted, among: names) else { return there }
    return "did you mean \(near)? \(there)"
}
