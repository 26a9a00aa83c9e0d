// SPDX-License-Identifier: EUPL-1.2
import CPROJ
import Foundation

/// A context of PROJ: settings and messages of one thread.
final class ProjContext {
    /// The handle for calls.
    let handle: OpaquePointer?

    /// Creates a context that says nothing on stderr, fetches nothing from the network, and finds grids
    /// in `gridFolder` too.
    init(gridFolder: String? = nil) {
        handle = proj_context_create()
        proj_log_level(handle, PJ_LOG_NONE)
        proj_context_set_enable_network(handle, 0)
        guard let gridFolder else { return }
        var folders = [gridFolder]
        if let standard = proj_info().searchpath {
            folders += String(cString: standard).split(separator: ":").map(String.init)
        }
        let texts = folders.map { strdup($0) }
        defer { for text in texts { free(text) } }
        var pointers = texts.map { UnsafePointer<CChar>($0) }
        proj_context_set_search_paths(handle, Int32(clamping: pointers.count), &pointers)
    }

    /// Whether PROJ finds its database, without which it knows no CRS by its code.
    var hasDatabase: Bool {
        proj_context_get_database_metadata(handle, "EPSG.VERSION") != nil
    }

    /// What to say where it does not.
    static let noDatabase = GeoFileError(
        .missingInput,
        "PROJ does not find proj.db, its database of coordinate systems; install it (package proj-data) or "
            + "set PROJ_LIB to its folder")

    deinit { proj_context_destroy(handle) }
}

/// An object of PROJ (a CRS or an operation), freed at the end.
final class ProjObject {
    /// The handle for calls.
    let handle: OpaquePointer

    /// Keeps a handle; `nil` where PROJ gave none.
    init?(_ handle: OpaquePointer?) {
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit { proj_destroy(handle) }
}
