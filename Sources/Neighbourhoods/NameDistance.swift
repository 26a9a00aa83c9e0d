// SPDX-License-Identifier: EUPL-1.2
//
// Names that a person mistyped are met with the nearest name there is.

/// Number of single letters to insert, delete or change to turn one text into the other.
///
/// > Source: Wagner and Fischer (1974), *The String-to-String Correction Problem*, one row at a time.
public func editDistance(_ a: String, _ b: String) -> Int {
    let left = Array(a.utf8), right = Array(b.utf8)
    var row = Array(0...right.count)
    for i in left.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in right.indices {
            let change = diagonal + (left[i] == right[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(change, diagonal + 1, row[j] + 1)
        }
    }
    return row[right.count]
}

/// The name that is most like `name`, the first of equals; `nil` where none is anything like it.
///
/// - Parameters:
///   - name: What was typed.
///   - names: The names there are.
/// - Returns: The nearest name that differs in at most half of the letters of `name`.
public func nearestName(to name: String, among names: [String]) -> String? {
    var best: (name: String, distance: Int)?
    for candidate in names {
        let distance = editDistance(name, candidate)
        if distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, name.utf8.count / 2) else { return nil }
    return best.name
}
