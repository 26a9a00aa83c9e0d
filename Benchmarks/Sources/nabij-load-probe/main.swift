// SPDX-License-Identifier: EUPL-1.2
//
// The probes of reading: a program of its own, so that the others need not load GDAL.
import HotLoops
import ProbeProgram
import ReadingLoops

ProbeProgram(name: "nabij-load-probe", probes: Probe.reading)
    .run(Array(CommandLine.arguments.dropFirst()))
