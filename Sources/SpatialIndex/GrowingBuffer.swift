// SPDX-License-Identifier: EUPL-1.2

/// A list that is filled, read and emptied over and over: an `Array` asks at every change whether it is
/// shared, which doubles the cost of the loops here.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
    private var memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: 64)
    private(set) var count = 0

    init() {}

    deinit { memory.deallocate() }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == memory.count { grow(to: 2 * count) }
        memory[count] = element
        count += 1
    }

    /// Makes the list one of `count` equal elements.
    mutating func fill(_ element: Element, count: Int) {
        if count > memory.count { grow(to: count) }
        memory[..<count].initialize(repeating: element)
        self.count = count
    }

    /// Makes the list one of `count` elements that are about to be written, each of them.
    mutating func makeRoom(count: Int) {
        if count > memory.count { grow(to: count) }
        self.count = count
    }

    mutating func removeAll() { count = 0 }

    mutating func removeLast(_ number: Int = 1) { count -= min(number, count) }

    @inline(__always)
    subscript(_ i: Int) -> Element {
        get {
            precondition(i >= 0 && i < count, "no such element")
            return memory[i]
        }
        set {
            precondition(i >= 0 && i < count, "no such element")
            memory[i] = newValue
        }
    }

    /// The elements as an array.
    var elements: [Element] { Array(memory[..<count]) }

    private mutating func grow(to capacity: Int) {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: capacity)
        _ = larger.initialize(fromContentsOf: memory[..<count])
        memory.deallocate()
        memory = larger
    }
}
