// SPDX-License-Identifier: EUPL-1.2

/// What a page tells of the run that made it.
public struct RunFacts: Sendable {
    /// A source of the project.
    public struct Input: Sendable {
        /// Layer in the project.
        public var layer: String
        /// Source as the project file names it.
        public var source: String
        /// Features read.
        public var features: Int
        /// CRS of the source.
        public var crs: String
        /// Coordinate operation; `nil` where the CRS is that of the project.
        public var operation: String?

        /// Creates an input.
        public init(
            layer: String, source: String, features: Int, crs: String, operation: String?
        ) {
            self.layer = layer
            self.source = source
            self.features = features
            self.crs = crs
            self.operation = operation
        }
    }

    /// Something that was wrong with the data.
    public struct Finding: Sendable {
        /// Layer in the project.
        public var layer: String
        /// Rule, such as `invalid_geometry`.
        public var rule: String
        /// Number of features.
        public var count: Int
        /// `repaired`, `left_out`, `reported` or `refused`.
        public var action: String
        /// What was done, or the remedy.
        public var detail: String
        /// Some of the features.
        public var features: [String]

        /// Creates a finding.
        public init(
            layer: String, rule: String, count: Int, action: String, detail: String,
            features: [String] = []
        ) {
            self.layer = layer
            self.rule = rule
            self.count = count
            self.action = action
            self.detail = detail
            self.features = features
        }

        /// What was done and to which features, in the language of the page.
        func text(_ words: Words) -> String {
            guard !features.isEmpty else { return words.told(detail) }
            let more = count > features.count ? ["…"] : []
            return words.told(detail) + ": "
                + (features.map(words.told) + more).joined(separator: ", ")
        }
    }

    /// Version of the program.
    public var version: String
    /// Time of the run, ISO 8601.
    public var created: String
    /// Digest of project, inputs and version: equal runs have equal ones.
    public var hash: String
    /// CRS of the project.
    public var crs: String
    /// The sources.
    public var inputs: [Input]
    /// What was wrong with them.
    public var findings: [Finding]

    /// Creates facts.
    public init(
        version: String, created: String, hash: String, crs: String, inputs: [Input],
        findings: [Finding]
    ) {
        self.version = version
        self.created = created
        self.hash = hash
        self.crs = crs
        self.inputs = inputs
        self.findings = findings
    }
}
