// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Neighbourhoods

@Suite struct ThreadedRowsTests {
    @Test(arguments: [1, 2, 7])
    func everyRowOnce(threads: Int) {
        for count in [0, 1, 9, 10, 11, 1_000] {
            let column = filledColumn(count: count, initial: -1, threads: threads, size: 10) {
                (rows, output: inout MutableSpan<Int>) in
                for i in rows { output[i - rows.lowerBound] += i + 1 }
            }
            #expect(column == Array(0..<count))
        }
    }
}
