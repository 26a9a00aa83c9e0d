// SPDX-License-Identifier: EUPL-1.2

/// The name that was probably meant: the one with the smallest edit distance, if it is near enough.
func nearestName(to wanted: String, among names: [String]) -> String? {
    let limit = max(2, wanted.count / 3)
    let ranked = names.map { (name: $0, distance: editDistance(wanted.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }),
        best.distance <= limit
    else { return nil }
    return best.name
}

/// The tail of a message about a name that is not there: the nearest, and those there are.
func suggestion(for wanted: String, among names: [String], kind: String) -> String {
    let listed = names.prefix(30).joined(separator: ", ") + (names.count > 30 ? ", ..." : "")
    let there = names.isEmpty ? "there are no \(kind)" : "\(kind): \(listed)"
    guard let near = nearestName(to: wanted, among: names) else { return there }
    return "did you mean \(near)? \(there)"
}

/// Number of insertions, deletions and replacements that turn one text into the other (Levenshtein).
func editDistance(_ a: String, _ b: String) -> Int {
    let right = Array(b.unicodeScalars)
    var previous = Array(0...right.count)
    for (row, scalar) in a.unicodeScalars.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            let replaced = previous[column] + (scalar == other ? 0 : 1)
            current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
        }
        previous = current
    }
    return previous[right.count]
}
