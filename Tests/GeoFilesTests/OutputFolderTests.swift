// SPDX-License-Identifier: EUPL-1.2
import Foundation
import GeoFiles
import Testing

@Suite struct OutputFolderTests {
    static let provenance =
        #"{"generator": "nabij", "files": [{"name": "a.csv"}, {"name": "d.gpkg"}, {"name": "sub/s.html"}, {"name": "provenance.json"}]}"#

    /// A folder with results of an earlier run (a.csv, d.gpkg, sub/s.html) and files of the user.
    static func fill(_ folder: String) throws {
        for name in [
            "a.csv", "d.gpkg", "d.gpkg-wal", "sub/s.html", "mine.txt", "notes/deep/x.md", "notes/y",
        ] {
            try put(name, folder + "/" + name)
        }
        try put(provenance, folder + "/provenance.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/link", withDestinationPath: "mine.txt")
    }

    static func put(_ text: String, _ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    static func names(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    }

    @Test func errorsNameTheTargetAndAFullDisk() throws {
        try OutputSample.inFolder { parent in
            let folder = try OutputFolder(replacing: parent + "/out")
            defer { folder.discard() }
            let file = folder.temporary + "/a.csv"
            let full = folder.explained(
                GeoFileError(.cannotWrite, "\(file): cannot be written: No space left on device"))
            #expect(
                full.message
                    == "\(parent)/out/a.csv: cannot be written: the disk is full; free some space or choose "
                    + "another --out")
            let bySQLite = folder.explained(
                GeoFileError(.cannotWrite, "table x", detail: "database or disk is full"))
            #expect(bySQLite.message.contains("the disk is full"))
            let other = folder.explained(GeoFileError(.badData, "\(file): odd"))
            #expect(other.message == "\(parent)/out/a.csv: odd")
        }
    }

    @Test func newFolderAndParents() throws {
        try OutputSample.inFolder { parent in
            let folder = try OutputFolder(replacing: parent + "/deep/er/out")
            try Self.put("new", folder.temporary + "/a.csv")
            try folder.commit(files: ["a.csv"])
            #expect(try Self.names(parent + "/deep/er") == ["out", "out/a.csv"])
        }
    }

    @Test func earlierResultsGoAndTheUsersFilesStay() throws {
        try OutputSample.inFolder { parent in
            let out = parent + "/out"
            try Self.fill(out)
            let folder = try OutputFolder(replacing: out + "/")
            try Self.put("new", folder.temporary + "/a.csv")
            try Self.put("{}", folder.temporary + "/provenance.json")
            try folder.commit(files: ["a.csv", "provenance.json"])
            #expect(
                try Self.names(out) == [
                    "a.csv", "link", "mine.txt", "notes", "notes/deep", "notes/deep/x.md",
                    "notes/y", "provenance.json",
                ])
            #expect(try OutputSample.text(out + "/a.csv") == "new")
            #expect(try OutputSample.text(out + "/mine.txt") == "mine.txt")
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: out + "/link")
                    == "mine.txt")
            #expect(try Self.names(parent).filter { !$0.hasPrefix("out") }.isEmpty)
        }
    }

    /// A folder with results of both runs and a file of the user has all that it should.
    @Test func foldersInsideAreMerged() throws {
        try OutputSample.inFolder { parent in
            let out = parent + "/out"
            try Self.fill(out)
            try Self.put("user", out + "/sub/user.txt")
            let folder = try OutputFolder(replacing: out)
            try Self.put("new", folder.temporary + "/sub/s.html")
            try folder.commit(files: ["sub/s.html"])
            #expect(try Self.names(out + "/sub") == ["s.html", "user.txt"])
            #expect(try OutputSample.text(out + "/sub/s.html") == "new")
        }
    }

    @Test func discardLeavesAllAsItWas() throws {
        try OutputSample.inFolder { parent in
            try Self.fill(parent + "/out")
            let before = try Self.names(parent)
            do {
                let folder = try OutputFolder(replacing: parent + "/out")
                try Self.put("new", folder.temporary + "/a.csv")
                folder.discard()
            }
            #expect(try Self.names(parent) == before)
        }
    }

    @Test func aFileOfTheUserIsNeverOverwritten() throws {
        try OutputSample.inFolder { parent in
            let out = parent + "/out"
            try Self.fill(out)
            let before = try Self.names(parent)
            do {
                let folder = try OutputFolder(replacing: out)
                try Self.put("new", folder.temporary + "/mine.txt")
                let error = OutputSample.failure {
                    try folder.commit(files: ["mine.txt"])
                }
                #expect(error?.code == .cannotWrite)
                #expect(error?.message.contains("not of an earlier run") == true)
            }
            #expect(try Self.names(parent) == before)
            #expect(try OutputSample.text(out + "/mine.txt") == "mine.txt")
        }
    }

    @Test func foldersOfOthersAreRefused() throws {
        try OutputSample.inFolder { parent in
            func failure(_ path: String) -> GeoFileError? {
                do {
                    _ = try OutputFolder(replacing: path)
                    return nil
                } catch { return error }
            }
            try Self.put("x", parent + "/full/x")
            #expect(failure(parent + "/full")?.code == .cannotWrite)
            #expect(failure(parent + "/full/x")?.code == .cannotWrite)
            #expect(failure(parent + "/full/x/out")?.code == .cannotWrite)
            #expect(failure("/proc/nabij/out")?.code == .cannotWrite)
            #expect(failure("/")?.code == .cannotWrite)
            #expect(failure("")?.code == .usage)
            try Self.put("{}", parent + "/other/provenance.json")
            #expect(failure(parent + "/other")?.code == .cannotWrite)
            try Self.put("no json", parent + "/other/provenance.json")
            #expect(failure(parent + "/other")?.code == .cannotWrite)
            try FileManager.default.createDirectory(
                atPath: parent + "/empty", withIntermediateDirectories: false)
            #expect(failure(parent + "/empty") == nil)
        }
    }

    @Test func aLinkThatLeadsNowhereIsRefused() throws {
        try OutputSample.inFolder { parent in
            try FileManager.default.createSymbolicLink(
                atPath: parent + "/out", withDestinationPath: "nowhere")
            do throws(GeoFileError) {
                _ = try OutputFolder(replacing: parent + "/out")
                Issue.record("a link that leads nowhere is refused")
            } catch {
                #expect(error.code == .cannotWrite && error.message.contains("leads nowhere"))
            }
            #expect(try Self.names(parent) == ["out"])
        }
    }

    @Test func foldersMadeForNothingGo() throws {
        try OutputSample.inFolder { parent in
            try OutputFolder(replacing: parent + "/deep/er/out").discard()
            #expect(try Self.names(parent).isEmpty)
        }
    }

    /// Two runs for a folder that was not there: the later one does not put its own over the other's.
    @Test func twoFirstRunsAtOnce() throws {
        try OutputSample.inFolder { parent in
            let one = try OutputFolder(replacing: parent + "/out")
            let two = try OutputFolder(replacing: parent + "/out")
            for folder in [one, two] { try Self.put("x", folder.temporary + "/a.csv") }
            try one.commit(files: ["a.csv"])
            do throws(GeoFileError) {
                try two.commit(files: ["a.csv"])
                Issue.record("the second is refused")
            } catch { #expect(error.message.contains("another run"), "\(error)") }
            two.discard()
            #expect(try Self.names(parent) == ["out", "out/a.csv"])
        }
    }

    @Test func aLinkToAFolderStaysALink() throws {
        try OutputSample.inFolder { parent in
            try Self.fill(parent + "/real")
            try FileManager.default.createSymbolicLink(
                atPath: parent + "/out", withDestinationPath: "real")
            let folder = try OutputFolder(replacing: parent + "/out")
            try Self.put("new", folder.temporary + "/a.csv")
            try folder.commit(files: ["a.csv"])
            #expect(try OutputSample.text(parent + "/real/a.csv") == "new")
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: parent + "/out")
                    == "real")
        }
    }

    /// Folders of runs that live are locked; those of runs that were killed are not.
    @Test func leftoversOfKilledRunsGo() throws {
        try OutputSample.inFolder { parent in
            try Self.put("half", parent + "/.out.nabij-123-abc/a.csv")
            let running = try OutputFolder(replacing: parent + "/out")
            let second = try OutputFolder(replacing: parent + "/out")
            #expect(!FileManager.default.fileExists(atPath: parent + "/.out.nabij-123-abc"))
            #expect(FileManager.default.fileExists(atPath: running.temporary))
            try Self.put("new", running.temporary + "/a.csv")
            try running.commit(files: ["a.csv"])
            second.discard()
            #expect(try Self.names(parent) == ["out", "out/a.csv"])
        }
    }

    /// A run that was killed between the two steps of a file system without exchange.
    @Test func resultsSetAsideComeBack() throws {
        try OutputSample.inFolder { parent in
            try Self.fill(parent + "/.out.before-nabij")
            let folder = try OutputFolder(replacing: parent + "/out")
            #expect(try OutputSample.text(parent + "/out/a.csv") == "a.csv")
            folder.discard()
        }
    }
}
