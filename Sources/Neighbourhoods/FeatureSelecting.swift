// SPDX-License-Identifier: EUPL-1.2
//
// Which features of a layer count: those in force in the year of the plan and in a mask. Rows keep
// their numbers; features that do not count lose their geometry.
package import Planar

extension Workspace {
    /// One flag per feature of a layer: in force in the plan's year, and in the mask where there is one.
    func active(_ selection: FeatureSelection) throws(AnalysisError) -> [Bool] {
        let layer = layers[selection.layer]
        var flags = try layer.inForce(in: plan.year)
        if let name = selection.mask, let mask = layer.masks[name] {
            for i in flags.indices { flags[i] = flags[i] && mask[i] }
        }
        return flags
    }

    /// Geometry of the features that count, sizes of green not considered.
    func activeGeometry(_ selection: FeatureSelection) throws(AnalysisError) -> FeatureGeometry {
        layers[selection.layer].geometry.keeping(try active(selection))
    }
}

extension Layer {
    /// One flag per feature: `from <= year <= until`, an empty end open; all without a year.
    func inForce(in year: Int?) throws(AnalysisError) -> [Bool] {
        var flags = [Bool](repeating: true, count: count)
        guard let year else { return flags }
        if let from = settings.fromColumn {
            let years = try yearColumn(from)
            for i in 0..<count {
                if let first = years[i], first > Double(year) { flags[i] = false }
            }
        }
        if let until = settings.untilColumn {
            let years = try yearColumn(until)
            for i in 0..<count { if let last = years[i], last < Double(year) { flags[i] = false } }
        }
        return flags
    }

    private func yearColumn(_ name: String) throws(AnalysisError) -> [Double?] {
        let column = try column(name)
        var years = [Double?](repeating: nil, count: count)
        for i in 0..<count where column.absenceReason(i) == nil {
            if case .texts(let texts) = column.values {
                years[i] = try year(in: texts[i], column: name, row: i)
            } else {
                years[i] = column.number(i)
            }
        }
        return years
    }

    /// The year at the start of a text such as `2021` or `2021-05-01`; `nil` for an empty one.
    private func year(
        in text: String, column: String, row: Int
    ) throws(AnalysisError) -> Double? {
        if text.allSatisfy(\.isWhitespace) { return nil }
        let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits.count == 4, let value = Double(String(Substring(digits))) else {
            let id = row < ids.count ? ids[row] : Int64(row)
            throw AnalysisError(
                "layer \(name), feature \(id): '\(text)' in column \(column) is no year",
                remedy: "write four digits, or leave it empty for an open end")
        }
        return value
    }

    /// The attribute column of that name, or an error that proposes the nearest.
    func column(_ wanted: String) throws(AnalysisError) -> AttributeColumn {
        if let column = attributes[wanted] { return column }
        let names = attributes.columns.map(\.name)
        throw AnalysisError(
            "layer \(name) has no column '\(wanted)'",
            remedy: nearestName(to: wanted, among: names).map { "did you mean '\($0)'?" }
                ?? "its columns are \(names.joined(separator: ", "))")
    }
}

extension FeatureGeometry {
    /// Whether no feature has any geometry.
    var isEmpty: Bool { hasPointsOnly && points.count == 0 }

    /// Whether no feature has a line or polygon.
    var hasPointsOnly: Bool { lines.count == 0 && polygons.count == 0 }

    /// The same features, without the geometry of those that are not flagged.
    func keeping(_ flags: [Bool]) -> FeatureGeometry {
        if flags.allSatisfy({ $0 }) { return self }
        return FeatureGeometry(
            count: count, points: points.keeping(flags), lines: lines.keeping(flags),
            polygons: polygons.keeping(flags))
    }
}

extension PointSet {
    /// The points whose feature is flagged.
    package func keeping(_ flags: [Bool]) -> PointSet {
        var kept = PointSet()
        for i in 0..<count where flags[Int(feature[i])] {
            kept.append(x: x[i], y: y[i], feature: feature[i])
        }
        return kept
    }
}

extension LineSet {
    /// The parts whose feature is flagged.
    package func keeping(_ flags: [Bool]) -> LineSet {
        var kept = LineSet()
        for k in 0..<count where flags[Int(feature[k])] {
            let rows = vertices(of: k)
            kept.x.append(contentsOf: x[rows])
            kept.y.append(contentsOf: y[rows])
            kept.offsets.append(Int32(kept.x.count))
            kept.feature.append(feature[k])
        }
        return kept
    }
}

extension PolygonSet {
    /// The polygons whose feature is flagged.
    package func keeping(_ flags: [Bool]) -> PolygonSet {
        var kept = PolygonSet()
        for p in 0..<count where flags[Int(feature[p])] {
            for r in rings(of: p) {
                let rows = vertices(ofRing: r)
                kept.x.append(contentsOf: x[rows])
                kept.y.append(contentsOf: y[rows])
                kept.ringOffsets.append(Int32(kept.x.count))
            }
            kept.closePolygon(feature: feature[p])
        }
        return kept
    }

    /// The smallest box around polygon `p`.
    func extent(of p: Int) -> Box {
        var box = Box.empty
        for i in vertices(of: p) { box.insert(x: x[i], y: y[i]) }
        return box
    }
}
