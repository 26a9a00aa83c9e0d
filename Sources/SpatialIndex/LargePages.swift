// SPDX-License-Identifier: EUPL-1.2
#if canImport(Glibc)
    import Glibc
#endif

/// Asks for large pages under memory of some megabytes that is about to be written: at 4 KB a page a
/// third of the time of filling a new column goes into its pages.
package func useLargePages<Element>(_ memory: UnsafeMutableBufferPointer<Element>) {
    #if canImport(Glibc)
        let page = 1 << 21
        let bytes = UnsafeMutableRawBufferPointer(memory)
        guard bytes.count > 2 * page, let start = bytes.baseAddress else { return }
        let offset = -Int(bitPattern: start) & (page - 1)
        _ = madvise(start + offset, bytes.count - offset, MADV_HUGEPAGE)
    #endif
}

extension Array where Element: BitwiseCopyable {
    /// Makes room for so many elements in all, on large pages where they are many.
    package mutating func reserveRoom(_ total: Int) {
        reserveCapacity(total)
        let capacity = capacity
        withUnsafeMutableBufferPointer { elements in
            guard let start = elements.baseAddress, capacity > elements.count else { return }
            useLargePages(UnsafeMutableBufferPointer(start: start, count: capacity))
        }
    }
}
