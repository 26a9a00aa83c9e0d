// SPDX-License-Identifier: EUPL-1.2
import Glibc
import Neighbourhoods
import Planar

extension ResultWriter {
    /// Writes the files of one job.
    func perform(_ job: Job) throws(GeoFileError) -> [WrittenStage] {
        switch job {
        case .table(let name, let table):
            [try write(name) { csvBytes(table, content.options.csv) }]
        case .addresses(let population):
            [
                try write("addresses.csv") {
                    addressesBytes(population, content.results, content.options.csv)
                }
            ]
        case .geoJSON: [try writeGeoJSON()]
        case .package: [try writePackage()]
        case .format(let format): try write(format)
        case .page(let page): try write(page)
        }
    }

    private func writeGeoJSON() throws(GeoFileError) -> WrittenStage {
        try write("indicators.geojson") { () throws(GeoFileError) in
            try geoJSONBytes(
                buurten, codes: workspace.buurten.codes, polygons: workspace.buurten.polygons,
                project: content.project.project, assumptions: content.results.assumptions,
                toLonLat: content.toLonLat)
        }
    }

    private func writePackage() throws(GeoFileError) -> WrittenStage {
        try timed("nabij.gpkg") { (path) throws(GeoFileError) in
            try writeGeoPackage(
                to: path, workspace, buurten,
                indicators: content.results.indicators,
                absent: content.results.buurten.absenceTexts, status: status,
                styles: content.styles, crs: content.project.crs,
                copyInputs: content.options.copyInputs, assumptions: content.results.assumptions,
                time: content.options.created)
            return Fingerprint.hex(ofFile: path)
        }
    }

    /// A format may be several files; the time of all is that of the first.
    private func write(_ format: VectorFormat) throws(GeoFileError) -> [WrittenStage] {
        let shapes = BinaryGeometry(
            FeatureGeometry(
                count: workspace.buurten.count, polygons: workspace.buurten.polygons))
        let start = ContinuousClock.now
        let names = try writeVectors(
            format, in: folder, buurten, shapes, crs: content.project.crs)
        return names.enumerated().map { row, name in
            WrittenStage(
                file: WrittenFile(name: name, sha256: Fingerprint.hex(ofFile: folder + "/" + name)),
                seconds: row == 0 ? seconds(since: start) : nil)
        }
    }

    private func write(_ page: OutputPage) throws(GeoFileError) -> [WrittenStage] {
        if let slash = page.name.lastIndex(of: "/") {
            try makeFolder(folder + "/" + page.name[..<slash])
        }
        let written = try write(page.name) { Array(page.content().utf8) }
        guard let converter = page.converter else { return [written] }
        let converted = try convert(page, converter)
        if page.isKept { return [written, converted] }
        unlink(folder + "/" + page.name)
        return [converted]
    }

    private func convert(
        _ page: OutputPage, _ converter: PageConverter
    ) throws(GeoFileError) -> WrittenStage {
        let start = ContinuousClock.now
        let made = try converter.convert(folder + "/" + page.name)
        let name = String(made.dropFirst(folder.count + 1))
        return WrittenStage(
            file: WrittenFile(name: name, sha256: Fingerprint.hex(ofFile: made)),
            seconds: seconds(since: start))
    }

    private func makeFolder(_ path: String) throws(GeoFileError) {
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw GeoFileError(.cannotWrite, "\(path): cannot be made: \(systemMessage())")
        }
    }

    private func write(
        _ name: String, _ bytes: () throws(GeoFileError) -> [UInt8]
    ) throws(GeoFileError) -> WrittenStage {
        try timed(name) { (path) throws(GeoFileError) in
            let bytes = try bytes()
            try writeFile(bytes, to: path)
            return Fingerprint.hex(bytes)
        }
    }

    /// Runs one stage `write:NAME`, which gives the digest of its file.
    func timed(
        _ name: String, _ body: (_ path: String) throws(GeoFileError) -> String?
    ) throws(GeoFileError) -> WrittenStage {
        let start = ContinuousClock.now
        let sha256 = try body(folder + "/" + name)
        return WrittenStage(
            file: WrittenFile(name: name, sha256: sha256), seconds: seconds(since: start))
    }
}

private func seconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = (ContinuousClock.now - start).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
}
