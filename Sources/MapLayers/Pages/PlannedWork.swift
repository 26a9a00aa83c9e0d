// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// A work of the project with its years, size and euros: a site, or a feature of another layer that has a cost
/// or years of works.
struct PlannedWork {
    /// What it is called.
    var name: String
    /// What readers call its layer, in brackets; empty for sites.
    var kind: String
    /// Last year in which anything happens; `nil` where it is open.
    var end: Double?
    /// Such as `2021 – 2022`.
    var years: String
    /// Such as a number of dwellings; `nil` where it is not known.
    var size: String?
    /// Cost in euros; `nil` where it is not known.
    var euros: Double?

    /// The works of all layers that lie in some buurten, in order of year.
    static func all(
        _ workspace: Workspace, in members: [Int], boxes: [Box], _ words: Words
    ) -> [PlannedWork] {
        let own = members.map { boxes[$0] }
        var works: [(year: Double, work: PlannedWork)] = []
        for layer in workspace.layers where layer.role == .site || layer.namesWorks {
            let middles = layer.geometry.middles
            for row in 0..<layer.count {
                guard let middle = middles[row],
                    own.contains(where: { $0.contains(x: middle.x, y: middle.y) }),
                    workspace.isInside(middle.x, middle.y, members)
                else { continue }
                guard let work = PlannedWork(layer, row, words) else { continue }
                works.append((layer.works(row).from ?? .infinity, work))
            }
        }
        return works.sorted { ($0.year, $0.work.name) < ($1.year, $1.work.name) }.map(\.work)
    }

    /// Those for which there is room, in their order: costs go first, then what is not yet finished.
    static func chosen(_ works: [PlannedWork], most: Int, year: Int?) -> [PlannedWork] {
        func rank(_ work: PlannedWork) -> Int {
            if work.euros != nil { return 0 }
            return year.map { Double($0) > work.end ?? .infinity } ?? false ? 2 : 1
        }
        let order = works.indices.sorted { (rank(works[$0]), $0) < (rank(works[$1]), $1) }
        return order.prefix(most).sorted().map { works[$0] }
    }

    /// `nil` for a feature that is no work: neither cost nor years of works, and no site.
    private init?(_ layer: Layer, _ row: Int, _ words: Words) {
        let (from, until) = layer.works(row)
        euros = layer.settings.costColumn.flatMap { layer.attributes[$0]?.number(row) }
        guard layer.role == .site || euros != nil || from != nil || until != nil else { return nil }
        kind = layer.role == .site ? "" : " (\(words.layer(layer.name)))"
        end = until
        name = layer.nameColumn?.text(row) ?? words.layer(layer.name).capitalisedFirst
        func text(_ year: Double) -> String { "\(Int(year))" }
        switch (from, until) {
        case (let from?, let until?):
            years = from == until ? text(from) : "\(text(from)) – \(text(until))"
        case (let from?, nil): years = "\(text(from)) –"
        case (nil, let until?): years = "– \(text(until))"
        case (nil, nil): years = words("value.none")
        }
        size = layer.settings.sizeColumn.flatMap { layer.attributes[$0]?.number(row) }
            .map { words.number($0, decimals: 0) }
    }
}

extension Layer {
    /// Whether the project says where costs or years of works are.
    fileprivate var namesWorks: Bool {
        settings.costColumn != nil || !settings.worksColumns.isEmpty
    }

    /// First and last year of the works of a feature; of a site those in which it counts, where the layer
    /// names no others.
    fileprivate func works(_ row: Int) -> (from: Double?, until: Double?) {
        let columns = settings.worksColumns
        guard columns.count == 2 else {
            guard role == .site else { return (nil, nil) }
            return (year(row, settings.fromColumn), year(row, settings.untilColumn))
        }
        return (year(row, columns[0]), year(row, columns[1]))
    }

    fileprivate func year(_ row: Int, _ column: String?) -> Double? {
        guard let column = column.flatMap({ attributes[$0] }) else { return nil }
        guard let number = column.number(row) else {
            return column.text(row).flatMap { Double($0.prefix(4)) }
        }
        return (1000...9999).contains(number) ? number : nil
    }
}

extension FeatureGeometry {
    /// The middle of the box of each feature; `nil` without geometry.
    fileprivate var middles: [(x: Double, y: Double)?] {
        var boxes = [Box](repeating: .empty, count: count)
        for k in points.x.indices {
            boxes[Int(points.feature[k])].insert(x: points.x[k], y: points.y[k])
        }
        for part in 0..<lines.count {
            for v in lines.vertices(of: part) {
                boxes[Int(lines.feature[part])].insert(x: lines.x[v], y: lines.y[v])
            }
        }
        for p in 0..<polygons.count {
            for v in polygons.vertices(of: p) {
                boxes[Int(polygons.feature[p])].insert(x: polygons.x[v], y: polygons.y[v])
            }
        }
        return boxes.map { $0.isEmpty ? nil : (($0.minX + $0.maxX) / 2, ($0.minY + $0.maxY) / 2) }
    }
}

extension Workspace {
    /// Whether a point lies in one of some buurten, by the parity of the borders east of it.
    fileprivate func isInside(_ x: Double, _ y: Double, _ members: [Int]) -> Bool {
        let wanted = Set(members.map(Int32.init))
        let set = buurten.polygons
        for p in 0..<set.count where wanted.contains(set.feature[p]) {
            var isInside = false
            for ring in set.rings(of: p) {
                let rows = set.vertices(ofRing: ring)
                guard var before = rows.last else { continue }
                for v in rows {
                    let (ay, by) = (set.y[before], set.y[v])
                    if (ay > y) != (by > y) {
                        let at = set.x[before] + (set.x[v] - set.x[before]) * (y - ay) / (by - ay)
                        if x < at { isInside.toggle() }
                    }
                    before = v
                }
            }
            if isInside { return true }
        }
        return false
    }
}
