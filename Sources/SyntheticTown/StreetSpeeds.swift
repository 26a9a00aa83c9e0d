// SPDX-License-Identifier: EUPL-1.2
//
// Main roads join hubs, as in a town: every so many crossings along the curve is a hub, streets are
// measured in steps from the nearest hub, and where the realms of two hubs touch, the way between them
// over the touch with the fewest steps becomes a main road.

private let localSpeed: UInt8 = 30
private let mainSpeed: UInt8 = 50
private let ruralSpeed: UInt8 = 80

/// Crossings per hub of the finer and of the coarser net of main roads.
private let fineNet = 60
private let coarseNet = 1_500

/// Maximum speed of each street: 50 on both nets, but 80 on the coarse one where streets are long, as
/// they are outside towns; else 30.
func streetSpeeds(_ plan: StreetPlan) -> [UInt8] {
    let graph = StepGraph(plan)
    let meanLength =
        (0..<plan.count).reduce(0) { $0 + plan.length($1) } / Double(max(1, plan.count))
    var speeds = [UInt8](repeating: localSpeed, count: plan.count)
    for street in graph.mainRoads(crossingsPerHub: fineNet) { speeds[Int(street)] = mainSpeed }
    for street in graph.mainRoads(crossingsPerHub: coarseNet) {
        let isLong = plan.length(Int(street)) > meanLength
        speeds[Int(street)] = isLong ? ruralSpeed : mainSpeed
    }
    return speeds
}

/// The streets at each crossing.
private struct StepGraph {
    private let plan: StreetPlan
    private var offsets: [Int32]
    private var streets: [Int32]

    init(_ plan: StreetPlan) {
        self.plan = plan
        offsets = [Int32](repeating: 0, count: plan.nodes.count + 1)
        for row in 0..<plan.count {
            offsets[Int(plan.from[row]) + 1] += 1
            offsets[Int(plan.to[row]) + 1] += 1
        }
        for node in 0..<plan.nodes.count { offsets[node + 1] += offsets[node] }
        streets = [Int32](repeating: 0, count: 2 * plan.count)
        var next = offsets
        for row in 0..<plan.count {
            for node in [Int(plan.from[row]), Int(plan.to[row])] {
                streets[Int(next[node])] = Int32(row)
                next[node] += 1
            }
        }
    }

    /// Streets of the ways between neighbouring hubs; some more than once.
    func mainRoads(crossingsPerHub: Int) -> [Int32] {
        let realms = realms(crossingsPerHub: crossingsPerHub)
        var gates: [UInt64: UInt64] = [:]
        for row in 0..<plan.count {
            let a = Int(plan.from[row]), b = Int(plan.to[row])
            let one = realms.hub[a], other = realms.hub[b]
            guard one != other else { continue }
            let pair = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
            let gate = UInt64(realms.steps[a] + realms.steps[b]) << 32 | UInt64(row)
            gates[pair] = min(gate, gates[pair] ?? .max)
        }
        var roads: [Int32] = []
        for gate in gates.values {
            let street = Int(gate & 0xFFFF_FFFF)
            roads.append(Int32(street))
            for end in [plan.from[street], plan.to[street]] {
                var node = Int(end)
                while realms.way[node] >= 0 {
                    let street = Int(realms.way[node])
                    roads.append(Int32(street))
                    node = Int(plan.from[street] ^ plan.to[street]) ^ node
                }
            }
        }
        return roads
    }

    /// Per crossing its nearest hub in steps, the steps, and the street towards it (-1 at a hub).
    private func realms(crossingsPerHub: Int) -> (hub: [UInt32], steps: [Int32], way: [Int32]) {
        let nodes = plan.nodes.count
        var hub = [UInt32](repeating: .max, count: nodes)
        var steps = [Int32](repeating: 0, count: nodes)
        var way = [Int32](repeating: -1, count: nodes)
        var queue: [Int32] = []
        queue.reserveCapacity(nodes)
        for node in stride(from: crossingsPerHub / 2, to: nodes, by: crossingsPerHub) {
            hub[node] = UInt32(node)
            queue.append(Int32(node))
        }
        var head = 0
        while head < queue.count {
            let node = Int(queue[head])
            head += 1
            for k in Int(offsets[node])..<Int(offsets[node + 1]) {
                let street = Int(streets[k])
                let other = Int(plan.from[street] ^ plan.to[street]) ^ node
                guard hub[other] == .max else { continue }
                hub[other] = hub[node]
                steps[other] = steps[node] + 1
                way[other] = Int32(street)
                queue.append(Int32(other))
            }
        }
        return (hub, steps, way)
    }
}
