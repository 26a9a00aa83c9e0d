// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

extension FeatureTable {
    /// The table with only the rows given, in that order.
    func selecting(_ rows: [Int32]) -> FeatureTable {
        var result = self
        result.geometry = geometry.selecting(rows)
        result.attributes = attributes.selecting(rows)
        result.ids = rows.map { ids[Int($0)] }
        (result.nullRows, result.emptyRows, result.collapsedRows) = ([], [], [])
        return result
    }

    /// All rows but those given.
    func rows(without left: Set<Int32>) -> [Int32] {
        (0..<Int32(truncatingIfNeeded: count)).filter { !left.contains($0) }
    }
}

extension AttributeTable {
    /// The table with only the rows given, in that order.
    func selecting(_ rows: [Int32]) -> AttributeTable {
        AttributeTable(count: rows.count, columns: columns.map { $0.selecting(rows) })
    }
}

extension AttributeColumn {
    /// The column with only the rows given, in that order.
    func selecting(_ rows: [Int32]) -> AttributeColumn {
        func picked<T>(_ column: [T]) -> [T] { rows.map { column[Int($0)] } }
        var result = self
        switch values {
        case .integers(let v): result.values = .integers(picked(v))
        case .reals(let v): result.values = .reals(picked(v))
        case .texts(let v): result.values = .texts(picked(v))
        case .flags(let v): result.values = .flags(picked(v))
        }
        if !absence.isEmpty { result.absence = picked(absence) }
        return result
    }

    /// The row as a code or name: whole numbers without a decimal point; `nil` where absent or blank.
    func label(_ row: Int) -> String? {
        if case .reals(let v) = values, absenceReason(row) == nil,
            let whole = Int64(exactly: v[row])
        {
            return String(whole)
        }
        guard let text = text(row) else { return nil }
        let isBlank = text.allSatisfy(\.isWhitespace)
        return isBlank ? nil : text
    }
}

extension FeatureGeometry {
    /// The geometry with only the features given, in that order.
    func selecting(_ rows: [Int32]) -> FeatureGeometry {
        var result = FeatureGeometry(count: rows.count)
        let pointRanges = ranges(of: points.feature)
        let lineRanges = ranges(of: lines.feature)
        let polygonRanges = ranges(of: polygons.feature)
        for (new, old) in rows.enumerated() {
            let owner = Int32(truncatingIfNeeded: new)
            for k in pointRanges(old) {
                result.points.append(x: points.x[k], y: points.y[k], feature: owner)
            }
            for k in lineRanges(old) {
                let vertices = lines.vertices(of: k)
                result.lines.append(
                    x: Array(lines.x[vertices]), y: Array(lines.y[vertices]), feature: owner)
            }
            result.polygons.append(polygons, polygonRanges(old), feature: owner)
        }
        return result
    }

    /// Where the parts of each feature are: owners ascend, so that each has one run.
    private func ranges(of owners: [Int32]) -> (Int32) -> Range<Int> {
        guard !owners.isEmpty else { return { _ in 0..<0 } }
        var starts = [Int](repeating: 0, count: count + 1)
        for owner in owners { starts[Int(owner) + 1] += 1 }
        for row in 0..<count { starts[row + 1] += starts[row] }
        return { row in starts[Int(row)]..<starts[Int(row) + 1] }
    }
}
