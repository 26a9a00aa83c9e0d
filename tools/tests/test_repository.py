# SPDX-License-Identifier: EUPL-1.2
import pathlib
import tempfile
import unittest

from benchmarking.repository import Repository, WorkTree
from benchmarking.shell import ToolError

from . import fakes


class WorkTrees(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name)

    def make(self, name):
        (self.place / name).mkdir()
        return fakes.FakeRepository(self.place / name)

    def test_it_goes_from_commit_to_commit_and_leaves_no_trace_in_the_repository(self):
        fake = self.make("one")
        commits = [fake.commit(title, {}) for title in ("a", "b")]
        before = sorted(str(p) for p in (self.place / "one/.git").rglob("*"))
        tree = WorkTree(Repository(self.place / "one"), self.place / "tree")
        for commit, title in zip(commits, "ab"):
            tree.check_out(commit)
            self.assertIn(f'"title": "{title}"', (self.place / "tree/costs.json").read_text())
        self.assertEqual(sorted(str(p) for p in (self.place / "one/.git").rglob("*")), before)

    def test_what_a_build_leaves_stays_where_it_is_ignored_and_goes_elsewhere(self):
        fake = self.make("one")
        (self.place / "one/.gitignore").write_text(".build/\n")
        commits = [fake.commit(title, {}) for title in ("a", "b")]
        tree = WorkTree(Repository(self.place / "one"), self.place / "tree")
        tree.check_out(commits[0])
        (self.place / "tree/.build").mkdir()
        (self.place / "tree/.build/object").touch()
        (self.place / "tree/stray").touch()
        tree.check_out(commits[1])
        self.assertTrue((self.place / "tree/.build/object").exists())
        self.assertFalse((self.place / "tree/stray").exists())

    def test_a_cache_of_another_repository_is_not_taken_for_this_one(self):
        one, two = self.make("one"), self.make("two")
        first, second = one.commit("a", {}), two.commit("b", {})
        WorkTree(Repository(self.place / "one"), self.place / "tree").check_out(first)
        WorkTree(Repository(self.place / "two"), self.place / "tree").check_out(second)
        self.assertIn('"title": "b"', (self.place / "tree/costs.json").read_text())

    def test_a_revision_that_does_not_exist_is_named(self):
        fake = self.make("one")
        fake.commit("a", {})
        with self.assertRaisesRegex(ToolError, "there is no commit 'v9'"):
            Repository(fake.root).resolve("v9")

    def test_files_of_a_folder_are_those_of_the_commit(self):
        fake = self.make("one")
        old = fake.commit("a", {}, {"x.grid": (1, 0)})
        new = fake.commit("b", {}, {"x.grid": (2, 0)})
        repository = Repository(fake.root)
        folder = f"Benchmarks/Thresholds/{fakes.COMPILER}"
        self.assertIn("1", repository.files(old, folder)["x.grid.json"])
        self.assertIn("2", repository.files(new, folder)["x.grid.json"])
        self.assertEqual(repository.files(new, "nowhere"), {})
