// SPDX-License-Identifier: EUPL-1.2
import CPROJ
import Planar

/// A horizontal coordinate reference system.
final class ReferenceSystem {
    /// How coordinates are to be read.
    enum Kind { case geographic, projectedMetres, other }

    /// Authority and code, such as `EPSG:28992`; else its name.
    let name: String
    /// The code or well-known text that it was created from.
    let definition: String
    /// How coordinates are to be read.
    let kind: Kind
    /// Longitudes and latitudes between which it is meant to be used, degrees.
    let areaOfUse: Box?
    /// The object of PROJ.
    let object: ProjObject
    private let context: ProjContext

    /// The Dutch national grid.
    static let rdNew = "EPSG:28992"
    /// Longitude and latitude in ETRS89, the frame of Dutch data.
    static let etrs89 = "EPSG:4258"

    /// Creates a CRS from a code or well-known text; heights and datum shifts written with it are set aside.
    ///
    /// - Throws: ``GeoFileError/Code/badData`` where PROJ does not know it.
    init(_ definition: String, context: ProjContext) throws(GeoFileError) {
        guard let whole = ProjObject(proj_create(context.handle, definition)),
            let flat = Self.horizontal(whole, context)
        else {
            guard context.hasDatabase else { throw ProjContext.noDatabase }
            throw GeoFileError(
                .badData,
                "\(definition.prefix(60)): PROJ knows no such CRS; name one such as EPSG:28992")
        }
        object = flat
        self.definition = definition
        self.context = context
        kind = Self.kind(of: flat, context)
        areaOfUse = Self.area(of: flat, context)
        name = Self.identifier(of: flat) ?? Self.identifier(of: whole) ?? Self.title(of: flat)
    }

    /// Whether this is the Dutch national grid.
    var isRDNew: Bool { name == Self.rdNew }

    /// Whether it is "WGS 84" in degrees, which Dutch open data says and ETRS89 is what it means.
    var isWGS84Degrees: Bool {
        ["EPSG:4326", "OGC:CRS84", "EPSG:4979", "OGC:CRS84h"].contains(name)
    }

    /// Whether coordinates in both mean the same, apart from the order of axes.
    func isSame(as other: ReferenceSystem) -> Bool {
        if name == other.name { return true }
        return proj_is_equivalent_to_with_ctx(
            context.handle, object.handle, other.object.handle,
            PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0
    }

    private static func horizontal(_ object: ProjObject, _ context: ProjContext) -> ProjObject? {
        switch proj_get_type(object.handle) {
        case PJ_TYPE_COMPOUND_CRS:
            return ProjObject(proj_crs_get_sub_crs(context.handle, object.handle, 0))
                .flatMap { horizontal($0, context) }
        case PJ_TYPE_BOUND_CRS:
            return ProjObject(proj_get_source_crs(context.handle, object.handle))
                .flatMap { horizontal($0, context) }
        case PJ_TYPE_GEOGRAPHIC_3D_CRS:
            let flat = ["EPSG:4979": "EPSG:4326", "EPSG:4937": etrs89][identifier(of: object) ?? ""]
            return flat.flatMap { ProjObject(proj_create(context.handle, $0)) } ?? object
        default:
            return proj_is_crs(object.handle) != 0 ? object : nil
        }
    }

    private static func kind(of object: ProjObject, _ context: ProjContext) -> Kind {
        switch proj_get_type(object.handle) {
        case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: return .geographic
        case PJ_TYPE_PROJECTED_CRS: break
        default: return .other
        }
        guard let system = ProjObject(proj_crs_get_coordinate_system(context.handle, object.handle))
        else {
            return .other
        }
        var factor = 0.0
        proj_cs_get_axis_info(
            context.handle, system.handle, 0, nil, nil, nil, &factor, nil, nil, nil)
        return factor == 1 ? .projectedMetres : .other
    }

    private static func area(of object: ProjObject, _ context: ProjContext) -> Box? {
        var west = 0.0
        var south = 0.0
        var east = 0.0
        var north = 0.0
        guard
            proj_get_area_of_use(context.handle, object.handle, &west, &south, &east, &north, nil)
                != 0,
            west >= -180, west < east
        else { return nil }
        return Box(minX: west, minY: south, maxX: east, maxY: north)
    }

    private static func identifier(of object: ProjObject) -> String? {
        guard let authority = proj_get_id_auth_name(object.handle, 0),
            let code = proj_get_id_code(object.handle, 0)
        else { return nil }
        return String(cString: authority) + ":" + String(cString: code)
    }

    private static func title(of object: ProjObject) -> String {
        proj_get_name(object.handle).map { String(cString: $0) } ?? "a CRS without name"
    }
}
