# SPDX-License-Identifier: EUPL-1.2
"""Counts instructions and allocations of the probes of one built `nabij-probe`.

Instructions are those of the loop itself (callgrind, collected inside `countedLoop` only), allocations
the difference between a run with the loop twice and once (memcheck's heap summary). Both repeat exactly
for one program, whatever else the machine does, so several are counted at a time.
"""
import concurrent.futures
import difflib
import hashlib
import os
import platform
import re

from . import shell
from .shell import ToolError

# What a program knows that was built before it could list its families.
FIRST_FAMILIES = ("uniform", "clustered", "grid")
REAL = "real"
# How a process ends whose own code went wrong, rather than the job that ran it.
CRASHES = tuple(f"ended by SIG{name}" for name in ("ABRT", "BUS", "FPE", "ILL", "SEGV", "TRAP"))


class ProbeFailure(ToolError):
    """A probe that gives a wrong answer, or crashes: the commit is at fault, not the job."""


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
    return f"{head}{count['instructionsPerItem']:12.1f} instructions an item{count['allocations']:8d} allocations"


class ProbeProgram:
    """A built `nabij-probe`."""

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
            ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no",
             f"--toggle-collect={symbol}"], name, family)
        collected = re.search(r"Collected : (\d+)", errors)
        items = re.search(r" items (\d+) ", output)
        if not collected or not items or int(items.group(1)) == 0:
            raise ToolError(f"probe {key}: valgrind gave no count")
        if int(collected.group(1)) == 0:
            raise ToolError(f"probe {key}: no instructions were counted though work was done")
        allocations = self.heap(key) - self.heap(key, "--uncounted")
        if allocations < 0:
            raise ToolError(f"probe {key}: a run with the loop allocates less than one without")
        count = {"instructionsPerItem": round(int(collected.group(1)) / int(items.group(1)), 3),
                 "allocations": allocations}
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
        try:
            return shell.run(["setarch", "-R", "valgrind", *options, self.binary, name,
                              "--family", family, *more], env=self.environment())
        except ToolError as error:
            raise failure(name, family, str(error)) or error from None

    def environment(self):
        environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1", SWIFT_BACKTRACE="enable=no")
        if self.data:
            environment["NABIJ_PROBE_DATA"] = str(self.data)
        return environment
