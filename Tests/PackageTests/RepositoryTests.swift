// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Testing

@Suite struct RepositoryTests {
    static let ownFile = "Tests/PackageTests/RepositoryTests.swift"
    static let texts = [".swift", ".md", ".yaml", ".py", ".modulemap", ".h", ".svg", ".html"]

    /// Everything that people wrote, apart from data.
    static var written: [String] {
        let folders = ["Sources", "Tests", "docs", "tools", "GeoData", ".ci"]
        let plain = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Package.swift"]
        return folders.flatMap { Repository.files(below: $0) }
            .filter { path in
                texts.contains { path.hasSuffix($0) } || path.hasPrefix("tools/")
                    || path.hasPrefix(".ci/")
            } + plain
    }

    @Test func everySwiftFileNamesTheLicenceFirst() throws {
        for path in Repository.swiftFiles(below: "Sources") + Repository.swiftFiles(below: "Tests")
        {
            let first = try Repository.text(path).prefix { $0 != "\n" }
            #expect(first == "// SPDX-License-Identifier: EUPL-1.2", "\(path)")
        }
    }

    @Test func theLicenceIsNamed() throws {
        let licence = try Repository.text("LICENSE")
        #expect(licence.contains("SPDX-License-Identifier: EUPL-1.2"))
    }

    @Test(arguments: [
        "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/architecture.md",
        "docs/data-formats.md", "docs/indicators.md", "docs/nightly.md", "docs/performance.md",
        "GeoData/README.md", "Benchmarks/README.md", "Benchmarks/peers/README.md",
    ])
    func theFilesThatPeopleExpectAreThere(path: String) throws {
        #expect(try Repository.size(of: path) > 300)
    }

    /// A path of one machine makes the project fail on every other.
    @Test func noFileNamesAPlaceOnOneMachine() throws {
        // Put together here, so that this file does not name them itself.
        let places = ["/work" + "/", "/home" + "/", "/root" + "/", "/Users" + "/"]
        for path in Self.written where path != Self.ownFile {
            let text = try Repository.text(path)
            for place in places where text.contains(place) {
                Issue.record("\(path) names \(place)")
            }
        }
    }

    /// Only continuous integration knows where real data may lie; the rest asks the environment.
    @Test func onlyContinuousIntegrationNamesTheSharedFolder() throws {
        for path in Self.written where path != Self.ownFile && !path.hasPrefix(".ci/") {
            #expect(try !Repository.text(path).contains(".." + "/shared"), "\(path)")
        }
    }

    /// A conflict committed unsolved: once in the tables of docs/performance.md.
    @Test func noFileHoldsAConflict() throws {
        let marks = [String(repeating: "<", count: 7), String(repeating: ">", count: 7)]
        for path in Self.written {
            let lines = try Repository.text(path).split(separator: "\n")
            let found = lines.first { line in marks.contains { line.hasPrefix($0 + " ") } }
            #expect(found == nil, "\(path)")
        }
    }

    @Test func theDemonstrationDataIsSmall() throws {
        let bytes = try Repository.files(below: "GeoData").reduce(0) {
            try $0 + Repository.size(of: $1)
        }
        #expect(bytes > 100_000)
        #expect(bytes < 10_000_000)
    }

    @Test func everyToolRunsByItself() throws {
        for path in [
            "tools/install", "tools/demo", "tools/test", "tools/make-geodata", "tools/probes",
            "tools/nightly-benchmark", "tools/compare-with-peers", ".ci/run",
        ] {
            let file = Repository.root.appendingPathComponent(path).path
            #expect(FileManager.default.isExecutableFile(atPath: file), "\(path)")
            #expect(try Repository.text(path).hasPrefix("#!/usr/bin/env "), "\(path)")
        }
    }
}
