# SPDX-License-Identifier: EUPL-1.2
"""A tiny git repository whose commits say what their probes cost, and builders that believe it."""
import json
import os
import pathlib
import subprocess

from benchmarking import counting
from benchmarking.builds import BuildError

ENVIRONMENT = {**os.environ, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
               "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
               "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
COMPILER = "fake-swift0.0"
CIRCUMSTANCES = {"time": "2026-01-02T03:04:05+00:00", "machine": "a machine", "compiler": COMPILER}


class FakeRepository:
    """Commits made from costs: `commit("title", {"assign.uniform": (100, 1)})`."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        self.git("init", "--quiet", "--initial-branch=trunk")

    def git(self, *arguments):
        result = subprocess.run(["git", "-C", self.root, *arguments], env=ENVIRONMENT, check=True,
                                capture_output=True, text=True)
        return result.stdout.strip()

    def commit(self, title, costs, limits=None):
        """A commit; costs None is one that does not build. Its identifier."""
        (self.root / "costs.json").write_text(json.dumps({"title": title, "costs": costs}))
        for product in {counting.product(key) for key in costs or {} if not key.startswith("run.")}:
            source = self.root / "Benchmarks/Sources" / product / "main.swift"
            source.parent.mkdir(parents=True, exist_ok=True)
            source.touch()
        folder = self.root / "Benchmarks/Thresholds" / COMPILER
        folder.mkdir(parents=True, exist_ok=True)
        for key, (instructions, allocations) in (limits or {}).items():
            text = json.dumps({"instructionsPerItem": instructions, "allocations": allocations})
            (folder / f"{key}.json").write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", title)
        return self.git("rev-parse", "HEAD")


class FakeBuilder:
    """"Builds" the costs of a commit; remembers what it was asked."""

    def __init__(self, repository):
        self.repository = repository
        self.known = {}
        self.built = []

    def binary(self, commit, product):
        costs = json.loads(self.repository.git("show", f"{commit}:costs.json"))["costs"]
        if costs is None:
            raise BuildError(commit, self.repository.title(commit), product, "error: it is broken")
        if (commit, product) not in self.built:
            self.built.append((commit, product))
        return {"commit": commit, "product": product, "costs": costs}

    def counts(self, commit):
        return self.known.get(commit, {})

    def keep_counts(self, commit, counts):
        self.known[commit] = {**self.counts(commit), **counts}


class FakeProgram:
    """Counts what the costs say."""

    counted = []

    def __init__(self, binary):
        self.binary = binary

    def keys(self):
        return sorted(key for key in self.binary["costs"]
                      if not key.startswith("run.") and counting.product(key) == self.binary["product"])

    def count(self, keys):
        FakeProgram.counted += [(self.binary["commit"], key) for key in keys]
        return {key: cost(self.binary["costs"][key]) for key in keys}


def cost(told):
    """A cost that is text is the failure of its probe."""
    if isinstance(told, str):
        return {"failure": told}
    return dict(zip(("instructionsPerItem", "allocations"), told))


class FakeTown:
    """Runs take the memory that the costs say."""

    def __init__(self, scale):
        self.scale = scale

    def make(self, nabij):
        assert nabij["product"] == "nabij"

    def run(self, nabij):
        peak = nabij["costs"].get(f"run.{self.scale}", 1_000)
        return {"peak_memory_bytes": peak, "stages": [{"name": "assign", "seconds": 0.5}]}, "a,b\n1,2\n"
