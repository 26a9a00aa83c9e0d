// SPDX-License-Identifier: EUPL-1.2

/// Dates and times as text in the form of ISO 8601, which sorts and compares as time does.
enum ISOTime {
    /// A day, counted from 1970-01-01.
    ///
    /// Source: Hinnant (2014), "chrono-compatible low-level date algorithms", `civil_from_days`.
    static func date(day: Int64) -> String {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let inMonth = dayOfYear - (153 * month + 2) / 5 + 1
        let civil = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (civil <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(civil, 2))-\(padded(inMonth, 2))"
    }

    /// A moment in milliseconds from 1970-01-01T00:00:00.
    static func dateTime(milliseconds: Int64) -> String {
        let day =
            milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds + 1) / 86_400_000 - 1
        let rest = milliseconds - day * 86_400_000
        return date(day: day) + "T" + time(seconds: rest / 1000, milliseconds: rest % 1000)
    }

    /// A time of day.
    static func time(seconds: Int64, milliseconds: Int64) -> String {
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
        let fraction = milliseconds > 0 ? "." + padded(milliseconds, 3) : ""
        return clock.joined(separator: ":") + fraction
    }

    /// GDAL's flag for a time zone as text: unknown and local time have none.
    static func zone(_ flag: Int32) -> String {
        guard flag > 1 else { return "" }
        let minutes = (Int64(flag) - 100) * 15
        if minutes == 0 { return "Z" }
        return (minutes < 0 ? "-" : "+") + padded(abs(minutes) / 60, 2) + ":"
            + padded(abs(minutes) % 60, 2)
    }

    /// The number with zeros in front.
    static func padded(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
