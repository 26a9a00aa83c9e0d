# SPDX-License-Identifier: EUPL-1.2
"""What a number was measured on."""
import contextlib
import os
import pathlib
import platform
import re

from . import shell


def description():
    model = platform.processor() or platform.machine()
    with contextlib.suppress(OSError, StopIteration):
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def load():
    """How busy the machine is; wall time on a busy one means little."""
    return f"load {os.getloadavg()[0]:.1f}"


def swift():
    found = re.search(r"Swift version [\d.]+", shell.run(["swift", "--version"])[0])
    return found.group(0) if found else "Swift"
