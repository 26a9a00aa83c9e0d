// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// A layer while changes are applied to it.
struct LayerEditing {
    private var layer: Layer
    private let baseCount: Int
    /// Whether each row still has its geometry.
    private var keeps: [Bool]
    /// Metres by which rows have moved.
    private var shifts: [Int: (x: Double, y: Double)] = [:]
    /// First row of what each change added.
    private var firstAdded: [String: Int] = [:]
    private var touched: Set<Int32> = []

    init(_ layer: Layer) {
        self.layer = layer
        baseCount = layer.count
        keeps = [Bool](repeating: true, count: layer.count)
    }

    /// Rows of the base that went, moved or have other attributes, ascending.
    var altered: [Int32] { touched.filter { $0 < baseCount }.sorted() }

    /// Applies one change of this layer.
    mutating func apply(_ change: Change) {
        let rows = rows(of: change.effect.pick)
        touched.formUnion(rows.map { Int32(truncatingIfNeeded: $0) })
        switch change.effect {
        case .exchange(_, _, let adding):
            for row in rows { keeps[row] = false }
            if let adding { add(adding, change.id) }
        case .set(_, let pick, let values, let masks):
            set(values, rows)
            setMasks(masks, pick)
        case .move(_, _, let x, let y):
            for row in rows {
                let known = shifts[row] ?? (0, 0)
                shifts[row] = (known.x + x, known.y + y)
            }
        case .settle: return
        }
    }

    /// The layer with all changes.
    func finished() -> Layer {
        var result = layer
        result.geometry.translate(shifts)
        result.surfacePoints.translate(shifts)
        if keeps.contains(false) {
            result.geometry = FeatureGeometry(
                count: layer.geometry.count, points: result.geometry.points.keeping(keeps),
                lines: result.geometry.lines.keeping(keeps),
                polygons: result.geometry.polygons.keeping(keeps))
            result.surfacePoints = result.surfacePoints.keeping(keeps)
        }
        return result
    }

    /// Rows of a pick in this layer; what a change that is not in effect adds is not there.
    private func rows(of pick: FeaturePick) -> [Int] {
        var rows = pick.base.map(Int.init)
        for (id, own) in pick.added.sorted(by: { $0.key < $1.key }) {
            guard let first = firstAdded[id] else { continue }
            rows += own.map { first + Int($0) }
        }
        return rows
    }

    private mutating func add(_ fragment: Layer, _ id: String) {
        let first = layer.count
        firstAdded[id] = first
        layer.geometry.append(fragment.geometry)
        layer.attributes.append(fragment.attributes)
        let highest = layer.ids.max() ?? 0
        layer.ids += (0..<Int64(fragment.count)).map { highest + 1 + $0 }
        for name in layer.masks.keys {
            layer.masks[name]? +=
                fragment.masks[name] ?? [Bool](repeating: false, count: fragment.count)
        }
        let owner = Int32(truncatingIfNeeded: first)
        for i in 0..<fragment.surfacePoints.count {
            layer.surfacePoints.append(
                x: fragment.surfacePoints.x[i], y: fragment.surfacePoints.y[i],
                feature: owner + fragment.surfacePoints.feature[i])
        }
        keeps += [Bool](repeating: true, count: fragment.count)
    }

    private mutating func set(_ values: [AttributeColumn], _ rows: [Int]) {
        for value in values {
            guard let place = layer.attributes.columns.firstIndex(where: { $0.name == value.name })
            else { continue }
            for row in rows { layer.attributes.columns[place].set(row, to: value) }
        }
    }

    private mutating func setMasks(_ masks: [String: [Bool]], _ pick: FeaturePick) {
        for (name, flags) in masks {
            for (row, flag) in zip(pick.base, flags) { layer.masks[name]?[Int(row)] = flag }
            var place = pick.base.count
            for (id, own) in pick.added.sorted(by: { $0.key < $1.key }) {
                defer { place += own.count }
                guard let first = firstAdded[id] else { continue }
                for (k, row) in own.enumerated() {
                    layer.masks[name]?[first + Int(row)] = flags[place + k]
                }
            }
        }
    }
}

extension FeatureGeometry {
    /// Adds features behind those there are.
    fileprivate mutating func append(_ other: FeatureGeometry) {
        let first = Int32(truncatingIfNeeded: count)
        points.x += other.points.x
        points.y += other.points.y
        points.feature += other.points.feature.map { $0 + first }
        for k in 0..<other.lines.count {
            let rows = other.lines.vertices(of: k)
            lines.append(
                x: Array(other.lines.x[rows]), y: Array(other.lines.y[rows]),
                feature: first + other.lines.feature[k])
        }
        for p in 0..<other.polygons.count {
            for ring in other.polygons.rings(of: p) {
                let rows = other.polygons.vertices(ofRing: ring)
                polygons.appendRing(
                    x: Array(other.polygons.x[rows]), y: Array(other.polygons.y[rows]))
            }
            polygons.closePolygon(feature: first + other.polygons.feature[p])
        }
        count += other.count
    }

    /// Moves features by so many metres.
    fileprivate mutating func translate(_ shifts: [Int: (x: Double, y: Double)]) {
        guard !shifts.isEmpty else { return }
        points.translate(shifts)
        for k in 0..<lines.count {
            guard let shift = shifts[Int(lines.feature[k])] else { continue }
            for i in lines.vertices(of: k) {
                lines.x[i] += shift.x
                lines.y[i] += shift.y
            }
        }
        for p in 0..<polygons.count {
            guard let shift = shifts[Int(polygons.feature[p])] else { continue }
            for i in polygons.vertices(of: p) {
                polygons.x[i] += shift.x
                polygons.y[i] += shift.y
            }
        }
    }
}

extension PointSet {
    /// Moves the points of features by so many metres.
    fileprivate mutating func translate(_ shifts: [Int: (x: Double, y: Double)]) {
        for i in 0..<(shifts.isEmpty ? 0 : count) {
            guard let shift = shifts[Int(feature[i])] else { continue }
            x[i] += shift.x
            y[i] += shift.y
        }
    }
}
