// SPDX-License-Identifier: EUPL-1.2

/// The open polygons of a row: a heap of their numbers, some of which may be closed again.
struct OpenPolygons: ~Copyable {
    var heap = GrowingBuffer<Int32>()
    var count = 0

    mutating func removeAll() {
        heap.removeAll()
        count = 0
    }

    mutating func insert(_ polygon: Int32) {
        heap.append(polygon)
        count += 1
        var child = heap.count - 1
        while child > 0, heap[(child - 1) / 2] > polygon {
            heap[child] = heap[(child - 1) / 2]
            child = (child - 1) / 2
        }
        heap[child] = polygon
    }

    /// The first open polygon; -1 for none.
    mutating func first(_ states: borrowing GrowingBuffer<SweepState>) -> Int32 {
        while heap.count > 0 {
            let top = heap[0]
            if states[Int(top)].isOpen { return top }
            removeFirst()
        }
        return -1
    }

    private mutating func removeFirst() {
        let last = heap[heap.count - 1]
        heap.removeLast()
        if heap.count == 0 { return }
        var parent = 0
        while 2 * parent + 1 < heap.count {
            var child = 2 * parent + 1
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            if heap[child] >= last { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = last
    }
}
