# SPDX-License-Identifier: EUPL-1.2
"""Commits of the repository, and one working tree that goes from commit to commit."""
import shutil

from . import shell
from .shell import ToolError


class Repository:
    """Read only: nothing is ever written to it."""

    def __init__(self, root):
        self.root = root

    def git(self, *arguments):
        return shell.run(["git", "-C", self.root, *arguments])[0].strip()

    def resolve(self, name):
        try:
            return self.git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        except ToolError:
            raise ToolError(f"there is no commit '{name}' in {self.root}") from None

    def knows(self, commit):
        try:
            self.git("cat-file", "-e", f"{commit}^{{commit}}")
        except ToolError:
            return False
        return True

    def is_ancestor(self, old, new):
        return self.knows(old) and self.merge_base(old, new) == old

    def merge_base(self, one, other):
        try:
            return self.git("merge-base", one, other)
        except ToolError:
            return None

    def between(self, base, head):
        """Commits after base up to head, oldest first, along first parents."""
        return self.git("rev-list", "--reverse", "--first-parent", f"{base}..{head}").split()

    def title(self, commit):
        """`1a2b3c4d5 what it says`."""
        return self.git("log", "-1", "--format=%h %s", commit)

    def author(self, commit):
        return self.git("log", "-1", "--format=%an, %as", commit)

    def files(self, commit, folder):
        """Text of the files of a folder by name; empty where there is no such folder."""
        listing = self.git("ls-tree", "-z", f"{commit}:{folder}") if self.has(commit, folder) else ""
        names = [entry.split("\t", 1)[1] for entry in listing.split("\0") if " blob " in entry]
        return {name: self.git("show", f"{commit}:{folder}/{name}") for name in names}

    def has(self, commit, path):
        try:
            self.git("cat-file", "-e", f"{commit}:{path}")
        except ToolError:
            return False
        return True

    def default_base(self, head, greens):
        """The last green commit before head, else where head left the main line, else its parent."""
        for commit in greens:
            if self.is_ancestor(commit, head):
                return commit
        for line in ("origin/main", "main"):
            try:
                base = self.merge_base(self.resolve(line), head)
            except ToolError:
                continue
            if base and base != head:
                return base
        try:
            return self.resolve(f"{head}~1")
        except ToolError:
            raise ToolError("the first commit has nothing to be compared with") from None


class WorkTree:
    """A clone that borrows the objects of the repository and leaves no trace in it.

    It is one folder for all commits: paths have the same length, and a build reuses what did not change.
    """

    def __init__(self, repository, folder):
        self.folder = folder
        self.repository = repository

    def git(self, *arguments):
        return shell.run(["git", "-C", self.folder, *arguments])[0].strip()

    def is_ours(self):
        """Whether the folder is a clone of this repository, and not of one that used the cache before."""
        if not (self.folder / ".git").exists():
            return False
        try:
            return self.git("config", "remote.origin.url") == str(self.repository.root)
        except ToolError:
            return False

    def check_out(self, commit):
        if not self.is_ours():
            shutil.rmtree(self.folder, ignore_errors=True)
            shell.run(["git", "clone", "--quiet", "--shared", "--no-checkout", self.repository.root,
                       self.folder])
        self.git("checkout", "--quiet", "--force", "--detach", commit)
        # Ignored files stay: build folders, and which versions of the packages were chosen.
        self.git("clean", "--quiet", "-ffd")
