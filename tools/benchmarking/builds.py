# SPDX-License-Identifier: EUPL-1.2
"""Builds the programs of a commit, all with the same flags, and keeps them per commit."""
import hashlib
import json
import os
import platform
import shutil

from . import counting, history, shell
from .shell import ToolError

PRODUCTS = {
    **{name: ["--package-path", "Benchmarks", "--product", name] for name in counting.PROGRAMS},
    "nabij": ["--product", "nabij"],
}
# Programs of so many commits stay in the cache.
KEPT = 12


class BuildError(ToolError):
    """A commit does not build."""

    def __init__(self, commit, title, product, reason):
        super().__init__(f"{product} of {title} does not build: {reason}")
        self.commit = commit


class Builder:
    """Programs and counts per commit, in a folder that may be kept from night to night."""

    def __init__(self, repository, tree, folder, data_name=None, report=lambda line: None):
        self.repository = repository
        self.tree = tree
        self.folder = folder / toolchain()
        self.report = report
        # Counts over other real data are others.
        self.counts_file = f"counts-{data_name or 'made-up'}.json"
        self.failed = {}

    def binary(self, commit, product):
        """The program of a commit, built if it is not there yet."""
        kept = self.folder / commit / product
        if (commit, product) in self.failed:
            raise self.failed[commit, product]
        if not kept.exists():
            try:
                self.build(commit, product, kept)
            except BuildError as error:
                self.failed[commit, product] = error
                raise
        os.utime(kept.parent)
        return kept

    def build(self, commit, product, kept):
        title = self.repository.title(commit)
        self.report(f"building {product} of {title}")
        self.tree.check_out(commit)
        # SwiftPM looks for new files in a package that it depends on by path only when it plans anew.
        for manifest in ("Package.swift", "Benchmarks/Package.swift"):
            if (self.tree.folder / manifest).exists():
                (self.tree.folder / manifest).touch()
        command = ["swift", "build", "-c", "release", *PRODUCTS[product]]
        try:
            shell.run(command, cwd=self.tree.folder)
            place = shell.run(command + ["--show-bin-path"], cwd=self.tree.folder)[0].strip()
        except ToolError as error:
            raise BuildError(commit, title, product, error) from None
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".unfinished")
        shutil.copy2(os.path.join(place, product), unfinished)
        os.replace(unfinished, kept)

    def counts(self, commit):
        """Counts that are known of a commit, by key."""
        path = self.folder / commit / self.counts_file
        try:
            return json.loads(path.read_text())
        except (OSError, ValueError):
            return {}

    def keep_counts(self, commit, counts):
        path = self.folder / commit / self.counts_file
        path.parent.mkdir(parents=True, exist_ok=True)
        history.replace(path, json.dumps({**self.counts(commit), **counts}, indent=1) + "\n")

    def prune(self):
        """Drops the commits that were used longest ago."""
        if self.folder.exists():
            folders = sorted(self.folder.iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)
            for folder in folders[KEPT:]:
                shutil.rmtree(folder, ignore_errors=True)


def toolchain():
    """A name that changes with everything but the sources that a count depends on."""
    versions = [platform.machine(), *platform.libc_ver()]
    for command in (["swift", "--version"], ["valgrind", "--version"], ["pkg-config", "--modversion", "gdal"]):
        versions.append(shell.run(command)[0])
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()[:16]
