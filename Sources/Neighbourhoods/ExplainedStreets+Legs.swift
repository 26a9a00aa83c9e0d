// SPDX-License-Identifier: EUPL-1.2
//
// A way in words: connectors and streets, in the order in which one walks.
import Planar
import StreetNetwork

extension ExplainedStreets {
    /// The legs of a way, the connectors among them.
    func legs(
        _ found: FoundWay, from address: (x: Double, y: Double), _ place: StreetPlace,
        _ network: StreetNetwork, to target: Explanation.FeaturePoint
    ) -> [Explanation.Leg] {
        guard !found.isInside else { return [] }
        let start = network.graph.point(of: place)
        let steps = steps(found.route.map { network.segments(of: $0) } ?? [])
        var legs: [Explanation.Leg] = []
        if place.connector > 0 {
            legs.append(
                Explanation.Leg(
                    kind: .connector,
                    name: (steps.first?.part ?? part(at: start)).flatMap { name(of: $0) },
                    length: place.connector, x: [address.x, start.x], y: [address.y, start.y]))
        }
        var last: Int?
        for step in steps {
            if let count = legs.indices.last, legs[count].kind != .connector,
                areOneStreet(last, step.part)
            {
                legs[count].length += step.length
                legs[count].x.append(step.bx)
                legs[count].y.append(step.by)
            } else {
                legs.append(leg(step))
            }
            last = step.part
        }
        if found.connector > 0 {
            legs.append(
                Explanation.Leg(
                    kind: .connector, name: target.title, length: found.connector,
                    x: [found.foot.x, target.x], y: [found.foot.y, target.y]))
        }
        return legs
    }

    private func leg(_ step: StreetStep) -> Explanation.Leg {
        let limit = step.part.map { speed(of: $0) } ?? .nan
        let isFootway = step.part.map { safe.isBarrier[$0] && safe.hasFootway[$0] } ?? false
        return Explanation.Leg(
            kind: isFootway ? .footway : .street, name: step.part.flatMap { name(of: $0) },
            id: step.part.map { id(of: $0) }, speed: limit.isNaN ? nil : limit,
            length: step.length, x: [step.ax, step.bx], y: [step.ay, step.by])
    }
}
