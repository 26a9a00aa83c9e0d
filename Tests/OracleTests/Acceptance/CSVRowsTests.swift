// SPDX-License-Identifier: EUPL-1.2
import TestSupport
import Testing

@Suite struct CSVRowsTests {
    @Test func quotesAndLines() {
        let rows = csvRows("a,b\r\n\"x, y\",\"say \"\"no\"\"\"\n\"\"\"q\"\"\",\n,\"two\nlines\"")
        #expect(
            rows == [
                ["a": "x, y", "b": "say \"no\""], ["a": "\"q\"", "b": ""],
                ["a": "", "b": "two\nlines"],
            ])
        #expect(csvRows("a;b\n1;2\n", separator: ";") == [["a": "1", "b": "2"]])
        #expect(csvRows("").isEmpty)
    }
}
