// SPDX-License-Identifier: EUPL-1.2
public import Neighbourhoods

/// How results are written.
public struct OutputOptions: Sendable {
    /// Numbers and marks of the CSV files.
    public var csv: CSVFormat
    /// Whether `addresses.csv` is written.
    public var perAddress: Bool
    /// Whether `indicators.geojson` is written.
    public var geoJSON: Bool
    /// Whether `nabij.gpkg` is written.
    public var geoPackage: Bool
    /// Other formats of the buurten with their indicators.
    public var formats: [VectorFormat]
    /// Whether input layers of any size go into the GeoPackage.
    public var copyInputs: Bool
    /// At most so many threads write files side by side; also for timings.json.
    public var threads: Int
    /// Version of the program.
    public var version: String
    /// Time of the run, ISO 8601 in UTC.
    public var created: String

    /// Creates options.
    public init(
        csv: CSVFormat = .plain, perAddress: Bool = false, geoJSON: Bool = true,
        geoPackage: Bool = true, formats: [VectorFormat] = [], copyInputs: Bool = false,
        threads: Int, version: String, created: String = currentTime()
    ) {
        self.geoJSON = geoJSON
        self.geoPackage = geoPackage
        self.formats = formats
        self.csv = csv
        self.perAddress = perAddress
        self.copyInputs = copyInputs
        self.threads = threads
        self.version = version
        self.created = created
    }
}

/// A file of the results whose content is made elsewhere, when its turn comes.
public struct OutputPage: Sendable {
    /// Name in the folder, such as `report.html` or `factsheets/Utrecht.html`.
    public var name: String
    /// Makes the content.
    public var content: @Sendable () -> String
    /// Program that makes another file of it, such as a PDF; `nil` for none.
    public var converter: PageConverter?
    /// Whether the page itself is wanted, beside what is made of it.
    public var isKept: Bool

    /// Creates a page.
    public init(
        name: String, converter: PageConverter? = nil, isKept: Bool = true,
        content: @escaping @Sendable () -> String
    ) {
        self.name = name
        self.converter = converter
        self.isKept = isKept
        self.content = content
    }
}

/// Everything that goes into the files of one run.
public struct OutputContent: Sendable {
    /// The project file.
    public var project: ProjectFile
    /// What was read.
    public var loaded: LoadedProject
    /// What was computed.
    public var results: AnalysisResults
    /// Styles for the GeoPackage.
    public var styles: [LayerStyle]
    /// Pages and maps.
    public var pages: [OutputPage]
    /// How it is written.
    public var options: OutputOptions
    /// The earlier run that pages compare with.
    public var previous: PreviousWave?
    /// From the CRS of the project to longitude and latitude.
    public var toLonLat: LonLatTransform

    /// Creates content.
    public init(
        project: ProjectFile, loaded: LoadedProject, results: AnalysisResults, styles: [LayerStyle],
        pages: [OutputPage] = [], options: OutputOptions, previous: PreviousWave? = nil,
        toLonLat: @escaping LonLatTransform
    ) {
        self.previous = previous
        self.project = project
        self.loaded = loaded
        self.results = results
        self.styles = styles
        self.pages = pages
        self.options = options
        self.toLonLat = toLonLat
    }
}

/// A file of the results.
public struct WrittenFile: Sendable, Equatable {
    /// Name in the folder.
    public var name: String
    /// SHA-256; `nil` for provenance.json, which holds the others', and timings.json.
    public var sha256: String?
}
