// SPDX-License-Identifier: EUPL-1.2

/// The directions of a circle that other discs cover, from -pi to pi.
struct ArcCovers {
    private struct Event {
        var angle: Double
        var disc: Int
        var isEarlier: Bool
        var opens: Bool
    }

    private var events: [Event] = []

    mutating func removeAll() { events.removeAll(keepingCapacity: true) }

    /// Adds the directions within `half` of a direction.
    mutating func add(around middle: Double, half: Double, by disc: Int, isEarlier: Bool) {
        let from = middle - half, to = middle + half
        if from < -.pi {
            append(-.pi, to, disc, isEarlier)
            append(from + 2 * .pi, .pi, disc, isEarlier)
        } else if to > .pi {
            append(from, .pi, disc, isEarlier)
            append(-.pi, to - 2 * .pi, disc, isEarlier)
        } else {
            append(from, to, disc, isEarlier)
        }
    }

    private mutating func append(_ from: Double, _ to: Double, _ disc: Int, _ isEarlier: Bool) {
        guard from < to else { return }
        events.append(Event(angle: from, disc: disc, isEarlier: isEarlier, opens: true))
        events.append(Event(angle: to, disc: disc, isEarlier: isEarlier, opens: false))
    }

    /// Calls `body` with each stretch that no earlier disc covers, and the first later one that does.
    mutating func forEachRange(_ body: (Double, Double, Int?) -> Void) {
        events.sort { ($0.angle, $0.disc) < ($1.angle, $1.disc) }
        var start = -Double.pi
        var earlier = 0
        var later: [Int] = []
        for event in events {
            if event.angle > start {
                if earlier == 0 { body(start, event.angle, later.first) }
                start = event.angle
            }
            if event.isEarlier {
                earlier += event.opens ? 1 : -1
            } else if event.opens {
                later.insert(event.disc, at: later.firstIndex { $0 > event.disc } ?? later.count)
            } else if let place = later.firstIndex(of: event.disc) {
                later.remove(at: place)
            }
        }
        if start < .pi, earlier == 0 { body(start, .pi, later.first) }
    }
}
