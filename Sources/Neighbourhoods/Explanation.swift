// SPDX-License-Identifier: EUPL-1.2

/// Why the distance from one address to a layer is what it is.
public struct Explanation: Sendable {
    /// Easting of the address, metres.
    public var x: Double
    /// Northing of the address, metres.
    public var y: Double
    /// Row of the buurt that holds the address; `nil` outside every buurt.
    public var buurt: Int?
    /// Name of the layer.
    public var layer: String
    /// The nearest feature in a straight line; `nil` where no feature counts.
    public var straight: Straight?
    /// The way along the streets.
    public var walk: Way
    /// The way that neither follows nor crosses fast streets but at crossings.
    public var safeWalk: Way
    /// Fast streets that the straight line crosses.
    public var straightBarriers: [BarrierMeeting]

    /// A straight line.
    public struct Straight: Sendable {
        /// Metres, as in `L_distance`.
        public var distance: Double
        /// The nearest feature.
        public var target: FeaturePoint
    }

    /// A feature of a layer at a point.
    public struct FeaturePoint: Sendable, Equatable {
        /// Identifier in the source.
        public var id: Int64
        /// Its name, where the layer has a column for it.
        public var name: String?
        /// Easting, metres.
        public var x: Double
        /// Northing, metres.
        public var y: Double

        /// The name, or what stands for it.
        public var title: String { name ?? "feature \(id)" }
    }

    /// A way of walking.
    public struct Way: Sendable {
        /// Metres, to the bit what a run writes to `addresses.csv`; `nil` where there is no way.
        public var distance: Double?
        /// The nearest feature, where it is entered.
        public var target: FeaturePoint?
        /// From the address to the street, along streets, and from there to the feature.
        public var legs: [Leg] = []
        /// Fast streets on the way.
        public var barriers: [BarrierMeeting] = []
        /// What legs do not tell: why there is no way, or why the distance is not their sum.
        public var remarks: [String] = []

        /// Sum of the legs, metres; differs from `distance` by rounding, or as a remark says.
        public var sum: Double { legs.reduce(0) { $0 + $1.length } }
    }

    /// A piece of a way.
    public struct Leg: Sendable {
        /// What one walks along.
        public enum Kind: String, Sendable {
            /// A straight line between a street and an address or a feature.
            case connector
            /// A street or path.
            case street
            /// The footway of a fast street.
            case footway
        }
        /// What one walks along.
        public var kind: Kind
        /// The street, or where a connector leads; `nil` for a street without a name.
        public var name: String?
        /// Identifier of the street in its source; of several pieces that of the first.
        public var id: Int64?
        /// Limit on the street where the leg begins, km/h, zones in force and the rule for unknown speeds applied;
        /// `nil` where it has no cars.
        public var speed: Double?
        /// Metres.
        public var length: Double
        /// Eastings of its vertices.
        public var x: [Double]
        /// Northings of its vertices.
        public var y: [Double]
    }

    /// A fast street on the way.
    public struct BarrierMeeting: Sendable, Equatable {
        /// What the way does there.
        public enum Kind: String, Sendable {
            /// Goes over it.
            case crosses
            /// Runs along it, without a footway.
            case follows
        }
        /// What the way does there.
        public var kind: Kind
        /// The street.
        public var name: String?
        /// Identifier of the street in its source.
        public var id: Int64
        /// Limit, km/h, as for legs.
        public var speed: Double
        /// Easting of the place, or of the middle of the stretch.
        public var x: Double
        /// Northing.
        public var y: Double
        /// Metres along it; 0 for a crossing.
        public var length: Double
        /// The crossing by which it is crossed; `nil` where there is none.
        public var crossing: FeaturePoint?
        /// Distance from the place to that crossing, metres.
        public var crossingDistance: Double?

        /// The name of the street, or what stands for it.
        public var title: String { name ?? "street \(id)" }
        /// Whether safe walking does so too.
        public var isSafe: Bool { crossing != nil }
    }
}
