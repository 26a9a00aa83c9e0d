// SPDX-License-Identifier: EUPL-1.2
//
//     nabij-probe --list                       names, usual counts
//     nabij-probe NAME [N] [--family F]        checks the answer, then runs the loop once more to be counted
//
// Under callgrind only the call of `countedLoop` is collected (tools/probes has the command).
import HotLoops

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The counted part; never inlined, so that callgrind finds it by name.
@inline(never)
func countedLoop(_ run: () -> Double) -> Double { run() }

/// Ends with one line on standard error (file descriptor 2; `stderr` itself is a mutable global).
func fail(_ message: String, code: Int32 = 64) -> Never {
    writeError("error: \(message)\n")
    exit(code)
}

func writeError(_ line: String) {
    var bytes = Array(line.utf8)
    _ = write(2, &bytes, bytes.count)
}

func usage() -> Never {
    fail("usage: nabij-probe --list | NAME [N] [--family uniform|clustered|grid]")
}

func measure(_ probe: Probe, count: Int, family: Family, isCounted: Bool) {
    let prepared = probe.prepare(count, family)
    let answer = prepared.run()
    if let complaint = prepared.complaint(answer) {
        fail("probe \(probe.name), \(family.rawValue): \(complaint)", code: 70)
    }
    let counted = isCounted ? countedLoop(prepared.run) : answer
    guard counted.bitPattern == answer.bitPattern else {
        fail("probe \(probe.name): two runs differ, \(answer) and \(counted)", code: 70)
    }
    print(
        "\(probe.name) \(family.rawValue) items \(prepared.items) unit \(prepared.unit) answer \(answer)"
    )
}

var arguments = Array(CommandLine.arguments.dropFirst())
var family = Family.uniform
var isCounted = true
if let i = arguments.firstIndex(of: "--family") {
    guard i + 1 < arguments.count, let chosen = Family(rawValue: arguments[i + 1]) else { usage() }
    family = chosen
    arguments.removeSubrange(i...i + 1)
}
// For the difference between a run with the counted call and one without: allocations of the loop.
if let i = arguments.firstIndex(of: "--uncounted") {
    isCounted = false
    arguments.remove(at: i)
}
guard let name = arguments.first, arguments.count <= 2 else { usage() }
if name == "--list" {
    for probe in Probe.all { print("\(probe.name) \(probe.usualCount)") }
    exit(0)
}
guard let probe = Probe.all.first(where: { $0.name == name }) else {
    fail("there is no probe '\(name)'; there are \(Probe.all.map(\.name).joined(separator: ", "))")
}
guard let count = arguments.count == 2 ? Int(arguments[1]) : probe.usualCount,
    (16...10_000_000).contains(count)
else { fail("N is a whole number from 16 to 10000000") }
measure(probe, count: count, family: family, isCounted: isCounted)
