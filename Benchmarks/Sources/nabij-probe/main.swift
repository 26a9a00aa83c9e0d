// SPDX-License-Identifier: EUPL-1.2
//
//     nabij-probe --list                       names, usual counts
//     nabij-probe --families                   families that there is data for
//     nabij-probe --identical [N]              every kernel on N items that are one and the same
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
    var bytes = Array("error: \(message)\n".utf8)
    _ = write(2, &bytes, bytes.count)
    exit(code)
}

func chosenProbe(_ name: String) -> Probe {
    if let probe = Probe.all.first(where: { $0.name == name }) { return probe }
    let names = Probe.all.map(\.name)
    fail(
        "there is no probe '\(name)'\(suggestion(for: name, among: names)); there are \(list(names))"
    )
}

func chosenFamily(_ name: String?) -> Family {
    let names = Family.allCases.map(\.rawValue)
    guard let name else { fail("--family needs a name: \(list(names))") }
    guard let family = Family(rawValue: name) else {
        let near = suggestion(for: name, among: names)
        fail("there is no family '\(name)'\(near); there are \(list(names))")
    }
    guard family.isThere else {
        fail(
            "the family real needs a file of real data in NABIJ_PROBE_DATA; "
                + "tools/probes makes one where NABIJ_TEST_DATA is set", code: 66)
    }
    return family
}

func chosenCount(_ text: String) -> Int {
    guard let count = Int(text), (16...10_000_000).contains(count) else {
        fail("'\(text)' is no number of items: N is a whole number from 16 to 10000000")
    }
    return count
}

func list(_ names: [String]) -> String { names.joined(separator: ", ") }

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

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Runs every kernel on identical items, a quarter of them first.
///
/// Four times the items may take ten times as long. Seconds are those of the processor, which other programs
/// do not lengthen.
func checkIdentical(_ count: Int) {
    func seconds(_ items: IdenticalItems, _ count: Int) -> Double {
        let start = processorSeconds()
        let complaint = items.run(count)
        if let complaint { fail("\(items.name), \(count) items: \(complaint)", code: 70) }
        return processorSeconds() - start
    }
    for items in IdenticalItems.all {
        let quarter = seconds(items, count / 4)
        let all = seconds(items, count)
        print("\(items.name): \(Int(quarter * 1000)) ms, \(Int(all * 1000)) ms")
        guard all < 0.2 + 10 * quarter else {
            let times = "\(all) s, a quarter of them \(quarter) s"
            fail("\(items.name): \(count) items take \(times)", code: 70)
        }
    }
}

let families = list(Family.allCases.map(\.rawValue)).replacing(", ", with: "|")
let usage =
    "usage: nabij-probe --list | --families | --identical [N] | NAME [N] [--family \(families)]"
var arguments = Array(CommandLine.arguments.dropFirst())
var family = Family.uniform
var isCounted = true
if let i = arguments.firstIndex(of: "--family") {
    family = chosenFamily(i + 1 < arguments.count ? arguments[i + 1] : nil)
    arguments.removeSubrange(i...i + 1)
}
// For the difference between a run with the counted call and one without: allocations of the loop.
if let i = arguments.firstIndex(of: "--uncounted") {
    isCounted = false
    arguments.remove(at: i)
}
guard let name = arguments.first, arguments.count <= 2 else { fail(usage) }
switch name {
case "--list":
    for probe in Probe.all { print("\(probe.name) \(probe.usualCount)") }
case "--identical":
    checkIdentical(arguments.count == 2 ? chosenCount(arguments[1]) : 1_000_000)
case "--families":
    for family in Family.allCases where family.isThere { print(family.rawValue) }
case _ where name.hasPrefix("-"):
    fail("there is no option '\(name)'; \(usage)")
default:
    let probe = chosenProbe(name)
    let count = arguments.count == 2 ? chosenCount(arguments[1]) : probe.usualCount
    measure(probe, count: count, family: family, isCounted: isCounted)
}
