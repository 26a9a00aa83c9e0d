// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The table of docs/architecture.md: which module may import which.
struct ArchitectureTable {
    /// Per module what it may import.
    var allowed: [String: Set<String>] = [:]

    /// Modules of the system that any module may import.
    static let free: Set<String> = [
        "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin", "Swift",
    ]

    init() throws {
        for line in try Repository.text("docs/architecture.md").split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, let module = Self.names(cells[0]).first,
                cells[0] == "`\(module)`"
            else { continue }
            allowed[module] = Set(Self.names(cells[2]))
        }
    }

    /// The words between backticks.
    private static func names(_ cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    /// What is wrong with an edge; `nil` where it is drawn.
    func complaint(_ module: String, imports other: String) -> String? {
        guard let permitted = allowed[module] else {
            return "\(module) is not in the table of docs/architecture.md"
        }
        guard !permitted.contains(other), !Self.free.contains(other) else { return nil }
        return "\(module) imports \(other), which docs/architecture.md does not draw"
    }
}
