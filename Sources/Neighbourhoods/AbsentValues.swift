// SPDX-License-Identifier: EUPL-1.2

extension ResultTable {
    /// Name of the column of map layers that holds ``absenceTexts``.
    public static let absenceColumn = "absent_values"

    /// Per row the indicators without a value whose absence is not plain missing, such as
    /// `;hubs_distance_mean:suppressed;`; `nil` where there is none.
    ///
    /// An empty cell tells that a value is absent, not why; a style of a map layer can look here.
    public var absenceTexts: [String?] {
        var texts = [String?](repeating: nil, count: codes.count)
        for column in columns {
            for (row, value) in column.values.enumerated() {
                switch value {
                case .present, .missing: continue
                case .suppressed, .notApplicable:
                    texts[row] = (texts[row] ?? ";") + "\(column.indicator.id):\(value.status);"
                }
            }
        }
        return texts
    }
}
