// SPDX-License-Identifier: EUPL-1.2
//
// A site lies in one buurt, that of its point or of a point on its surface, so that dwellings add up:
// a block on a border is not built twice. (The *number* of sites counts it on both sides, as it does
// for every layer.) A site whose size is missing is left out of sums and shares of size, and counted.
import Planar
import SpatialIndex

/// The sites of a layer that count, with what is asked of them.
struct SiteTable: Sendable {
    /// Buurt of each site, -1 where it lies in none.
    var buurt: [Int32]
    /// Size of each site; `nil` where it is missing.
    var size: [Double?]
    /// Row of each site in its layer.
    var feature: [Int32]
    /// A point in each site.
    var anchorX: [Double]
    /// See ``anchorX``.
    var anchorY: [Double]
    /// Whether the layer has sizes; shares are of the number of sites where it has none.
    var hasSizes: Bool

    /// Sites of a layer that have a place.
    init(_ layer: Layer, active: [Bool], buurten: CoverageIndex) throws(AnalysisError) {
        let anchors = layer.anchors()
        feature = (0..<layer.count).filter { active[$0] && anchors[$0] != nil }.map(Int32.init)
        anchorX = feature.map { anchors[Int($0)]?.x ?? .nan }
        anchorY = feature.map { anchors[Int($0)]?.y ?? .nan }
        buurt = anchorX.indices.map { [anchorX, anchorY] in
            buurten.feature(x: anchorX[$0], y: anchorY[$0])
        }
        hasSizes = layer.settings.sizeColumn != nil
        size = [Double?](repeating: 1, count: feature.count)
        if let name = layer.settings.sizeColumn {
            let column = try layer.column(name)
            size = feature.map { row in
                column.number(Int(row)).flatMap { $0 >= 0 && $0 <= Workspace.crowd ? $0 : nil }
            }
        }
    }

    /// Number of sites.
    var count: Int { feature.count }

    /// Sum of sizes per buurt, group and total.
    func sizes(buurten: Int, levels: [Level]) -> LevelValues {
        values(buurten: buurten, levels: levels) { sites in
            if !sites.isEmpty && sites.allSatisfy({ size[$0] == nil }) {
                return .missing("no site here has a size")
            }
            return .present(total(sites).value)
        }
    }

    /// Share of the sites that are flagged, per buurt, group and total.
    func share(of flags: [Bool], buurten: Int, levels: [Level]) -> LevelValues {
        values(buurten: buurten, levels: levels) { sites in
            if sites.isEmpty { return .notApplicable("no sites here") }
            let whole = total(sites).value
            guard whole > 0 else { return .missing("no site here has a size") }
            return .present(total(sites.filter { flags[$0] }).value / whole * 100)
        }
    }

    private func total(_ sites: [Int]) -> ExactSum {
        var sum = ExactSum()
        for s in sites { sum.add(size[s] ?? 0) }
        return sum
    }

    private func values(
        buurten: Int, levels: [Level], _ value: ([Int]) -> IndicatorValue
    ) -> LevelValues {
        var sites = [[Int]](repeating: [], count: buurten)
        for (s, b) in buurt.enumerated() where b >= 0 { sites[Int(b)].append(s) }
        return LevelValues(buurten: buurten, levels: levels) { b in
            value(sites[b])
        } row: { members in
            value(members.flatMap { sites[$0] })
        }
    }

    /// Distance of each site to the nearest feature of other geometry; infinity where there is none.
    ///
    /// A vertex of a piece is no nearer to the others than the piece, so only what is within the distance
    /// of its first one need be measured.
    func distances(from sites: FeatureGeometry, to other: FeatureGeometry) -> [Double] {
        let distinct = DistinctFeatures(sites), others = DistinctFeatures(other).geometry
        let mine = PieceList(distinct.geometry), theirs = PieceList(others)
        let nearest = NearestFeatureIndex(others, pointCount: mine.pieces.count)
        let boxes = BoxIndex(theirs.boxes)
        var best = [Double](repeating: .infinity, count: sites.count)
        for a in mine.pieces.indices {
            let row = Int(mine.feature[a])
            guard let (x, y) = mine.firstPoint(of: a),
                let found = nearest.nearest(x: x, y: y)?.distance
            else { continue }
            best[row] = min(best[row], found)
            if case .point = mine.pieces[a] { continue }
            boxes.visit(near: mine.boxes[a], within: best[row]) { b in
                guard best[row] > 0 else { return }
                best[row] = mine.distance(a, to: theirs, b, limit: best[row])
            }
        }
        return feature.map { best[distinct.first(Int($0))] }
    }
}

extension Layer {
    /// A point in each feature: its first point, a point on its surface, or the middle of a line.
    fileprivate func anchors() -> [(x: Double, y: Double)?] {
        var anchors = [(x: Double, y: Double)?](repeating: nil, count: count)
        func offer(_ row: Int32, _ x: Double, _ y: Double) {
            if anchors[Int(row)] == nil { anchors[Int(row)] = (x, y) }
        }
        let points = geometry.points, lines = geometry.lines, polygons = geometry.polygons
        for i in 0..<surfacePoints.count {
            offer(surfacePoints.feature[i], surfacePoints.x[i], surfacePoints.y[i])
        }
        for i in 0..<points.count { offer(points.feature[i], points.x[i], points.y[i]) }
        for p in 0..<polygons.count {
            guard let point = polygons.pointOnSurface(of: p) else { continue }
            offer(polygons.feature[p], point.x, point.y)
        }
        for k in 0..<lines.count where !lines.vertices(of: k).isEmpty {
            let rows = lines.vertices(of: k)
            let middle = rows.lowerBound + rows.count / 2
            offer(lines.feature[k], lines.x[middle], lines.y[middle])
        }
        return anchors
    }
}

extension PolygonSet {
    /// A point inside polygon `p`: the middle of its widest stretch at half its height.
    ///
    /// For layers whose source gave none. The height lies halfway between two neighbouring vertices, so
    /// that no vertex lies on it.
    func pointOnSurface(of p: Int) -> (x: Double, y: Double)? {
        let box = extent(of: p)
        guard !box.isEmpty else { return nil }
        let middle = (box.minY + box.maxY) / 2
        var below = box.minY, above = box.maxY
        for i in vertices(of: p) {
            if y[i] <= middle { below = max(below, y[i]) } else { above = min(above, y[i]) }
        }
        let height = (below + above) / 2
        var crossings: [Double] = []
        for ring in rings(of: p) {
            let rows = vertices(ofRing: ring)
            guard var last = rows.last else { continue }
            for i in rows {
                if (y[last] > height) != (y[i] > height) {
                    let t = (height - y[last]) / (y[i] - y[last])
                    crossings.append(x[last] + t * (x[i] - x[last]))
                }
                last = i
            }
        }
        crossings.sort()
        var best: (x: Double, width: Double)?
        for k in stride(from: 0, to: crossings.count - 1, by: 2) {
            let width = crossings[k + 1] - crossings[k]
            if width > best?.width ?? -1 { best = ((crossings[k] + crossings[k + 1]) / 2, width) }
        }
        return best.map { ($0.x, height) }
    }
}
