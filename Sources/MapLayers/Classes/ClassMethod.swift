// SPDX-License-Identifier: EUPL-1.2

/// How values are divided into classes.
public enum ClassMethod: Sendable, Equatable {
    /// Classes with equal numbers of values.
    case quantile
    /// Classes of equal width.
    case equalInterval
    /// Classes whose values differ as little as possible (Fisher 1958, Jenks 1977).
    case jenks
    /// Classes that end at round numbers.
    case pretty
    /// Classes of one standard deviation around the mean.
    case standardDeviation
    /// Classes divided by a norm; a norm that is met from it on (`more` is better) begins a class.
    case norm([Double], isMetFrom: Bool)
    /// Classes that end at the given numbers.
    case manual([Double])

    /// Names of the methods that need no numbers, as the command line has them.
    public static let names = ["jenks", "quantile", "equal", "pretty", "stddev"]

    /// Its name in the words of a language.
    var key: String {
        switch self {
        case .quantile: "method.quantile"
        case .equalInterval: "method.equal"
        case .jenks: "method.jenks"
        case .pretty: "method.pretty"
        case .standardDeviation: "method.stddev"
        case .norm: "method.norm"
        case .manual: "method.manual"
        }
    }

    /// The method of a name of ``names``, or of numbers such as `300,500,800`; `nil` for other texts.
    ///
    /// - Parameter text: What a user writes.
    public init?(_ text: String) {
        switch text {
        case "jenks": self = .jenks
        case "quantile": self = .quantile
        case "equal": self = .equalInterval
        case "pretty": self = .pretty
        case "stddev": self = .standardDeviation
        default:
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
            guard !numbers.isEmpty, numbers.count == parts.count else { return nil }
            self = .manual(numbers)
        }
    }
}

/// Most classes that a map can tell apart.
public let mostClasses = 9

/// Divides values into classes.
///
/// For maps of several scenarios or years give the values of all of them together: then a colour means
/// the same on every map.
///
/// - Parameters:
///   - values: Any order; values that are not finite do not count.
///   - method: How they are divided.
///   - count: Number of classes wanted, 1...9; no effect on `norm` and `manual`. There are fewer where
///     the values do not allow so many: equal values are never divided.
/// - Returns: The classes; one class where there is no value or all are equal.
/// - Complexity: O(*n* log *n*), for `jenks` O(classes × *n* log *n*).
public func classify(_ values: [Double], by method: ClassMethod, into count: Int) -> Classification
{
    let wanted = max(1, min(count, mostClasses))
    let sorted = values.filter(\.isFinite).sorted()
    switch method {
    case .norm(let norms, let isMetFrom):
        return Classification(bounds: norms, kind: isMetFrom ? .from : .upTo)
    case .manual(let bounds): return Classification(bounds: bounds)
    case .standardDeviation: return deviationClasses(sorted, count: wanted)
    case .quantile:
        return Classification(bounds: quantileBounds(sorted, count: wanted), kind: .data)
    case .equalInterval: return Classification(bounds: equalBounds(sorted, count: wanted))
    case .jenks: return Classification(bounds: jenksBounds(sorted, count: wanted), kind: .data)
    case .pretty: return Classification(bounds: prettyBounds(sorted, count: wanted))
    }
}
