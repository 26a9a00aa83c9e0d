// SPDX-License-Identifier: EUPL-1.2
//
//     PROGRAM --list                       names, usual counts
//     PROGRAM --families                   families that there is data for
//     PROGRAM NAME [N] [--family F]        checks the answer, then runs the loop once more to be counted
//
// Under callgrind only the call of `countedLoop` is collected (tools/probes has the command).
public import HotLoops

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The counted part; never inlined, so that callgrind finds it by name.
@inline(never)
func countedLoop(_ run: () -> Double) -> Double { run() }

/// The command line of a program that runs probes by name.
public struct ProbeProgram {
    /// Its probes.
    let probes: [Probe]
    /// How it is called.
    let usage: String

    /// Creates a program; `others` are ways to call it that it has beside the usual ones.
    public init(name: String, probes: [Probe], others: [String] = []) {
        self.probes = probes
        let families = list(Family.allCases.map(\.rawValue)).replacing(", ", with: "|")
        let ways = ["--list", "--families"] + others + ["NAME [N] [--family \(families)]"]
        usage = "usage: \(name) " + ways.joined(separator: " | ")
    }

    /// Does what the arguments say.
    public func run(_ words: [String]) {
        var arguments = words
        var family = Family.uniform
        if let i = arguments.firstIndex(of: "--family") {
            family = chosenFamily(i + 1 < arguments.count ? arguments[i + 1] : nil)
            arguments.removeSubrange(i...min(i + 1, arguments.count - 1))
        }
        // For the difference between runs with and without a counted call: allocations of the loop.
        var counted = 1
        for (option, times) in [("--uncounted", 0), ("--twice", 2)] {
            guard let place = arguments.firstIndex(of: option) else { continue }
            arguments.remove(at: place)
            counted = times
        }
        guard let name = arguments.first, arguments.count <= 2 else { fail(usage) }
        switch name {
        case "--list":
            for probe in probes { print("\(probe.name) \(probe.usualCount)") }
        case "--families":
            for family in Family.allCases where family.isThere { print(family.rawValue) }
        case _ where name.hasPrefix("-"):
            fail("there is no option '\(name)'; \(usage)")
        default:
            let probe = chosenProbe(name)
            let count = arguments.count == 2 ? chosenCount(arguments[1]) : probe.usualCount
            measure(probe, count: count, family: family, times: counted)
        }
    }

    private func chosenProbe(_ name: String) -> Probe {
        if let probe = probes.first(where: { $0.name == name }) { return probe }
        let names = probes.map(\.name)
        let near = suggestion(for: name, among: names)
        fail("there is no probe '\(name)'\(near); there are \(list(names))")
    }
}

/// Ends with one line on standard error (file descriptor 2; `stderr` itself is a mutable global).
public func fail(_ message: String, code: Int32 = 64) -> Never {
    var bytes = Array("error: \(message)\n".utf8)
    _ = write(2, &bytes, bytes.count)
    exit(code)
}

/// The number of items that a word says.
public func chosenCount(_ text: String) -> Int {
    guard let count = Int(text), (16...10_000_000).contains(count) else {
        fail("'\(text)' is no number of items: N is a whole number from 16 to 10000000")
    }
    return count
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

func list(_ names: [String]) -> String { names.joined(separator: ", ") }

func measure(_ probe: Probe, count: Int, family: Family, times: Int) {
    let prepared = probe.prepare(count, family)
    let answer = prepared.run()
    if let complaint = prepared.complaint(answer) {
        fail("probe \(probe.name), \(family.rawValue): \(complaint)", code: 70)
    }
    for _ in 0..<times {
        let counted = countedLoop(prepared.run)
        guard counted.bitPattern == answer.bitPattern else {
            fail("probe \(probe.name): two runs differ, \(answer) and \(counted)", code: 70)
        }
    }
    print(
        "\(probe.name) \(family.rawValue) items \(prepared.items) unit \(prepared.unit) answer \(answer)"
    )
}
