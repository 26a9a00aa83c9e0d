# SPDX-License-Identifier: EUPL-1.2
"""The night on a repository whose commits say what they cost."""
import tempfile
import unittest

from benchmarking import report, runs
from benchmarking.night import Night
from benchmarking.repository import Repository
from benchmarking.shell import ToolError

from . import fakes

START = {"assign.uniform": (100.0, 1), "reach.grid": (50.0, 0), "run.S": 1_000_000}
LIMITS = {key: value for key, value in START.items() if not key.startswith("run.")}


class FakeRunsTown(fakes.FakeTown, runs.Town):
    pass


class Nights(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.fake = fakes.FakeRepository(folder.name)
        self.repository = Repository(folder.name)
        self.builder = fakes.FakeBuilder(self.repository)
        self.first = self.fake.commit("start", START, LIMITS)
        fakes.FakeProgram.counted = []

    def night(self, base=None, towns=()):
        night = Night(self.repository, self.builder, fakes.FakeProgram, fakes.COMPILER)
        return night.compare(base or self.first, self.repository.resolve("HEAD"), towns, rounds=2)

    def test_harmless_commits_are_green(self):
        self.fake.commit("words", START)
        found = self.night(towns=[FakeRunsTown("S")])
        self.assertTrue(found.is_green)
        self.assertEqual({move.state for move in found.moves}, {"same"})

    def test_two_per_cent_slower_is_red_and_its_commit_is_named_among_harmless_ones(self):
        slow = {**START, "assign.uniform": (102.0, 1)}
        for title in ("one", "two", "three"):
            self.fake.commit(title, START)
        guilty = self.fake.commit("a loop done twice", slow)
        for title in ("five", "six"):
            self.fake.commit(title, slow)
        found = self.night()
        [move] = found.with_state("red")
        self.assertEqual(move.key, "assign.uniform")
        self.assertEqual(move.culprit.candidates, [guilty])
        self.assertEqual((move.culprit.before, move.culprit.after), (100.0, 102.0))
        self.assertIn("a loop done twice (+2.00 %)", report.culprit_text(move, self.repository))
        self.assertFalse(found.is_green)
        # Between the ends only the probe that moved was counted, and only nabij-probe was built.
        ends = {self.first, found.head}
        self.assertEqual({key for commit, key in fakes.FakeProgram.counted if commit not in ends},
                         {"assign.uniform"})
        self.assertEqual({product for _, product in self.builder.built}, {"nabij-probe"})
        self.assertLess(len(self.builder.built), 6)

    def test_each_red_probe_gets_its_own_commit(self):
        one = self.fake.commit("one", {**START, "reach.grid": (50.0, 1)})
        two = self.fake.commit("two", {**START, "reach.grid": (50.0, 1), "assign.uniform": (200.0, 1)})
        culprits = {move.key: move.culprit.commit for move in self.night().with_state("red")}
        self.assertEqual(culprits, {"reach.grid": one, "assign.uniform": two})

    def test_a_commit_between_that_does_not_build_is_passed_over(self):
        slow = {**START, "assign.uniform": (110.0, 1)}
        broken = self.fake.commit("broken", None)
        guilty = self.fake.commit("mended, slower", slow)
        self.fake.commit("later", slow)
        [move] = self.night().with_state("red")
        self.assertEqual(move.culprit.candidates, [broken, guilty])

    def test_a_base_or_head_that_does_not_build_ends_the_job_and_names_the_commit(self):
        self.fake.commit("it breaks", None)
        with self.assertRaisesRegex(ToolError, "it breaks does not build"):
            self.night()

    def test_more_memory_is_bisected_with_the_program_itself(self):
        self.fake.commit("one", START)
        guilty = self.fake.commit("two", {**START, "run.S": 1_100_000})
        self.fake.commit("three", {**START, "run.S": 1_100_000})
        [move] = self.night(towns=[FakeRunsTown("S")]).with_state("red")
        self.assertEqual((move.key, move.metric, move.culprit.commit), ("run.S", "peakMemory", guilty))

    def test_a_run_without_peak_memory_is_no_zero_but_a_failure(self):
        self.fake.commit("one", {**START, "run.S": 0})
        with self.assertRaisesRegex(ToolError, "no peak memory"):
            self.night(towns=[FakeRunsTown("S")])

    def test_a_probe_that_fails_is_red_with_what_it_says_and_its_commit(self):
        wrong = {**START, "reach.grid": "the sum is 2, not 3"}
        self.fake.commit("one", START)
        guilty = self.fake.commit("counts too little", wrong)
        self.fake.commit("three", {**wrong, "assign.uniform": (100.2, 1)})
        found = self.night()
        [move] = found.with_state("red")
        self.assertEqual((move.key, move.metric, move.culprit.commit), ("reach.grid", "failure", guilty))
        self.assertIn("reach.grid: the sum is 2, not 3", found.complaints)
        self.assertEqual(report.verdict(found), "reach.grid gives no right answer")
        self.assertIn("| worse | reach.grid | right answer | is right | fails | - |",
                      report.markdown(found, self.repository, fakes.CIRCUMSTANCES))

    def test_a_probe_that_failed_before_already_stays_red(self):
        wrong = {**START, "reach.grid": "the sum is 2, not 3"}
        base = self.fake.commit("wrong", wrong)
        self.fake.commit("still wrong", wrong)
        found = self.night(base=base)
        self.assertFalse(found.is_green)
        self.assertEqual(found.complaints, ["reach.grid: the sum is 2, not 3"])

    def test_a_probe_that_failed_in_the_base_is_not_compared_and_the_rest_is(self):
        base = self.fake.commit("wrong", {**START, "reach.grid": "the sum is 2, not 3"})
        self.fake.commit("mended", {**START, "assign.uniform": (102.0, 1)})
        found = self.night(base=base)
        self.assertEqual([move.key for move in found.with_state("red")], ["assign.uniform"])
        self.assertIn("wrong: the sum is 2, not 3", found.notes[0])

    def test_a_new_probe_is_not_compared_but_needs_a_threshold(self):
        self.fake.commit("a probe", {**START, "walk.grid": (7.0, 0)})
        found = self.night()
        self.assertEqual([m.key for m in found.with_state("added")], ["walk.grid"])
        self.assertIn("walk.grid has no threshold", found.complaints[0])
        self.assertFalse(found.is_green)

    def test_loops_that_read_are_counted_by_a_program_of_their_own_from_the_commit_that_brings_it(self):
        base = self.fake.commit("it reads", {**START, "load-points.grid": (20.0, 3)}, {"load-points.grid": (20.0, 3)})
        self.assertEqual([m.key for m in self.night().with_state("added")], ["load-points.grid"])
        self.fake.commit("words", {**START, "load-points.grid": (20.0, 3)})
        slow = self.fake.commit("reads twice", {**START, "load-points.grid": (40.0, 3)})
        self.fake.commit("more words", {**START, "load-points.grid": (40.0, 3)})
        self.builder.built.clear()
        [move] = self.night(base=base).with_state("red")
        self.assertEqual((move.key, move.culprit.commit), ("load-points.grid", slow))
        # Between the ends only the program that has the probe was built.
        between = {product for commit, product in self.builder.built if commit not in (base, self.repository.resolve("HEAD"))}
        self.assertEqual(between, {"nabij-load-probe"})

    def test_no_thresholds_at_all_is_one_complaint(self):
        self.fake.git("rm", "-r", "--quiet", "Benchmarks/Thresholds")
        self.fake.git("commit", "--quiet", "--message", "no thresholds")
        self.assertEqual(len(self.night().complaints), 1)

    def test_a_slowdown_with_a_raised_threshold_is_told_as_accepted(self):
        self.fake.commit("worth it", {**START, "assign.uniform": (150.0, 1)}, {"assign.uniform": (150.0, 1)})
        found = self.night()
        self.assertTrue(found.is_green)
        self.assertEqual([m.key for m in found.with_state("accepted")], ["assign.uniform"])

    def test_more_than_two_per_cent_faster_proposes_a_threshold(self):
        self.fake.commit("faster", {**START, "assign.uniform": (97.0, 1), "reach.grid": (49.5, 0)})
        found = self.night()
        self.assertTrue(found.is_green)
        self.assertEqual(list(found.proposals), ["assign.uniform"])

    def test_a_base_beside_the_line_of_head_is_told_so(self):
        self.fake.git("checkout", "--quiet", "-b", "side")
        side = self.fake.commit("faster beside", {**START, "assign.uniform": (50.0, 1)})
        self.fake.git("checkout", "--quiet", "trunk")
        self.fake.commit("elsewhere", START)
        found = self.night(base=side)
        self.assertIsNone(found.with_state("red")[0].culprit)
        self.assertIn("where base and head part", found.notes[0])


class DefaultBase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.fake = fakes.FakeRepository(folder.name)
        self.commits = [self.fake.commit(str(i), START) for i in range(4)]
        self.repository = Repository(folder.name)

    def base(self, greens):
        return self.repository.default_base(self.commits[-1], greens)

    def test_the_latest_green_commit_that_leads_to_head(self):
        unknown = "0" * 40
        self.assertEqual(self.base([unknown, self.commits[1], self.commits[0]]), self.commits[1])

    def test_without_history_where_head_left_main_else_the_parent(self):
        self.assertEqual(self.base([]), self.commits[2])
        self.fake.git("branch", "main", self.commits[0])
        self.assertEqual(self.base([]), self.commits[0])

    def test_the_first_commit_has_nothing_to_be_compared_with(self):
        with self.assertRaises(ToolError):
            self.repository.default_base(self.commits[0], [])
