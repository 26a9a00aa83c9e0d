# SPDX-License-Identifier: EUPL-1.2
"""One night: counts both commits, compares them, and finds the commit behind each red move.

What builds, counts and runs is given, so that the tests put in others.
"""
import dataclasses

from . import bisection, comparison, counting, runs, thresholds
from .builds import BuildError

PROBE_METRICS = ("instructionsPerItem", "allocations")


@dataclasses.dataclass
class Findings:
    """What the report is made of."""

    base: str
    head: str
    # Counts of head and base by key, and summaries of the runs by scale and side.
    counts: dict = dataclasses.field(default_factory=dict)
    base_counts: dict = dataclasses.field(default_factory=dict)
    runs: dict = dataclasses.field(default_factory=dict)
    moves: list = dataclasses.field(default_factory=list)
    # Lines about thresholds that are missing or exceeded, and remarks for people.
    complaints: list = dataclasses.field(default_factory=list)
    notes: list = dataclasses.field(default_factory=list)
    proposals: dict = dataclasses.field(default_factory=dict)
    peers: str = ""

    def with_state(self, state):
        return [move for move in self.moves if move.state == state]

    @property
    def is_green(self):
        return not self.with_state("red") and not self.complaints


class Night:
    """`program(binary)` gives an object with `keys()` and `count(keys)`, as counting.program does."""

    def __init__(self, repository, builder, program, compiler, report=lambda line: None):
        self.repository = repository
        self.builder = builder
        self.program = program
        self.limits_folder = f"Benchmarks/Thresholds/{compiler}"
        self.report = report
        self.moved = set()

    def compare(self, base, head, towns=(), rounds=3):
        found = Findings(base, head)
        found.base_counts, before = counting.separated(self.counts(base))
        found.counts, now = counting.separated(self.counts(head))
        limits = [self.limits(commit) for commit in (base, head)]
        found.complaints = self.threshold_complaints(found.counts, limits[1])
        found.complaints += [f"{key}: {failure}" for key, failure in now.items()]
        found.notes += [f"{key}: not compared, it fails in {self.repository.title(base)}: {failure}"
                        for key, failure in before.items() if key in found.counts]
        both = [{key: count for key, count in counts.items() if key not in before and key not in now}
                for counts in (found.base_counts, found.counts)]
        found.moves = comparison.compare(*both, PROBE_METRICS, *limits)
        found.moves += comparison.compare_failures(before, now, found.base_counts)
        for town in towns:
            self.compare_runs(found, town, rounds)
        # What is told with its commit need not be told again, but for what a failing probe says.
        red = tuple(f"{move.key}:" for move in found.with_state("red") if move.metric != "failure")
        found.complaints = [line for line in found.complaints if not line.startswith(red)]
        self.moved = {move.key for move in found.with_state("red") if move.metric != "peakMemory"}
        for move in found.with_state("red"):
            self.find_culprit(found, move, {town.scale: town for town in towns}, rounds)
        for move in found.moves:
            if move.is_proposal and move.key in found.counts:
                found.proposals[move.key] = found.counts[move.key]
        return found

    def counts(self, commit, keys=None):
        """Counts of a commit, all or those of some keys; what is known is not counted again."""
        found = {}
        for product in self.products(commit, keys):
            program = self.program(self.builder.binary(commit, product))
            wanted = [key for key in program.keys() if keys is None or key in keys]
            known = self.builder.counts(commit)
            absent = [key for key in wanted if key not in known]
            if absent:
                self.report(f"counting {len(absent)} probes of {self.repository.title(commit)}")
                known = {**known, **program.count(absent)}
                self.builder.keep_counts(commit, known)
            found.update((key, known[key]) for key in wanted)
        return found

    def products(self, commit, keys):
        """The programs of a commit that have these probes; early commits have only that of the kernels."""
        return [name for name in counting.PROGRAMS
                if (keys is None or any(counting.product(key) == name for key in keys))
                and (name == counting.KERNELS or self.repository.has(commit, f"Benchmarks/Sources/{name}"))]

    def limits(self, commit):
        files = self.repository.files(commit, self.limits_folder)
        return {name.removesuffix(".json"): thresholds.parse(text) for name, text in files.items()}

    def threshold_complaints(self, counts, limits):
        if not limits:
            return [f"there are no thresholds in {self.limits_folder}: "
                    "run tools/probes --record on this machine, review and commit them"]
        return thresholds.complaints(counts, limits)

    def compare_runs(self, found, town, rounds):
        programs = {side: self.builder.binary(commit, "nabij")
                    for side, commit in (("base", found.base), ("head", found.head))}
        self.report(f"running {town.scale}, {rounds} times each")
        town.make(programs["head"])
        results, tables = town.interleave(programs, rounds)
        found.runs[town.scale] = {side: result.summary() for side, result in results.items()}
        summary = {side: {f"run.{town.scale}": result.summary()} for side, result in results.items()}
        found.moves += comparison.compare(summary["base"], summary["head"], ("peakMemory",))
        cells = runs.differing_cells(tables["base"], tables["head"])
        if cells != 0:
            what = "tables of different shape" if cells is None else f"{cells} cells that differ"
            found.notes.append(f"{town.scale}: base and head give {what} in indicators.csv")

    def find_culprit(self, found, move, towns, rounds):
        start = self.repository.merge_base(found.base, found.head)
        if start is None:
            found.notes.append(f"{move.key}: base and head have no common history to search")
            return
        values = {found.base: move.base, found.head: move.head}

        def is_bad(commit):
            if commit not in values:
                values[commit] = self.value(commit, move, towns, rounds)
            value = values[commit]
            return None if value is None else comparison.is_worse(move.metric, move.base, value)

        if start != found.base and is_bad(start):
            found.notes.append(f"{move.key}: slower already where base and head part, "
                               f"at {self.repository.title(start)}")
            return
        commits = self.repository.between(start, found.head)
        if not commits:
            return
        culprit = bisection.first_bad(commits, is_bad)
        culprit.after = values[culprit.commit]
        first = commits.index(culprit.candidates[0])
        culprit.before = values.get(commits[first - 1] if first else start)
        move.culprit = culprit
        self.report(f"{move.key}: {self.repository.title(culprit.commit)}")

    def value(self, commit, move, towns, rounds):
        """The metric at a commit between; None where it does not build or has no such probe."""
        try:
            if move.metric == "peakMemory":
                town = towns[move.key.removeprefix("run.")]
                return town.peak(self.builder.binary(commit, "nabij"), rounds)
            # All that moved at once: several are counted side by side, and each commit is asked once.
            counts = self.counts(commit, self.moved | {move.key})
            return metric(counts.get(move.key), move.metric)
        except BuildError as error:
            self.report(f"passed over: {error}")
            return None


def metric(count, name):
    """A metric of a count; None where there is no such probe, or it fails and more is asked."""
    if count is None:
        return None
    return int("failure" in count) if name == "failure" else count.get(name)
