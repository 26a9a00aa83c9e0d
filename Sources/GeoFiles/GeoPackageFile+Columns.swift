// SPDX-License-Identifier: EUPL-1.2
//
// Millions of features from columns to a GeoPackage: one feature of GDAL is filled again and again, its
// coordinates straight from the columns, so that nothing is allocated per feature on our side.
// Rejected: well-known binary (encoded by us, decoded and encoded again by GDAL); the batches of Arrow,
// which GDAL writes from version 3.8 on.
import CGDAL
public import Neighbourhoods
public import Planar

/// Layers with more features get no spatial index by themselves: making it takes longer than writing.
public let largestIndexedLayer = 1_000_000

extension GeoPackageFile {
    /// Adds a layer whose features have one point, one line or one polygon each, in their order.
    ///
    /// - Parameters:
    ///   - name: Name of the layer.
    ///   - geometry: Points, lines or polygons, in the CRS of the file.
    ///   - attributes: Columns of the features; absent values become NULL.
    /// - Throws: A ``GeoFileError``: `cannotWrite`, or `fault` for other geometry.
    public func add(
        layer name: String, _ geometry: FeatureGeometry, _ attributes: AttributeTable
    ) throws(GeoFileError) {
        guard let shapes = SimpleShapes(geometry), attributes.count == geometry.count else {
            throw GeoFileError(.fault, "layer \(name) is not made of simple features")
        }
        var options = CSLAddString(nil, "GEOMETRY_NAME=geom")
        let hasIndex = geometry.count <= largestIndexedLayer
        options = CSLAddString(options, "SPATIAL_INDEX=" + (hasIndex ? "YES" : "NO"))
        defer { CSLDestroy(options) }
        guard let layer = GDALDatasetCreateLayer(dataset, name, crs, shapes.type, options) else {
            throw failure(name)
        }
        for column in attributes.columns { try createField(layer, column, name) }
        guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else { throw failure(name) }
        defer { OGR_F_Destroy(feature) }
        guard let shape = shapes.makeShape(),
            OGR_F_SetGeometryDirectly(feature, shape) == OGRERR_NONE
        else { throw failure(name) }
        for row in 0..<geometry.count {
            shapes.fill(shape, row)
            for (index, column) in attributes.columns.enumerated() {
                set(feature, Int32(index), column, row)
            }
            OGR_F_SetFID(feature, Int64(OGRNullFID))
            guard OGR_L_CreateFeature(layer, feature) == OGRERR_NONE else { throw failure(name) }
        }
    }

    private func createField(
        _ layer: OGRLayerH, _ column: AttributeColumn, _ table: String
    ) throws(GeoFileError) {
        let type: OGRFieldType
        switch column.values {
        case .integers: type = OFTInteger64
        case .reals: type = OFTReal
        case .texts: type = OFTString
        case .flags: type = OFTInteger
        }
        guard let field = OGR_Fld_Create(column.name, type) else { throw failure(table) }
        defer { OGR_Fld_Destroy(field) }
        if case .flags = column.values { OGR_Fld_SetSubType(field, OFSTBoolean) }
        guard OGR_L_CreateField(layer, field, 0) == OGRERR_NONE else { throw failure(table) }
    }

    private func set(
        _ feature: OGRFeatureH, _ index: Int32, _ column: AttributeColumn, _ row: Int
    ) {
        if !column.absence.isEmpty, column.absence[row] > 0 {
            return OGR_F_SetFieldNull(feature, index)
        }
        switch column.values {
        case .integers(let values): OGR_F_SetFieldInteger64(feature, index, values[row])
        case .reals(let values): OGR_F_SetFieldDouble(feature, index, values[row])
        case .texts(let values): OGR_F_SetFieldString(feature, index, values[row])
        case .flags(let values): OGR_F_SetFieldInteger(feature, index, values[row] ? 1 : 0)
        }
    }
}

/// Features with one part each, which fill one geometry of GDAL in turn.
private struct SimpleShapes {
    let type: OGRwkbGeometryType
    private let geometry: FeatureGeometry

    /// `nil` where a feature has no part, several, or parts of several kinds.
    init?(_ geometry: FeatureGeometry) {
        let rows = 0..<Int32(truncatingIfNeeded: geometry.count)
        if geometry.points.feature.elementsEqual(rows), geometry.lines.count == 0,
            geometry.polygons.count == 0
        {
            type = wkbPoint
        } else if geometry.lines.feature.elementsEqual(rows), geometry.points.count == 0,
            geometry.polygons.count == 0
        {
            type = wkbLineString
        } else if geometry.polygons.feature.elementsEqual(rows), geometry.points.count == 0,
            geometry.lines.count == 0
        {
            type = wkbPolygon
        } else {
            return nil
        }
        self.geometry = geometry
    }

    func makeShape() -> OGRGeometryH? { OGR_G_CreateGeometry(type) }

    /// Gives a shape the coordinates of one feature.
    func fill(_ shape: OGRGeometryH, _ row: Int) {
        switch type {
        case wkbPoint:
            OGR_G_SetPoint_2D(shape, 0, geometry.points.x[row], geometry.points.y[row])
        case wkbLineString:
            let lines = geometry.lines
            fill(shape, lines.x.span, lines.y.span, lines.vertices(of: row))
        default: fillPolygon(shape, row)
        }
    }

    private func fillPolygon(_ shape: OGRGeometryH, _ row: Int) {
        let set = geometry.polygons
        let rings = set.rings(of: row)
        // All but the rings that are needed go; in most layers there is one and it stays.
        while OGR_G_GetGeometryCount(shape) > rings.count {
            OGR_G_RemoveGeometry(shape, OGR_G_GetGeometryCount(shape) - 1, 1)
        }
        while OGR_G_GetGeometryCount(shape) < rings.count {
            OGR_G_AddGeometryDirectly(shape, OGR_G_CreateGeometry(wkbLinearRing))
        }
        for (place, ring) in rings.enumerated() {
            guard let part = OGR_G_GetGeometryRef(shape, Int32(place)) else { continue }
            let vertices = set.vertices(ofRing: ring)
            fill(part, set.x.span, set.y.span, vertices)
            if let first = vertices.first { OGR_G_AddPoint_2D(part, set.x[first], set.y[first]) }
        }
    }

    private func fill(
        _ shape: OGRGeometryH, _ x: Span<Double>, _ y: Span<Double>, _ vertices: Range<Int>
    ) {
        let stride = Int32(MemoryLayout<Double>.stride)
        x.extracting(vertices).withUnsafeBufferPointer { x in
            y.extracting(vertices).withUnsafeBufferPointer { y in
                OGR_G_SetPoints(
                    shape, Int32(x.count), x.baseAddress, stride, y.baseAddress, stride, nil, 0)
            }
        }
    }
}
