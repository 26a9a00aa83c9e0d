// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// The features of one source as they are in it: coordinates untouched, nothing checked.
struct FeatureTable {
    /// Geometry, one row per feature.
    var geometry = FeatureGeometry()
    /// Attributes, one row per feature.
    var attributes = AttributeTable()
    /// Identifier of each feature in its source.
    var ids: [Int64] = []
    /// Rows without any geometry.
    var nullRows: [Int32] = []
    /// Rows whose geometry is empty.
    var emptyRows: [Int32] = []
    /// Rows that lost a ring or part without extent.
    var collapsedRows: [Int32] = []
    /// Features whose arcs were made straight.
    var linearised = 0
    /// Definition of the CRS as the source gives it; `nil` where it gives none.
    var crs: String?
    /// GDAL's driver.
    var driver = ""
    /// What GDAL said of features that it passed over, as far as it is kept, and their number.
    var skipped: (features: [String], count: Int) = ([], 0)

    /// The first text that is not UTF-8.
    var undecoded: (column: String, row: Int)?

    /// Whether columns that nobody reads were left out.
    var lacksColumns = false

    /// Number of features.
    var count: Int { ids.count }

    /// Ends the reading of the attributes.
    mutating func setColumns(_ builders: [ColumnBuilder]) {
        attributes = AttributeTable(count: count, columns: builders.map { $0.finished() })
        for builder in builders {
            if let row = builder.firstUndecoded, undecoded == nil {
                undecoded = (builder.name, row)
            }
        }
    }
}

/// Which columns are read.
enum ColumnSelection {
    /// All of them; those named must be there.
    case all(required: [String])
    /// All of them, or where there are more than so many features only those that are read.
    case few(required: [String], above: Int)
    /// Only these.
    case only([String])

    /// Whether no other columns are wanted, however few features there are.
    var isOnly: Bool {
        if case .only = self { true } else { false }
    }

    /// Columns that must be there.
    var required: [String] {
        switch self {
        case .all(let names), .only(let names), .few(let names, _): names
        }
    }
}
