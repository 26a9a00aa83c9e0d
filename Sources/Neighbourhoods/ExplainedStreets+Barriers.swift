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
        var walked = steps
        if let way = connector(from: address, to: start) { walked.insert(way, at: 0) }
        if let way = connector(from: found.foot, to: target) { walked.append(way) }
        return crossed(fromX: address.x, y: address.y, toX: start.x, y: start.y)
            + changes(walked)
            + crossed(fromX: found.foot.x, y: found.foot.y, toX: target.x, y: target.y)
            + followed(steps)
    }

    /// A straight line to or from a street; `nil` for one without length.
    private func connector(
        from a: (x: Double, y: Double), to b: (x: Double, y: Double)
    ) -> StreetStep? {
        let length = distance(fromX: a.x, y: a.y, toSegment: b.x, b.y, b.x, b.y)
        guard length > Self.tolerance else { return nil }
        return StreetStep(
            ax: a.x, ay: a.y, bx: b.x, by: b.y, length: length, side: 0, part: nil)
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

    /// Where the way goes from one side of fast streets to the other.
    private func changes(_ walked: [StreetStep]) -> [Explanation.BarrierMeeting] {
        guard walked.count > 1 else { return [] }
        let fast = fastParts(walked)
        var legs: [[Leg]] = [[]]
        var isNode = [false]
        for (before, next) in zip(walked, walked.dropFirst()) {
            let parts = [before.part, next.part].compactMap { $0 }
            var here = self.legs(next.ax, next.ay, fast, on: parts)
            isNode.append(!here.isEmpty)
            // A connector may end between the vertices of a fast street.
            if here.isEmpty, parts.count < 2 { here = directions(next.ax, next.ay, fast) }
            legs.append(here)
        }
        let route = BarrierRoute(
            pieces: walked.map {
                BarrierRoute.Piece(
                    dx: $0.bx - $0.ax, dy: $0.by - $0.ay,
                    isBarrier: $0.part.map { safe.isBarrier[$0] } ?? false, side: $0.side)
            },
            legs: legs.map { $0.map { ($0.dx, $0.dy) } } + [[]])
        return route.crossings.compactMap { node in
            legs[node].first.map {
                meeting(
                    .crosses, $0.part, walked[node].ax, walked[node].ay, isNode: isNode[node])
            }
        }
    }

    private func fastParts(_ steps: [StreetStep]) -> [Int] {
        var box = Box.empty
        for s in steps {
            box.insert(x: s.ax, y: s.ay)
            box.insert(x: s.bx, y: s.by)
        }
        return box.isEmpty ? [] : parts(near: box).filter { safe.isBarrier[$0] }
    }

    /// A direction in which a fast street leaves a place.
    private typealias Leg = (dx: Double, dy: Double, part: Int)

    /// The legs of fast streets at a node: those on the level of the streets of the route, or that end there.
    private func legs(_ x: Double, _ y: Double, _ fast: [Int], on route: [Int]) -> [Leg] {
        let lines = safe.lines
        let reach = max(Self.tolerance, rules.nodeTolerance)
        func isHere(_ i: Int) -> Bool {
            let dx = lines.x[i] - x, dy = lines.y[i] - y
            return dx * dx + dy * dy <= reach * reach
        }
        let levels = Set(route.map { safe.levels[$0] })
        let endsHere = route.contains { part in
            let rows = lines.vertices(of: part)
            return isHere(rows.lowerBound) || isHere(rows.upperBound - 1)
        }
        var found: [Leg] = []
        for k in fast {
            let rows = lines.vertices(of: k)
            for i in rows where isHere(i) {
                let isEnd = i == rows.lowerBound || i == rows.upperBound - 1
                let meets = route.isEmpty || isEnd || endsHere || levels.contains(safe.levels[k])
                guard meets else { continue }
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

    /// Both directions of the fast street that a place lies on between its vertices.
    private func directions(_ x: Double, _ y: Double, _ fast: [Int]) -> [Leg] {
        let lines = safe.lines
        for k in fast {
            for i in lines.vertices(of: k).dropLast() {
                let (ax, ay, bx, by) = (lines.x[i], lines.y[i], lines.x[i + 1], lines.y[i + 1])
                let off = distance(fromX: x, y: y, toSegment: ax, ay, bx, by)
                if off <= Self.tolerance {
                    return [(bx - ax, by - ay, k), (ax - bx, ay - by, k)]
                }
            }
        }
        return []
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
