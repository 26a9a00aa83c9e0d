// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import GeoFiles

/// What `--format` of a run names: how the program answers, and which files it writes.
struct RunFormats: ExpressibleByArgument, Equatable {
    /// Text for people or JSON for machines.
    var answer = OutputFormat.text
    /// `indicators.geojson`.
    var geoJSON = true
    /// `nabij.gpkg`.
    var geoPackage = true
    /// Report and factsheets.
    var html = true
    /// Factsheets as PDF.
    var pdf = false
    /// A map per indicator as SVG.
    var svg = false
    /// A map per indicator as PNG.
    var png = false
    /// Whatever else GDAL writes.
    var vectors: [VectorFormat] = []

    /// Names of what the program itself writes.
    static let own = ["csv", "geojson", "gpkg", "html", "pdf", "png", "svg"]

    init() {}

    /// Names with commas between them; `nil` where one is unknown.
    ///
    /// Tables (CSV), provenance and timings are always written. Without a name of a file all usual ones
    /// are; with one only those that are named.
    init?(argument: String) {
        let names = argument.lowercased().split(separator: ",", omittingEmptySubsequences: false)
            .map(String.init)
        guard !names.isEmpty, names.allSatisfy(Self.isKnown) else { return nil }
        if names.contains("json") { answer = .json }
        let files = names.filter { OutputFormat(rawValue: $0) == nil }
        guard !files.isEmpty else { return }
        geoJSON = files.contains("geojson")
        geoPackage = files.contains("gpkg")
        html = files.contains("html")
        pdf = files.contains("pdf")
        svg = files.contains("svg")
        png = files.contains("png")
        vectors = VectorFormat.all.filter { files.contains($0.name) }
    }

    private static func isKnown(_ name: String) -> Bool {
        OutputFormat(rawValue: name) != nil || own.contains(name)
            || VectorFormat.all.contains { $0.name == name }
    }

    /// All names, for messages.
    static var names: String {
        (own + VectorFormat.all.map(\.name)).sorted().joined(separator: ", ")
    }

    var defaultValueDescription: String { "geojson,gpkg,html" }

    static var allValueStrings: [String] {
        OutputFormat.allCases.map(\.rawValue) + (own + VectorFormat.all.map(\.name)).sorted()
    }

    /// Refuses what needs a program that is not installed.
    func checkPrograms() throws(GeoFileError) {
        if pdf, PageConverter.pdf == nil {
            throw GeoFileError(
                .usage,
                "--format pdf needs Chromium, which is not here (Debian: apt-get install chromium)")
        }
        if png, PageConverter.png == nil {
            throw GeoFileError(
                .usage,
                "--format png needs rsvg-convert, which is not here (Debian: apt-get install librsvg2-bin)"
            )
        }
    }
}
