# SPDX-License-Identifier: EUPL-1.2
"""Reads what callgrind writes: how much of a count is a library's that we call, and how often we allocate.

The format is described in valgrind's manual ("Callgrind Format Specification"): lines of self cost under the function
that `ob=` and `fn=` name, and after each `calls=` line one of what the calls to `cob=`, `cfn=` cost in all. Names are
given once, as `(number) name`, and by their number afterwards.
"""
import dataclasses
import re

from .shell import ToolError

ALLOCATORS = {"malloc", "calloc", "realloc", "memalign", "aligned_alloc", "posix_memalign"}
NAME = re.compile(r"(c?)(ob|fn)=\((\d+)\)(?: (.*))?$")


@dataclasses.dataclass
class Shares:
    """Instructions of the program and of what it calls, less those of the library; both with all that they call."""

    own: int
    library: int
    # Calls of allocators by us.
    allocations: int


def shares(text, is_library, is_ours):
    """Splits a record; both functions are given the path of an object, such as `/usr/lib/libgdal.so.32`."""
    names = {"ob": {}, "fn": {}}
    caller, callee = {"ob": "", "fn": ""}, {}
    total = None
    library = allocations = 0
    lines = iter(text.splitlines())
    for line in lines:
        if named := NAME.match(line):
            is_callee, kind, number, name = named.groups()
            known = names[kind].setdefault(number, name or "")
            (callee if is_callee else caller)[kind] = known
        elif line.startswith("calls="):
            cost = int(next(lines).split()[1])
            # A callee without `cob=` is in the object of its caller.
            callee.setdefault("ob", caller["ob"])
            if is_ours(caller["ob"]):
                # What others call in the library, such as SQLite in GDAL, is part of what we called before.
                library += cost if is_library(callee["ob"]) else 0
                # `malloc'2` is a call of it from within itself, `malloc@@GLIBC_2.2.5` one with its version.
                if re.split(r"['@]", callee["fn"])[0] in ALLOCATORS:
                    allocations += int(line.removeprefix("calls=").split()[0])
            callee = {}
        elif line.startswith(("summary:", "totals:")):
            total = int(line.split()[1])
    if total is None:
        raise ToolError("callgrind wrote no total")
    return Shares(total - library, library, allocations)
