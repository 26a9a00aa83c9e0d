// SPDX-License-Identifier: EUPL-1.2

/// What the project file says under `walking`.
public struct WalkingRules: Sendable, Equatable {
    /// Farthest that an address or a facility may be from its edge, metres.
    public var maxSnap: Double
    /// Streets where cars may drive faster are barriers for safe walking, km/h.
    public var barrierSpeed: Double
    /// A barrier may be crossed within so many metres of a crossing.
    public var crossingWithin: Double
    /// Speed of a street whose speed is unknown, km/h.
    public var unknownSpeed: Double
    /// Vertices of streets within so many metres of each other are one.
    public var nodeTolerance: Double

    /// Creates rules.
    public init(
        maxSnap: Double = 150, barrierSpeed: Double = 30, crossingWithin: Double = 20,
        unknownSpeed: Double = 50, nodeTolerance: Double = 0.01
    ) {
        self.maxSnap = maxSnap
        self.barrierSpeed = barrierSpeed
        self.crossingWithin = crossingWithin
        self.unknownSpeed = unknownSpeed
        self.nodeTolerance = nodeTolerance
    }
}
