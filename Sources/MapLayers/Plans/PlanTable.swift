// SPDX-License-Identifier: EUPL-1.2

/// A table of a page about plans: a name, then numbers.
public struct PlanTable: Sendable {
    /// Heading.
    public var title: String
    /// What the numbers mean.
    public var note: String
    /// Names of the columns, that of the rows first.
    public var columns: [String]
    /// Cells, the name of the row first.
    public var rows: [[String]]

    /// Creates a table.
    public init(title: String, note: String, columns: [String], rows: [[String]]) {
        self.title = title
        self.note = note
        self.columns = columns
        self.rows = rows
    }

    var fields: [String: Any] {
        [
            "title": title, "note": note,
            "columns": columns.enumerated().map { ["name": $1, "isNumber": $0 > 0] },
            "rows": rows.map { cells -> [String: Any] in
                ["head": cells.first ?? "", "cells": cells.dropFirst().map { ["text": $0] }]
            },
        ]
    }
}
