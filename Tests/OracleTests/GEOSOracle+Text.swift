// SPDX-License-Identifier: EUPL-1.2
//
// Shapes from and to well-known text, for tests on real files that `ogr2ogr` reads for them.
import CGEOS

extension GEOSOracle {
    /// A shape from well-known text.
    func shape(wkt: String) throws -> GEOSShape {
        let reader = GEOSWKTReader_create_r(context)
        defer { GEOSWKTReader_destroy_r(context, reader) }
        return try shape(GEOSWKTReader_read_r(context, reader, wkt), "read of text")
    }
}

extension GEOSShape {
    /// Well-known text with all digits.
    var wkt: String {
        let context = oracle.context
        let writer = GEOSWKTWriter_create_r(context)
        defer { GEOSWKTWriter_destroy_r(context, writer) }
        GEOSWKTWriter_setTrim_r(context, writer, 1)
        GEOSWKTWriter_setRoundingPrecision_r(context, writer, 17)
        guard let text = GEOSWKTWriter_write_r(context, writer, geometry) else { return "" }
        defer { GEOSFree_r(context, text) }
        return String(cString: text)
    }

    /// Smallest and largest coordinates.
    var bounds: (minX: Double, minY: Double, maxX: Double, maxY: Double) {
        var box = (minX: Double.nan, minY: Double.nan, maxX: Double.nan, maxY: Double.nan)
        _ = GEOSGeom_getXMin_r(oracle.context, geometry, &box.minX)
        _ = GEOSGeom_getYMin_r(oracle.context, geometry, &box.minY)
        _ = GEOSGeom_getXMax_r(oracle.context, geometry, &box.maxX)
        _ = GEOSGeom_getYMax_r(oracle.context, geometry, &box.maxY)
        return box
    }

    /// The valid shape that the structure method makes of it: rings that belong together.
    func madeValid() throws -> GEOSShape {
        let context = oracle.context
        let parameters = GEOSMakeValidParams_create_r(context)
        defer { GEOSMakeValidParams_destroy_r(context, parameters) }
        GEOSMakeValidParams_setMethod_r(context, parameters, GEOS_MAKE_VALID_STRUCTURE)
        let made = GEOSMakeValidWithParams_r(context, geometry, parameters)
        return try oracle.shape(made, "make valid")
    }
}
