// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

extension StreetPlan {
    /// The streets as straight edges that meet at shared ends only.
    func layer(random: inout RandomStream) -> TownLayer {
        var lines = LineSet()
        lines.x.reserveCapacity(2 * count)
        lines.y.reserveCapacity(2 * count)
        var isWalked: [Bool] = [], isDriven: [Bool] = [], hasFootway: [Bool] = []
        for row in 0..<count {
            for node in [Int(from[row]), Int(to[row])] {
                lines.x.append(nodes.metresX(node))
                lines.y.append(nodes.metresY(node))
            }
            isWalked.append(speed[row] < 80 || random.chance(0.5))
            isDriven.append(speed[row] > 30 || random.chance(0.92))
            hasFootway.append(speed[row] == 50 && random.chance(0.7))
        }
        lines.feature = Array(0..<Int32(truncatingIfNeeded: count))
        lines.offsets = (0...count).map { Int32(2 * $0) }
        return TownLayer(
            name: "edges", geometry: FeatureGeometry(count: count, lines: lines),
            attributes: AttributeTable(
                count: count,
                columns: [
                    AttributeColumn(name: "maxspeed", values: .integers(speed.map { Int64($0) })),
                    AttributeColumn(name: "foot", values: .flags(isWalked)),
                    AttributeColumn(name: "auto", values: .flags(isDriven)),
                    AttributeColumn(name: "trottoir", values: .flags(hasFootway)),
                ]))
    }

    /// Crossings for people on foot: at two in five ends of local streets on a main road.
    func crossings(random: inout RandomStream) -> TownLayer {
        var isLocal = [Bool](repeating: false, count: nodes.count)
        var isMain = isLocal
        for row in 0..<count {
            for node in [Int(from[row]), Int(to[row])] {
                if speed[row] == 30 { isLocal[node] = true } else { isMain[node] = true }
            }
        }
        let rows = (0..<nodes.count).filter { isLocal[$0] && isMain[$0] && random.chance(0.4) }
        return TownLayer(
            name: "crossings",
            geometry: pointFeatures(rows.map(nodes.metresX), rows.map(nodes.metresY)),
            attributes: AttributeTable(
                count: rows.count, columns: [named("Oversteekplaats", rows.count)]))
    }

    /// Trees along the streets, 3 to 6 m from the middle.
    func trees(_ number: Int, random: inout RandomStream) -> TownLayer {
        var x: [Double] = [], y: [Double] = [], crown: [Double] = []
        for _ in 0..<number {
            let place = beside(random.index(below: count), near: 3, far: 6, &random)
            x.append(place.x)
            y.append(place.y)
            crown.append((random.number(3, 12) * 10).rounded() / 10)
        }
        return TownLayer(
            name: "trees", geometry: pointFeatures(x, y),
            attributes: AttributeTable(
                count: number,
                columns: [AttributeColumn(name: "kroondiameter", values: .reals(crown))]))
    }

    /// A random place beside a street, whole millimetres.
    func beside(
        _ row: Int, near: Double, far: Double, _ random: inout RandomStream
    ) -> (x: Double, y: Double) {
        let a = Int(from[row]), b = Int(to[row])
        let fromX = nodes.metresX(a), fromY = nodes.metresY(a)
        let dx = nodes.metresX(b) - fromX, dy = nodes.metresY(b) - fromY
        let along = random.unit()
        let distance = random.number(near, far)
        let aside = (random.chance(0.5) ? distance : -distance) / length(row)
        return (
            millimetres(fromX + along * dx - aside * dy),
            millimetres(fromY + along * dy + aside * dx)
        )
    }
}

/// A column `naam` of numbered names.
func named(_ kind: String, _ count: Int) -> AttributeColumn {
    AttributeColumn(name: "naam", values: .texts((0..<count).map { "\(kind) \($0 + 1)" }))
}
