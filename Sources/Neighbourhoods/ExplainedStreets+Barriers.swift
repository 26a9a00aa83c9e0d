// SPDX-License-Identifier: EUPL-1.2
//
// Which fast streets a way crosses or follows, and by which crossing.
import Planar
import StreetNetwork

extension ExplainedStreets {
    /// The fast streets that a way crosses or follows, in its order; those that it follows last.
    func barriers(
        _ found: FoundWay, from address: (x: Double, y: Double), _ place: StreetPlace,
        _ network: StreetNetwork, to target: (x: Double, y: Double)
    ) -> [Explanation.BarrierMeeting] {
        guard !found.isInside else { return [] }
        let start = network.graph.point(of: place)
        let steps = steps(found.route.map { network.segments(of: $0) } ?? [])
        var meetings = crossed(fromX: address.x, y: address.y, toX: start.x, y: start.y)
        meetings += changes(
            steps, fast: fastParts(steps), foot: found.route == nil ? nil : start, start: address,
            end: target)
        meetings += crossed(fromX: found.foot.x, y: found.foot.y, toX: target.x, y: target.y)
        return meetings + followed(steps)
    }

    /// The fast streets that a straight line crosses, once each, in its order; touching at an end is none.
    func crossed(
        fromX ax: Double, y ay: Double, toX bx: Double, y by: Double
    ) -> [Explanation.BarrierMeeting] {
        var box = Box.empty
        box.insert(x: ax, y: ay)
        box.insert(x: bx, y: by)
        let lines = safe.lines
        let dx = bx - ax, dy = by - ay
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 2 * Self.tolerance else { return [] }
        var met: [(share: Double, part: Int)] = []
        for k in parts(near: box) where safe.isBarrier[k] {
            for i in lines.vertices(of: k).dropLast() {
                let (cx, cy, ex, ey) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
                guard segmentsIntersect(ax, ay, bx, by, cx, cy, ex, ey) else { continue }
                let c = orientation(ax, ay, bx, by, cx, cy)
                let e = orientation(ax, ay, bx, by, ex, ey)
                guard c != e else { continue }
                let t = c / (c - e)
                let x = cx + t * (ex - cx), y = cy + t * (ey - cy)
                let share = ((x - ax) * dx + (y - ay) * dy) / (length * length)
                let margin = Self.tolerance / length
                if share > margin, share < 1 - margin { met.append((share, k)) }
            }
        }
        var found: [Explanation.BarrierMeeting] = []
        for (share, part) in met.sorted(by: { $0 < $1 })
        where !found.contains(where: { $0.id == id(of: part) }) {
            found.append(meeting(.crosses, part, ax + share * dx, ay + share * dy))
        }
        return found
    }

    /// Where the route goes from one side of fast streets to the other.
    private func changes(
        _ steps: [StreetStep], fast: [Int], foot: (x: Double, y: Double)?,
        start: (x: Double, y: Double), end: (x: Double, y: Double)
    ) -> [Explanation.BarrierMeeting] {
        guard let first = steps.first, let last = steps.last else {
            return foot.flatMap { across($0, start, end) }.map { [$0] } ?? []
        }
        var nodes = [(first.ax, first.ay)]
        nodes += steps.map { ($0.bx, $0.by) }
        let legs = nodes.indices.map { i in
            self.legs(
                nodes[i].0, nodes[i].1, fast,
                on: [i > 0 ? steps[i - 1].part : nil, i < steps.count ? steps[i].part : nil])
        }
        func side(_ step: StreetStep, _ point: (x: Double, y: Double), _ node: Int) -> Int {
            // At a node with more streets the side of the piece says nothing.
            guard legs[node].isEmpty else { return 0 }
            let turn = orientation(step.ax, step.ay, step.bx, step.by, point.x, point.y)
            return abs(turn) > Self.tolerance * step.length ? (turn > 0 ? 1 : -1) : 0
        }
        let route = BarrierRoute(
            pieces: steps.map {
                BarrierRoute.Piece(
                    dx: $0.bx - $0.ax, dy: $0.by - $0.ay,
                    isBarrier: $0.part.map { safe.isBarrier[$0] } ?? false, side: $0.side)
            },
            legs: legs.map { $0.map { ($0.dx, $0.dy) } },
            startSide: side(first, start, 0), endSide: side(last, end, steps.count))
        return route.crossings.compactMap { node in
            let part =
                legs[node].first?.part ?? steps[max(node - 1, 0)].part
                ?? steps[min(node, steps.count - 1)].part
            // Before the first node and behind the last one steps off the street beside a crossing, not on it.
            let isNode = node > 0 && node < steps.count
            return part.map {
                meeting(.crosses, $0, nodes[node].0, nodes[node].1, isNode: isNode)
            }
        }
    }

    /// The fast street at a foot, where two points lie on different sides of it.
    private func across(
        _ foot: (x: Double, y: Double), _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
    ) -> Explanation.BarrierMeeting? {
        var box = Box.empty
        box.insert(x: foot.x, y: foot.y)
        let x = safe.lines.x, y = safe.lines.y
        for k in parts(near: box) where safe.isBarrier[k] {
            for i in safe.lines.vertices(of: k).dropLast() {
                let off = distance(
                    fromX: foot.x, y: foot.y, toSegment: x[i], y[i], x[i + 1], y[i + 1])
                guard off <= Self.tolerance else { continue }
                let one = orientation(x[i], y[i], x[i + 1], y[i + 1], a.x, a.y)
                let other = orientation(x[i], y[i], x[i + 1], y[i + 1], b.x, b.y)
                if (one < 0 && other > 0) || (one > 0 && other < 0) {
                    let isNode = [i, i + 1].contains { x[$0] == foot.x && y[$0] == foot.y }
                    return meeting(.crosses, k, foot.x, foot.y, isNode: isNode)
                }
            }
        }
        return nil
    }

    private func fastParts(_ steps: [StreetStep]) -> [Int] {
        var box = Box.empty
        for s in steps {
            box.insert(x: s.ax, y: s.ay)
            box.insert(x: s.bx, y: s.by)
        }
        return box.isEmpty ? [] : parts(near: box).filter { safe.isBarrier[$0] }
    }

    /// The legs of fast streets at a node: those on the level of the streets of the route, or that end there.
    private func legs(
        _ x: Double, _ y: Double, _ fast: [Int], on route: [Int?]
    ) -> [(dx: Double, dy: Double, part: Int)] {
        let lines = safe.lines
        let reach = max(Self.tolerance, rules.nodeTolerance)
        func isHere(_ i: Int) -> Bool {
            let dx = lines.x[i] - x, dy = lines.y[i] - y
            return dx * dx + dy * dy <= reach * reach
        }
        let mine = route.compactMap { $0 }
        let levels = Set(mine.map { safe.levels[$0] })
        let endsHere = mine.contains { part in
            let rows = lines.vertices(of: part)
            return isHere(rows.lowerBound) || isHere(rows.upperBound - 1)
        }
        var found: [(dx: Double, dy: Double, part: Int)] = []
        for k in fast {
            let rows = lines.vertices(of: k)
            for i in rows where isHere(i) {
                let isEnd = i == rows.lowerBound || i == rows.upperBound - 1
                guard isEnd || endsHere || levels.contains(safe.levels[k]) else { continue }
                if let j = rows[..<i].last(where: { !isHere($0) }) {
                    found.append((lines.x[j] - lines.x[i], lines.y[j] - lines.y[i], k))
                }
                if let j = rows[(i + 1)...].first(where: { !isHere($0) }) {
                    found.append((lines.x[j] - lines.x[i], lines.y[j] - lines.y[i], k))
                }
            }
        }
        return found
    }

    /// The stretches along fast streets without a footway.
    private func followed(_ steps: [StreetStep]) -> [Explanation.BarrierMeeting] {
        var found: [Explanation.BarrierMeeting] = []
        var last: Int?
        for step in steps {
            defer { last = step.part }
            guard let part = step.part, safe.isBarrier[part], !safe.hasFootway[part] else {
                continue
            }
            let x = step.ax + (step.bx - step.ax) / 2, y = step.ay + (step.by - step.ay) / 2
            if areOneStreet(last, part), let row = found.indices.last {
                found[row].length += step.length
            } else {
                var stretch = meeting(.follows, part, x, y)
                stretch.length = step.length
                found.append(stretch)
            }
        }
        return found
    }

    /// A meeting with a fast street, and at a node the crossing that is near enough.
    private func meeting(
        _ kind: Explanation.BarrierMeeting.Kind, _ part: Int, _ x: Double, _ y: Double,
        isNode: Bool = false
    ) -> Explanation.BarrierMeeting {
        var found = Explanation.BarrierMeeting(
            kind: kind, name: name(of: part), id: id(of: part), speed: speed(of: part), x: x, y: y,
            length: 0)
        guard isNode else { return found }
        for crossing in crossings {
            let metres = distance(
                fromX: x, y: y, toSegment: crossing.x, crossing.y, crossing.x, crossing.y)
            if metres <= rules.crossingWithin, metres < found.crossingDistance ?? .infinity {
                (found.crossing, found.crossingDistance) = (crossing, metres)
            }
        }
        return found
    }
}
