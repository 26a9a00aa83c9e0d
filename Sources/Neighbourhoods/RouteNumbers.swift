// SPDX-License-Identifier: EUPL-1.2

/// What is asked of a route.
public struct RouteRules: Sendable {
    /// Points that it passes, easting and northing in metres.
    public var through: [(x: Double, y: Double)]
    /// Longest route, metres.
    public var longest: Double
    /// People live near it within so many metres in a straight line.
    public var within: Double
    /// Within so many metres of public green it touches it.
    public var greenWithin = 10.0
    /// Within so many metres of a street with faster cars it runs along it.
    public var fastWithin = 5.0

    /// Creates rules.
    public init(through: [(x: Double, y: Double)], longest: Double, within: Double) {
        self.through = through
        self.longest = longest
        self.within = within
    }
}

/// What there is to say about a line.
public struct RouteNumbers: Sendable, Equatable {
    /// Metres.
    public var length = 0.0
    /// Inhabitants within the distance.
    public var people = 0.0
    /// Those of them who are not within the distance of the layer as it is.
    public var newly = 0.0
    /// Metres that touch green.
    public var green = 0.0
    /// Metres along streets where cars may drive faster than the rule for safe walking.
    public var fast = 0.0
    /// Metres that are walked a second time.
    public var twice = 0.0

    /// Creates numbers, all zero.
    public init() {}
}
