// SPDX-License-Identifier: EUPL-1.2
//
// Goals, in order: 1 the accuracy that the log states  2 there and back within 1 mm  3 many points a call.
// Source of the grid pipeline: RDNAPTRANS2018 (NSGI): ETRS89 at a fixed ellipsoidal height of 43 m, similarity
// transformation to Bessel 1841, correction grid, RD stereographic.
import CPROJ
import Foundation
import Planar

/// Transforms columns of coordinates from one CRS to another; longitude and easting always first.
///
/// A transformer belongs to one thread.
final class CoordinateTransformer {
    /// The operation in words, with its accuracy: for the log and provenance.
    private(set) var operation = ""
    private let steps: [ProjObject]
    private let context: ProjContext

    /// The file of the official correction grid.
    static let correctionGrid = "rdcorr2018.gsb"

    /// Creates a transformer.
    ///
    /// - Parameters:
    ///   - source: Definition of the CRS of the data.
    ///   - target: Definition of the CRS wanted.
    ///   - gridFolder: Folder with correction grids (`--proj-data`).
    /// - Throws: ``GeoFileError/Code/badData`` for a CRS that PROJ does not know.
    init(from source: String, to target: String, gridFolder: String? = nil) throws(GeoFileError) {
        let context = ProjContext(gridFolder: gridFolder)
        let from = try ReferenceSystem(source, context: context)
        let to = try ReferenceSystem(target, context: context)
        self.context = context
        if to.isRDNew, let gridFolder, let grid = try Self.gridStep(in: gridFolder, context) {
            let etrs89 = try ReferenceSystem(ReferenceSystem.etrs89, context: context)
            steps =
                from.isSame(as: etrs89) ? [grid] : [try Self.step(from, etrs89, to, context), grid]
            operation = "RDNAPTRANS2018 pipeline with \(Self.correctionGrid), 0.001 m"
        } else {
            steps = [try Self.step(from, to, to, context)]
            let middle = try Self.middle(of: from, and: to, context)
            operation = Self.describe(steps[0], at: middle, context)
        }
    }

    /// Transforms in place; what has no image becomes infinite.
    func forward(x: inout [Double], y: inout [Double]) {
        for step in steps { Self.run(step, PJ_FWD, &x, &y) }
    }

    /// Transforms back in place.
    func inverse(x: inout [Double], y: inout [Double]) {
        for step in steps.reversed() { Self.run(step, PJ_INV, &x, &y) }
    }

    private static func run(
        _ step: ProjObject, _ direction: PJ_DIRECTION, _ x: inout [Double], _ y: inout [Double]
    ) {
        let count = min(x.count, y.count)
        let stride = MemoryLayout<Double>.stride
        x.withUnsafeMutableBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                _ = proj_trans_generic(
                    step.handle, direction, x.baseAddress, stride, count, y.baseAddress, stride,
                    count,
                    nil, 0, 0, nil, 0, 0)
            }
        }
    }

    private static func step(
        _ source: ReferenceSystem, _ target: ReferenceSystem, _ project: ReferenceSystem,
        _ context: ProjContext
    ) throws(GeoFileError) -> ProjObject {
        let area = proj_area_create()
        defer { proj_area_destroy(area) }
        if let box = project.areaOfUse {
            proj_area_set_bbox(area, box.minX, box.minY, box.maxX, box.maxY)
        }
        // Without a known shift between the two datums PROJ would take them for the same, which is up
        // to some hundred metres wrong.
        let raw = "ALLOW_BALLPARK=NO".withCString { text in
            ProjObject(
                proj_create_crs_to_crs_from_pj(
                    context.handle, source.object.handle, target.object.handle, area, [text, nil]))
        }
        if let raw,
            let normal = ProjObject(proj_normalize_for_visualization(context.handle, raw.handle))
        {
            return normal
        }
        throw GeoFileError(
            .badData,
            "PROJ knows no way from \(source.name) to \(target.name) that keeps places where they are; "
                + "name the right one, such as crs: EPSG:28992")
    }

    /// The explicit pipeline, where the folder holds the grid.
    private static func gridStep(
        in folder: String, _ context: ProjContext
    ) throws(GeoFileError) -> ProjObject? {
        let path = URL(fileURLWithPath: folder).appendingPathComponent(correctionGrid).path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let pipeline = """
            +proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad \
            +step +proj=set +v_3=43 +omit_inv +step +proj=cart +ellps=GRS80 \
            +step +proj=helmert +x=-565.7346 +y=-50.4058 +z=-465.2895 +rx=-0.395023 +ry=0.330776 \
            +rz=-1.876073 +s=-4.07242 +convention=coordinate_frame +exact \
            +step +inv +proj=cart +ellps=bessel +step +proj=set +v_3=0 +omit_fwd \
            +step +inv +proj=hgridshift +grids=\(correctionGrid),null \
            +step +proj=sterea +lat_0=52.156160556 +lon_0=5.387638889 +k=0.9999079 +x_0=155000 \
            +y_0=463000 +ellps=bessel
            """
        // A grid that was asked for and cannot be used is no reason to do with less in silence.
        guard let step = ProjObject(proj_create(context.handle, pipeline)), isUsable(step) else {
            throw GeoFileError(
                .badData, "\(path): is no correction grid or is cut off; fetch it again from NSGI")
        }
        return step
    }

    /// Whether the step finds a correction in the middle of the country.
    private static func isUsable(_ step: ProjObject) -> Bool {
        var x = [5.387203657]
        var y = [52.155172897]
        run(step, PJ_FWD, &x, &y)
        return abs(x[0] - 155_000) < 1 && abs(y[0] - 463_000) < 1
    }

    /// A place in both areas of use, in coordinates of the source; `nil` where there is none.
    private static func middle(
        of source: ReferenceSystem, and target: ReferenceSystem, _ context: ProjContext
    ) throws(GeoFileError) -> (x: Double, y: Double)? {
        guard let one = source.areaOfUse, let other = target.areaOfUse else { return nil }
        var x = [(max(one.minX, other.minX) + min(one.maxX, other.maxX)) / 2]
        var y = [(max(one.minY, other.minY) + min(one.maxY, other.maxY)) / 2]
        if source.kind != .geographic {
            let etrs89 = try ReferenceSystem(ReferenceSystem.etrs89, context: context)
            run(try step(etrs89, source, source, context), PJ_FWD, &x, &y)
        }
        return x[0].isFinite && y[0].isFinite ? (x[0], y[0]) : nil
    }

    /// Name and accuracy of the operation that PROJ uses at a place.
    private static func describe(
        _ step: ProjObject, at place: (x: Double, y: Double)?, _ context: ProjContext
    ) -> String {
        var used = step
        if let place {
            var x = [place.x]
            var y = [place.y]
            run(step, PJ_FWD, &x, &y)
            used = ProjObject(proj_trans_get_last_used_operation(step.handle)) ?? step
        }
        let parts =
            proj_pj_info(used.handle).description.map { String(cString: $0) } ?? "PROJ operation"
        let name = parts.split(separator: " + ").filter { !$0.hasPrefix("axis order change") }
            .joined(separator: " + ")
        let accuracy = proj_coordoperation_get_accuracy(context.handle, used.handle)
        return accuracy >= 0 ? "\(name), \(accuracy) m" : "\(name), accuracy unknown"
    }
}
