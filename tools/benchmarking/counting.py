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
        """Counts per key: {"instructionsPerItem", "allocations"}."""
        symbol = self.body_symbol()
        with concurrent.futures.ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
            futures = [pool.submit(self.count_one, symbol, key) for key in keys]
            counts = {}
            try:
                for key, future in zip(keys, futures):
                    counts[key] = future.result()
                    report(f"{key.replace('.', ' '):32s}"
                           f"{counts[key]['instructionsPerItem']:12.1f} instructions an item"
                           f"{counts[key]['allocations']:8d} allocations")
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
        return shell.run(["setarch", "-R", "valgrind", *options, self.binary, name,
                          "--family", family, *more], env=self.environment())

    def environment(self):
        environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1", SWIFT_BACKTRACE="enable=no")
        if self.data:
            environment["NABIJ_PROBE_DATA"] = str(self.data)
        return environment
