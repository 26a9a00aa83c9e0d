// SPDX-License-Identifier: EUPL-1.2

/// The shortest decimal digits that read back to the same number, such as `5`, `0.1` or `-12.25`.
///
/// No exponent from 1e-7 up to 1e21; `0` for negative zero. The number has to be finite.
///
/// - Parameter value: A finite number.
/// - Returns: Its text, with a point.
public func shortestText(_ value: Double) -> String {
    var bytes: [UInt8] = []
    appendShortest(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

/// Appends ``shortestText(_:)`` as ASCII; nothing where the number is not finite.
///
/// - Parameters:
///   - value: The number.
///   - bytes: Where it goes.
public func appendShortest(_ value: Double, to bytes: inout [UInt8]) {
    guard value.isFinite else { return }
    // Whole numbers below 2^53 are exact and by far the quickest this way.
    if value.magnitude < 9_007_199_254_740_992, value == value.rounded(.towardZero) {
        appendWhole(Int64(value), to: &bytes)
        return
    }
    let start = bytes.count
    bytes.append(contentsOf: value.description.utf8)
    if let e = bytes[start...].firstIndex(of: UInt8(ascii: "e")) {
        let digits = Array(bytes[start...])
        bytes.removeSubrange(start...)
        appendExpanded(digits, mantissaEnd: e - start, to: &bytes)
    } else if bytes.suffix(2).elementsEqual([UInt8(ascii: "."), UInt8(ascii: "0")]) {
        bytes.removeLast(2)
    }
}

/// Writes `d.ddde±xx` without its exponent where the exponent is small.
private func appendExpanded(_ digits: [UInt8], mantissaEnd e: Int, to bytes: inout [UInt8]) {
    let exponent = Int(String(decoding: digits[(e + 1)...], as: UTF8.self)) ?? 0
    guard exponent >= -7, exponent <= 20 else {
        bytes.append(contentsOf: digits)
        return
    }
    let mantissa = digits[..<e].filter { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    // "1e-07" and "1.0e-07" are the same number: zeros at the end carry nothing.
    let kept = mantissa.count - (mantissa.reversed().prefix { $0 == UInt8(ascii: "0") }.count)
    if digits[0] == UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
    if exponent < 0 {
        bytes.append(contentsOf: [UInt8(ascii: "0"), UInt8(ascii: ".")])
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -exponent - 1))
        bytes.append(contentsOf: mantissa[..<kept])
    } else {
        // 17 digits at most, and Double.description turns to exponents at 2^53: no fraction is left.
        bytes.append(contentsOf: mantissa[..<kept])
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent + 1 - kept))
    }
}

/// The number with a fixed number of decimals, rounded half away from zero.
///
/// - Parameters:
///   - value: A finite number.
///   - decimals: Digits after the mark, 0 to 12.
///   - mark: `,` for Dutch readers; no mark between thousands.
/// - Returns: Its text, such as `12,40`; never `-0,0`.
public func fixedText(_ value: Double, decimals: Int, mark: Unicode.Scalar = ".") -> String {
    var bytes: [UInt8] = []
    appendFixed(value, decimals: decimals, mark: UInt8(ascii: mark), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

/// Appends ``fixedText(_:decimals:mark:)`` as ASCII; nothing where the number is not finite.
///
/// - Parameters:
///   - value: The number.
///   - decimals: Digits after the mark, 0 to 12.
///   - mark: An ASCII character.
///   - bytes: Where it goes.
public func appendFixed(_ value: Double, decimals: Int, mark: UInt8, to bytes: inout [UInt8]) {
    guard value.isFinite else { return }
    let places = max(0, min(decimals, 12))
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    let scaled = (value.magnitude * power).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9_007_199_254_740_992 else {
        // Too large for the digits after the mark to mean anything.
        let text = shortestText(value).utf8
        bytes.append(contentsOf: text.map { $0 == UInt8(ascii: ".") ? mark : $0 })
        return
    }
    let whole = Int64(scaled), unit = Int64(power)
    if value < 0, whole > 0 { bytes.append(UInt8(ascii: "-")) }
    appendWhole(whole / unit, to: &bytes)
    guard places > 0 else { return }
    bytes.append(mark)
    var rest = whole % unit, place = unit / 10
    while place > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / place))
        rest %= place
        place /= 10
    }
}

/// Appends a whole number in decimal digits.
///
/// - Parameters:
///   - value: The number.
///   - bytes: Where it goes.
public func appendWhole(_ value: Int64, to bytes: inout [UInt8]) {
    var rest = value.magnitude
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    repeat {
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
    } while rest > 0
    bytes[start...].reverse()
}
