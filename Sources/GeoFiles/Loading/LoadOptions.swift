// SPDX-License-Identifier: EUPL-1.2

/// How a project is loaded.
public struct LoadOptions: Sendable {
    /// Folder with PROJ grids (`--proj-data`).
    public var projData: String?
    /// Whether every defect refuses the data (`--strict`).
    public var strict: Bool
    /// Layers that are read at the same time, at least 1.
    public var threads: Int
    /// Whether the SHA-256 of each source is wanted, for provenance.
    public var digests: Bool
    /// Layers with more features keep only the columns that measures read.
    public var largestCopiedLayer: Int

    /// Creates options.
    public init(
        projData: String? = nil, strict: Bool = false, threads: Int = 1, digests: Bool = true,
        largestCopiedLayer: Int = .max
    ) {
        self.projData = projData
        self.strict = strict
        self.threads = threads
        self.digests = digests
        self.largestCopiedLayer = largestCopiedLayer
    }
}
