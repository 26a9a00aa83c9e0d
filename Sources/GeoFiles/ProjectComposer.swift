// SPDX-License-Identifier: EUPL-1.2
import Yams

/// The YAML of a project file as nodes with lines; each failure in one line with its place.
func composeProject(
    _ text: String, file: String, needs: String = "project and buurten"
) throws(GeoFileError) -> Node {
    let node: Node?
    do {
        node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
        throw projectError(error, text: text, file: file)
    } catch {
        throw GeoFileError(.badData, "\(file): is no YAML", detail: "\(error)")
    }
    guard let node else {
        throw GeoFileError(
            .badData, "\(file):1: the file is empty; it needs at least \(needs)")
    }
    return node
}

private func projectError(_ error: YamlError, text: String, file: String) -> GeoFileError {
    let detail = "\(error)"
    func failure(_ line: Int, _ message: String) -> GeoFileError {
        GeoFileError(.badData, "\(file):\(line): \(message)", detail: detail)
    }
    switch error {
    case .duplicatedKeysInMapping(let duplicates, let context):
        let key = duplicates.first ?? ""
        let first = context.mark.line
        let second = lineOfRepetition(of: key, after: context.mark, in: text)
        return failure(
            second ?? first,
            "\"\(key)\" is here a second time (first in line \(first)); "
                + "rename or remove one of the two")
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
        if lineText(mark.line, of: text).prefix(while: \.isWhitespace).contains("\t") {
            return failure(mark.line, "a tab in the indentation; YAML allows spaces only")
        }
        return failure(mark.line, "no valid YAML: \(problem)")
    case .composer(_, let problem, let mark, _):
        if problem.contains("another document") {
            return failure(mark.line, "a second YAML document (---); a file holds one document")
        }
        return failure(mark.line, "no valid YAML: \(problem)")
    case .reader(let problem, let offset, _, _):
        let line = text.prefix(offset ?? 0).count { $0.isNewline } + 1
        return failure(line, "no valid YAML: \(problem)")
    default:
        return GeoFileError(.badData, "\(file): is no valid YAML", detail: detail)
    }
}

private func lineText(_ line: Int, of text: String) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
}

/// Where a key stands for the second time.
///
/// Yams tells the first place only; in block style the repetition has the same column, in flow style
/// it is the next place with the key and a colon.
private func lineOfRepetition(of key: String, after mark: Mark, in text: String) -> Int? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    func isKey(_ rest: Substring) -> Bool {
        var rest = rest
        let quote = rest.first.flatMap { "\"'".contains($0) ? $0 : nil }
        if quote != nil { rest = rest.dropFirst() }
        guard rest.hasPrefix(key) else { return false }
        rest = rest.dropFirst(key.count)
        if let quote, rest.first == quote { rest = rest.dropFirst() }
        return rest.drop(while: { $0 == " " }).first == ":"
    }
    for row in lines.indices where row + 1 > mark.line {
        let rest = lines[row].dropFirst(mark.column - 1)
        let before = lines[row].prefix(mark.column - 1)
        if before.allSatisfy({ $0 == " " }), isKey(rest) { return row + 1 }
    }
    for row in lines.indices where row + 1 >= mark.line {
        var rest = row + 1 == mark.line ? lines[row].dropFirst(mark.column) : lines[row]
        while let next = rest.firstIndex(where: { "{, ".contains($0) }) {
            rest = rest[next...].dropFirst()
            if isKey(rest) { return row + 1 }
        }
    }
    return nil
}
