# SPDX-License-Identifier: EUPL-1.2
"""Counts instructions and allocations of the probes of a built program.

Instructions are those of the loop itself (callgrind, collected inside `countedLoop` only), allocations
the difference between a run with the loop twice and once (memcheck's heap summary). Both repeat exactly
for one program, whatever else the machine does, so several are counted at a time.

Loops that read are counted otherwise: see `LoadProgram`.
"""
import concurrent.futures
import difflib
import hashlib
import os
import pathlib
import platform
import re
import tempfile

from . import callgrind, shell
from .shell import ToolError

# The programs that have probes; which has one, its name tells.
KERNELS, LOADS = "nabij-probe", "nabij-load-probe"
PROGRAMS = (KERNELS, LOADS)

# What a program knows that was built before it could list its families.
FIRST_FAMILIES = ("uniform", "clustered", "grid")
REAL = "real"
# How a process ends whose own code went wrong, rather than the job that ran it.
CRASHES = tuple(f"ended by SIG{name}" for name in ("ABRT", "BUS", "FPE", "ILL", "SEGV", "TRAP"))


class ProbeFailure(ToolError):
    """A probe that gives a wrong answer, or crashes: the commit is at fault, not the job."""


def product(name):
    """The program that has a probe."""
    return LOADS if name.startswith("load-") else KERNELS


def program(binary, data=None):
    """What counts with a built program."""
    return (LoadProgram if binary.name == LOADS else ProbeProgram)(binary, data)


def compiler():
    """The machine and compiler that counts belong to: `x86_64-swift6.3`."""
    found = re.search(r"Swift version (\d+\.\d+)", shell.run(["swift", "--version"])[0])
    return f"{platform.machine()}-swift{found.group(1) if found else 'unknown'}"


def suggestion(name, known):
    """`; did you mean X?` where a known name is near."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def fingerprint(data):
    """A name for the content of a file; None without one."""
    return hashlib.sha256(data.read_bytes()).hexdigest()[:12] if data else None


def refuse_unknown(what, name, known):
    if name not in known:
        raise ToolError(f"there is no {what} '{name}'{suggestion(name, known)}; "
                        f"there are {', '.join(known)}")


def failure(name, family, complaint):
    """The failure of a probe that a complaint tells of; None where something else went wrong."""
    own = f"error: probe {name}, {family}: "
    if own in complaint:
        return ProbeFailure(complaint.split(own, 1)[1])
    return ProbeFailure(f"it crashes: {complaint}") if complaint.endswith(CRASHES) else None


def separated(counts):
    """The counts of probes that could be counted, and the failures of the others, both by key."""
    failures = {key: count["failure"] for key, count in counts.items() if "failure" in count}
    return {key: count for key, count in counts.items() if key not in failures}, failures


def line(key, count):
    """A count as a line for people."""
    head = f"{key.replace('.', ' '):32s}"
    if "failure" in count:
        return f"{head}    fails: {count['failure']}"
    told = f"{head}{count['instructionsPerItem']:12.1f} instructions an item{count['allocations']:8d} allocations"
    library = count.get("libraryInstructionsPerItem")
    return told if library is None else f"{told}, beside {library:.1f} instructions of GDAL"


def collecting(symbol):
    """Options of callgrind to count inside one function only."""
    return ["--collect-atstart=no", f"--toggle-collect={symbol}"]


def per_item(key, instructions, output):
    """Instructions for each of the items that a probe says it had."""
    items = re.search(r" items (\d+) ", output)
    if not items or int(items.group(1)) == 0:
        raise ToolError(f"probe {key}: it does not say how many items it had")
    if instructions <= 0:
        raise ToolError(f"probe {key}: no instructions were counted though work was done")
    return round(instructions / int(items.group(1)), 3)


class ProbeProgram:
    """A built `nabij-probe`."""

    # Where it runs and has files, where that matters.
    folder = None

    def __init__(self, binary, data=None):
        self.binary = binary
        # The file of real data, or None: the family `real` is left out.
        self.data = data
        self.data_name = fingerprint(data)

    def names(self):
        return [line.split()[0] for line in shell.run([self.binary, "--list"])[0].splitlines()]

    def families(self):
        try:
            families = shell.run([self.binary, "--families"], env=self.environment())[0].split()
        except ToolError:
            families = list(FIRST_FAMILIES)
        return [family for family in families if family != REAL or self.data]

    def keys(self, names=None, family=None):
        """`name.family` of all probes, or of those that are named."""
        known, families = self.names(), self.families()
        for name in names or []:
            refuse_unknown("probe", name, known)
        if family:
            refuse_unknown("family", family, families)
        return [f"{name}.{each}" for name in names or known for each in families
                if family in (None, each)]

    def count(self, keys, jobs=None, report=lambda line: None):
        """Counts per key: {"instructionsPerItem", "allocations"}, or {"failure": why there is none}."""
        symbol = self.body_symbol()
        with concurrent.futures.ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
            futures = [pool.submit(self.count_or_failure, symbol, key) for key in keys]
            counts = {}
            try:
                for key, future in zip(keys, futures):
                    counts[key] = future.result()
                    report(line(key, counts[key]))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                shell.stop_all()
                raise
        return counts

    def body_symbol(self):
        for line in shell.run(["nm", self.binary])[0].splitlines():
            words = line.split()
            if "countedLoop" in line and words[-2] in "tT":
                return words[-1]
        raise ToolError(f"{self.binary} has no function countedLoop to count")

    def count_or_failure(self, symbol, key):
        try:
            return self.count_one(symbol, key)
        except ProbeFailure as failure:
            return {"failure": str(failure)}

    def count_one(self, symbol, key):
        name, family = key.rsplit(".", 1)
        output, errors = self.valgrind(
            ["--tool=callgrind", "--callgrind-out-file=/dev/null", *collecting(symbol)], name, family)
        collected = re.search(r"Collected : (\d+)", errors)
        if not collected:
            raise ToolError(f"probe {key}: valgrind gave no count")
        instructions = per_item(key, int(collected.group(1)), output)
        allocations = self.heap(key) - self.heap(key, "--uncounted")
        if allocations < 0:
            raise ToolError(f"probe {key}: a run with the loop allocates less than one without")
        return self.told(family, {"instructionsPerItem": instructions, "allocations": allocations})

    def told(self, family, count):
        """A count with the name of the data where that is not made up."""
        return {**count, "data": self.data_name} if family == REAL else count

    def heap(self, key, *options):
        name, family = key.rsplit(".", 1)
        _, errors = self.valgrind(
            ["--tool=memcheck", "--undef-value-errors=no", "--leak-check=no"], name, family, *options)
        found = re.search(r"total heap usage: ([\d,]+) allocs", errors)
        if not found:
            raise ToolError(f"probe {key}: valgrind gave no heap summary")
        return int(found.group(1).replace(",", ""))

    def valgrind(self, options, name, family, *more):
        return self.run(["setarch", "-R", "valgrind", *options, self.binary], name, family, *more)

    def run(self, command, name, family, *more):
        try:
            return shell.run([*command, name, "--family", family, *more], env=self.environment(), cwd=self.folder)
        except ToolError as error:
            raise failure(name, family, str(error)) or error from None

    def environment(self):
        environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1", SWIFT_BACKTRACE="enable=no")
        if self.data:
            environment["NABIJ_PROBE_DATA"] = str(self.data)
        return environment


class LoadProgram(ProbeProgram):
    """A built `nabij-load-probe`: what GDAL does is told apart from what we do with it.

    GDAL needs other instructions from version to version, and some of its work is done by threads of its own, so what is
    judged is ours: all that happens inside the loop but for the calls into GDAL. Allocations are those that our
    code and Swift's libraries ask for, the difference between the loop twice and once. Both come from records of
    callgrind, in which only the thread of the loop is collected.
    """

    def count(self, keys, jobs=None, report=lambda line: None):
        # A path of the same length everywhere: each character of it is work for whoever opens the file.
        with tempfile.TemporaryDirectory(dir="/tmp", prefix="nabij-probe-") as folder:
            self.folder = pathlib.Path(folder)
            # Valgrind cannot read all debug information of a program of this size; names of functions stay.
            self.stripped = self.folder / LOADS
            shell.run(["strip", "-g", "-o", self.stripped, self.binary])
            if self.data:
                (self.folder / self.data.name).symlink_to(self.data.resolve())
            return super().count(keys, jobs, report)

    def count_one(self, symbol, key):
        name, family = key.rsplit(".", 1)
        # Writes the file that is read, which would take long under valgrind, and checks the answer.
        self.run([self.stripped], name, family, "--uncounted")
        found, output = self.shares(symbol, key)
        # Callgrind counts calls from the start of the program on, whatever it collects.
        twice, _ = self.shares(symbol, key, "--twice")
        return self.told(family, {
            "instructionsPerItem": per_item(key, found.own, output),
            "allocations": twice.allocations - found.allocations,
            "libraryInstructionsPerItem": per_item(key, found.library, output)})

    def shares(self, symbol, key, *more):
        """What a run costs us and GDAL, and what it says."""
        name, family = key.rsplit(".", 1)
        record = self.folder / f"{key}{''.join(more)}.callgrind"
        output, _ = self.run(
            ["setarch", "-R", "valgrind", "--tool=callgrind", f"--callgrind-out-file={record}", *collecting(symbol),
             self.stripped], name, family, *more)
        return callgrind.shares(record.read_text(), is_gdal, is_ours), output

    def environment(self):
        if not self.folder:
            return super().environment()
        # The same everywhere: GDAL has settings there, and who copies it has work with each variable.
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "NABIJ_PROBE_FOLDER": str(self.folder),
                       "SWIFT_DETERMINISTIC_HASHING": "1", "SWIFT_BACKTRACE": "enable=no"}
        if self.data:
            environment["NABIJ_PROBE_DATA"] = str(self.folder / self.data.name)
        if "LD_LIBRARY_PATH" in os.environ:
            environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
        return environment


def is_gdal(path):
    return pathlib.PurePath(path).name.startswith("libgdal.")


def is_ours(path):
    """Whether an object is the program, or a library of Swift that works for it."""
    name = pathlib.PurePath(path).name
    return name == LOADS or name.startswith(("libswift", "libFoundation", "lib_Foundation", "libdispatch"))
