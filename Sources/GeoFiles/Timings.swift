// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc
import Neighbourhoods

/// The time in UTC, to the second; `SOURCE_DATE_EPOCH` where that is set, so that output can repeat.
///
/// - Returns: Such as `2024-05-31T12:00:00Z`.
public func currentTime() -> String {
    let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Int.init)
    var seconds = time_t(fixed ?? time(nil))
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// `timings.json`: seconds to the microsecond, and the most memory that the process ever held.
func timingsJSON(_ stages: [StageTiming], threads: Int) -> JSONValue {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return .object([
        "threads": .whole(threads), "peak_memory_bytes": .whole(usage.ru_maxrss * 1024),
        "stages": .list(
            stages.map {
                .object([
                    "name": .text($0.name),
                    "seconds": .number(($0.seconds * 1e6).rounded() / 1e6),
                ])
            }),
    ])
}
