// SPDX-License-Identifier: EUPL-1.2
public import ArgumentParser
import Foundation
public import GeoFiles

/// Text for people or JSON for machines.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

extension CSVFormat: ExpressibleByArgument {}

/// Options of every command that reads a project.
struct ReadingOptions: ParsableArguments {
    @Flag(help: "Stop at any defect, also one that can be repaired.")
    var strict = false

    @Option(help: ArgumentHelp("Folder with grids for PROJ.", valueName: "dir"))
    var projData: String?

    @Option(help: ArgumentHelp("Threads; default all processors.", valueName: "n"))
    var threads: Int?

    @Flag(help: "Say what the libraries said, and how long each stage took.")
    var verbose = false

    func validate() throws {
        if let threads, threads < 1 {
            throw ValidationError("--threads is \(threads) and must be at least 1")
        }
    }

    /// Number of threads to use.
    var threadCount: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// Options of the reader, after a look whether the folder of grids is there.
    ///
    /// Above `largestCopiedLayer` features a layer loses columns that no measure reads: only for commands
    /// that change no layer.
    func loadOptions(
        digests: Bool = false, largestCopiedLayer: Int = .max
    ) throws(GeoFileError) -> LoadOptions {
        var isDirectory: ObjCBool = false
        if let projData {
            guard FileManager.default.fileExists(atPath: projData, isDirectory: &isDirectory),
                isDirectory.boolValue
            else {
                throw GeoFileError(
                    .missingInput, "--proj-data \(projData): there is no such folder")
            }
        }
        return LoadOptions(
            projData: projData, strict: strict, threads: threadCount, digests: digests,
            largestCopiedLayer: largestCopiedLayer)
    }
}

extension ReadingOptions {
    /// Does the work of a command and reports its failure: for machines on standard output, with the
    /// defects that were found until then, and for people in one line.
    func reporting(
        in format: OutputFormat, _ work: (inout [Defect]) throws(GeoFileError) -> Void
    ) throws {
        var defects: [Defect] = []
        do {
            try work(&defects)
        } catch {
            if format == .json { Console.output(ProjectReport.json(error, defects: defects)) }
            throw CommandFailure(error: error, isVerbose: verbose)
        }
    }
}
