# SPDX-License-Identifier: EUPL-1.2
import unittest

from benchmarking import peers


def timings(**stages):
    return {"stages": [{"name": name.replace("__", ":"), "seconds": value} for name, value in stages.items()]}


class OwnSeconds(unittest.TestCase):
    def test_a_workload_is_the_sum_of_its_stages(self):
        run = timings(assign=0.5, distance__groene_lint=0.25, reduce__groene_lint=0.125)
        self.assertEqual(peers.own_seconds(run, "W3"), 0.375)

    def test_a_stage_that_is_missing_is_no_zero(self):
        with self.assertRaises(KeyError):
            peers.own_seconds(timings(assign=0.5), "W5")


class Agreement(unittest.TestCase):
    def check(self, workload, ours, theirs):
        [(their_name, our_name)] = list(peers.WORKLOADS[workload][2].items())[:1]
        own = {name: ours for name in peers.WORKLOADS[workload][2].values()}
        other = {name: theirs for name in peers.WORKLOADS[workload][2]}
        return peers.disagreement(workload, own, other)[0]

    def test_equal_values_and_equal_absences_agree(self):
        self.assertIsNone(self.check("W2", [250.5, None], [250.5, None]))

    def test_an_absence_on_one_side_does_not_agree(self):
        self.assertIn("None", self.check("W2", [250.5], [None]))

    def test_a_part_in_a_hundred_million_does_not_agree(self):
        self.assertIsNone(self.check("W5", [1e6], [1e6 + 1e-4]))
        self.assertIsNotNone(self.check("W5", [1e6], [1e6 + 1e-2]))

    def test_counts_agree_wholly_or_not(self):
        self.assertIsNotNone(self.check("W1", [713.0], [714.0]))

    def test_buffers_may_be_a_little_less_and_never_more(self):
        self.assertIsNone(self.check("W4", [50.0], [49.9]))
        self.assertIsNotNone(self.check("W4", [50.0], [49.0]))
        self.assertIsNotNone(self.check("W4", [50.0], [50.1]))

    def test_tables_of_different_length_are_refused(self):
        with self.assertRaises(ValueError):
            self.check("W5", [1.0], [1.0, 2.0])


class Table(unittest.TestCase):
    def test_ratio_is_of_medians(self):
        # Medians 0.2 and 1.0: five times.
        other = {"label": "P", "workloads": {"W1": {"runs": [0.9, 1.0, 7.0]}}, "apart": {"W1": 0.0}}
        row = peers.table({"W1": [0.1, 0.2, 0.9]}, [other], ["W1"]).splitlines()[2]
        self.assertEqual(row, "| W1 | address to buurt | 0.200 | 1.000 | 5.0 | 0 |")

    def test_every_indicator_that_is_compared_is_asked_for(self):
        text = peers.project("DIR")
        for _, _, columns, _ in peers.WORKLOADS.values():
            for name in columns.values():
                if name not in ("addresses", "inhabitants"):
                    self.assertIn(name, text)

    def test_streets_are_there_for_walking_only(self):
        self.assertIn("role: streets", peers.project("DIR", ["W7"]))
        self.assertNotIn("walk_mean", peers.project("DIR", ["W2"]))
        self.assertNotIn("role: streets", peers.project("DIR", ["W2"]))


class Groups(unittest.TestCase):
    def test_walking_has_runs_of_its_own(self):
        self.assertEqual(peers.groups(["W7"]), [["W7"]])
        self.assertEqual(len(peers.groups(["W2", "W7"])), 2)
        self.assertNotIn("W7", peers.groups(["W2"])[0])
