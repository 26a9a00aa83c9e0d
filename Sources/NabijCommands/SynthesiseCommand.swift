// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import GeoFiles
import Neighbourhoods
import Planar
import SyntheticTown

/// `nabij synthesise --scale S --out DIR`: makes test data.
struct SynthesiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthesise",
        abstract: "Make a fictitious town, province or country to test and measure with.",
        discussion: """
            S: 60 buurten, 50,000 addresses. M: 1,200 buurten, a million addresses. L: 14,000 \
            buurten, nine million addresses (3 GB). The same scale and seed give the same data. \
            DIR gets data.gpkg, green_overlap.gpkg, project.yaml with all layers, and \
            benchmark.yaml with those that are measured.
            """)

    @Option(help: ArgumentHelp("S, M or L.", valueName: "scale"))
    var scale: String

    @Option(help: ArgumentHelp("A whole number from 0.", valueName: "n"))
    var seed: UInt64 = 28_992

    @Option(help: ArgumentHelp("Folder for the data: new or empty.", valueName: "dir"))
    var out: String

    @Flag(help: "Say what the libraries said.")
    var verbose = false

    mutating func run() throws {
        do { try make() } catch { throw CommandFailure(error: error, isVerbose: verbose) }
    }

    private func make() throws(GeoFileError) {
        guard let size = TownScale(named: scale) else {
            let names = TownScale.all.map(\.name).joined(separator: ", ")
            throw GeoFileError(.usage, "there is no scale \"\(scale)\"; scales are \(names)")
        }
        try refuseFilledFolder()
        let folder = try OutputFolder(replacing: out)
        defer { folder.discard() }
        let town = SyntheticTown(scale: size, seed: seed)
        do { try write(town, into: folder) } catch { throw folder.explained(error) }
        Console.output("\(out): " + SyntheticFiles.all.joined(separator: ", "))
    }

    /// Unlike results of a run, data is never replaced: something may be measured with it.
    private func refuseFilledFolder() throws(GeoFileError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: out),
            !names.isEmpty
        else { return }
        throw GeoFileError(.cannotWrite, "\(out): is not empty; choose another --out or empty it")
    }

    private func write(_ town: SyntheticTown, into folder: OutputFolder) throws(GeoFileError) {
        let file = try dataFile(SyntheticFiles.data, folder)
        try town.forEachLayer { layer throws(GeoFileError) in
            guard layer.name == SyntheticFiles.overlapLayer else {
                try file.add(layer: layer.name, layer.geometry, layer.attributes)
                return Console.output("\(layer.name): \(layer.geometry.count)")
            }
            try file.finish()
            let second = try dataFile(SyntheticFiles.overlap, folder)
            try second.add(layer: layer.name, layer.geometry, layer.attributes)
            try second.finish()
            Console.output("\(layer.name): \(layer.geometry.count)")
        }
        try folder.write(SyntheticFiles.project(town), to: SyntheticFiles.projectFile)
        try folder.write(SyntheticFiles.benchmark(town), to: SyntheticFiles.benchmarkFile)
        try folder.commit(files: SyntheticFiles.all)
    }

    private func dataFile(
        _ name: String, _ folder: OutputFolder
    ) throws(GeoFileError) -> GeoPackageFile {
        // A fixed time: the same town is the same file.
        try GeoPackageFile(
            path: folder.temporary + "/" + name, crs: "EPSG:28992",
            time: "2024-01-01T00:00:00.000Z")
    }
}
