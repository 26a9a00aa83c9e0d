// SPDX-License-Identifier: EUPL-1.2
import MapLayers
import Testing

@Suite struct XMLTextTests {
    @Test func escapes() {
        #expect(
            xmlEscaped("a < b & \"c\" > 'd'") == "a &lt; b &amp; &quot;c&quot; &gt; &apos;d&apos;")
        #expect(xmlEscaped("one\ntwo\u{1}\u{FFFE}é") == "one&#10;twoé")
    }
}
