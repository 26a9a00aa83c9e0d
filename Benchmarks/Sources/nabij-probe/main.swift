// SPDX-License-Identifier: EUPL-1.2
//
// The probes of all kernels, and
//
//     nabij-probe --identical [N]              every kernel on N items that are one and the same
import HotLoops
import ProbeProgram

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--identical", arguments.count <= 2 {
    checkIdentical(arguments.count == 2 ? chosenCount(arguments[1]) : 1_000_000)
} else {
    ProbeProgram(name: "nabij-probe", probes: Probe.all, others: ["--identical [N]"]).run(arguments)
}
