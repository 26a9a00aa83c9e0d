# SPDX-License-Identifier: EUPL-1.2
"""Runs `nabij` of both commits by turns: peak memory for the gate, seconds as information."""
import dataclasses
import json
import shutil
import statistics

from . import shell
from .shell import ToolError


@dataclasses.dataclass
class Runs:
    """What several runs of one program at one scale gave."""

    memory: list = dataclasses.field(default_factory=list)
    totals: list = dataclasses.field(default_factory=list)
    # Seconds by stage, a list with a number per run.
    stages: dict = dataclasses.field(default_factory=dict)

    def add(self, timings):
        peak = timings.get("peak_memory_bytes")
        stages = timings.get("stages")
        if not isinstance(peak, int) or peak <= 0 or not stages:
            raise ToolError("timings.json has no peak memory or no stages though work was done")
        self.memory.append(peak)
        self.totals.append(sum(stage["seconds"] for stage in stages))
        for stage in stages:
            self.stages.setdefault(stage["name"], []).append(stage["seconds"])

    @property
    def peak(self):
        """The best of the runs: memory only grows by chance, it does not shrink."""
        return min(self.memory)

    def summary(self):
        return {"peakMemory": self.peak, "seconds": round(min(self.totals), 4),
                "secondsMedian": round(statistics.median(self.totals), 4),
                "stages": {name: [round(min(values), 5), round(statistics.median(values), 5)]
                           for name, values in self.stages.items()}}


class Town:
    """Made-up data of one scale, and the runs over it."""

    def __init__(self, scale, folder, data=None):
        self.scale = scale
        self.folder = folder
        self.data = data

    def make(self, nabij):
        if self.data is None:
            self.data = self.folder / f"data-{self.scale}"
            shell.run([nabij, "synthesise", "--scale", self.scale, "--out", self.data])

    def run(self, nabij):
        """One run; its timings and its table."""
        out = self.folder / f"results-{self.scale}"
        shutil.rmtree(out, ignore_errors=True)
        try:
            shell.run([nabij, "run", self.data / "benchmark.yaml", "--out", out])
            table = (out / "indicators.csv").read_text(encoding="utf-8")
            return json.loads((out / "timings.json").read_text()), table
        finally:
            shutil.rmtree(out, ignore_errors=True)

    def interleave(self, programs, rounds):
        """Runs base, head, head, base, ... `rounds` times each. Returns Runs and a table per side."""
        runs = {side: Runs() for side in programs}
        tables = {}
        for turn in range(rounds):
            for side in sorted(programs, reverse=turn % 2 == 1):
                timings, tables[side] = self.run(programs[side])
                runs[side].add(timings)
        return runs, tables

    def peak(self, nabij, rounds):
        """Peak memory of one program, best of several."""
        runs = Runs()
        for _ in range(rounds):
            runs.add(self.run(nabij)[0])
        return runs.peak


def differing_cells(base, head):
    """Number of cells that differ between two tables; None where their shape differs."""
    rows = [[line.split(",") for line in text.splitlines()] for text in (base, head)]
    if [len(row) for row in rows[0]] != [len(row) for row in rows[1]] or rows[0][:1] != rows[1][:1]:
        return None
    return sum(a != b for one, other in zip(*rows) for a, b in zip(one, other))
