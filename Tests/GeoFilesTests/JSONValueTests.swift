// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import Testing

@Suite struct JSONValueTests {
    @Test func bytes() {
        let value = JSONValue.object([
            "text": .text("a \"b\" \\ \n\t\u{1} é"), "numbers": .list([.number(0.5), .whole(-3)]),
            "nothing": .list([]), "none": .optional(nil), "nan": .number(.nan), "yes": .flag(true),
            "empty": .object([]),
        ])
        #expect(
            String(decoding: value.bytes, as: UTF8.self) == """
                {
                  "text": "a \\"b\\" \\\\ \\n\\t\\u0001 é",
                  "numbers": [
                    0.5,
                    -3
                  ],
                  "nothing": [],
                  "none": null,
                  "nan": null,
                  "yes": true,
                  "empty": {}
                }

                """)
    }

    @Test func everyTextReadsBack() throws {
        let all = String(String.UnicodeScalarView((0..<0x250).compactMap(Unicode.Scalar.init)))
        let bytes = JSONValue.list([.text(all)]).bytes
        let back = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String]
        #expect(back == [all])
    }
}
