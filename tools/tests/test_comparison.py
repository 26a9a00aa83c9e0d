# SPDX-License-Identifier: EUPL-1.2
import contextlib
import io
import unittest

from benchmarking import comparison, thresholds
from benchmarking.comparison import Move

BOTH = ("instructionsPerItem", "allocations")


def count(instructions, allocations=0):
    return {"instructionsPerItem": instructions, "allocations": allocations}


class Moves(unittest.TestCase):
    def test_instructions_may_grow_by_half_a_per_cent_and_no_more(self):
        # 1000 * 1.005 = 1005.
        self.assertEqual(Move("a", "instructionsPerItem", 1000, 1005).state, "same")
        self.assertEqual(Move("a", "instructionsPerItem", 1000, 1005.1).state, "red")

    def test_one_more_allocation_is_red_and_one_less_is_better(self):
        self.assertEqual(Move("a", "allocations", 7, 8).state, "red")
        self.assertEqual(Move("a", "allocations", 0, 1).state, "red")
        self.assertEqual(Move("a", "allocations", 7, 6).state, "better")
        self.assertEqual(Move("a", "allocations", 0, 0).state, "same")

    def test_memory_may_grow_by_five_per_cent(self):
        self.assertEqual(Move("run.S", "peakMemory", 100_000_000, 105_000_000).state, "same")
        self.assertEqual(Move("run.S", "peakMemory", 100_000_000, 105_000_001).state, "red")

    def test_a_probe_on_one_side_is_told_once_and_not_compared(self):
        moves = comparison.compare({"old.grid": count(1)}, {"new.grid": count(2)}, BOTH)
        self.assertEqual([(m.key, m.state) for m in moves], [("new.grid", "added"), ("old.grid", "removed")])

    def test_a_move_is_accepted_only_where_its_own_threshold_was_raised_to_cover_it(self):
        def state(before, after):
            move, _ = comparison.compare({"a": count(100)}, {"a": count(110)}, BOTH, {"a": before}, {"a": after})
            return move.state
        self.assertEqual(state(count(100), count(110)), "accepted")
        self.assertEqual(state(count(100), count(100)), "red")
        self.assertEqual(state(count(100), count(105)), "red")
        # A threshold that was too high all along excuses nothing.
        self.assertEqual(state(count(200), count(200)), "red")
        self.assertEqual(state(None, count(200)), "red")

    def test_text_names_probe_numbers_and_change(self):
        move = Move("assign.grid", "instructionsPerItem", 100.0, 102.0)
        self.assertEqual(move.text(), "assign.grid: 102.0 instructions an item, not 100.0 (+2.00 %)")


class Thresholds(unittest.TestCase):
    def test_a_probe_without_threshold_fails(self):
        self.assertIn("has no threshold", thresholds.complaints({"a": count(1)}, {})[0])

    def test_a_threshold_without_a_number_fails(self):
        for limit in ({}, {"instructionsPerItem": 5}, {"instructionsPerItem": "5", "allocations": 0},
                      {"instructionsPerItem": True, "allocations": 0}):
            lines = thresholds.complaints({"a": count(1)}, {"a": limit})
            self.assertEqual(len(lines), 1)
            self.assertIn("no number", lines[0])

    def test_a_complaint_about_one_probe_does_not_hide_that_of_another(self):
        lines = thresholds.complaints({"a": count(1), "ab": count(9)}, {"a": {}, "ab": count(1)})
        self.assertEqual(len(lines), 2)

    def test_within_is_silent_and_over_is_named(self):
        self.assertEqual(thresholds.complaints({"a": count(100.5, 2)}, {"a": count(100, 2)}), [])
        lines = thresholds.complaints({"a": count(102, 3)}, {"a": count(100, 2)})
        self.assertEqual(lines, ["a: 102 instructions an item, +2.00% against 100", "a: 3 allocations, not 2"])

    def test_a_threshold_of_other_real_data_is_not_applied(self):
        with contextlib.redirect_stderr(io.StringIO()) as said:
            lines = thresholds.complaints({"a.real": {**count(9), "data": "x"}}, {"a.real": {**count(1), "data": "y"}})
        self.assertEqual(lines, [])
        self.assertIn("other data", said.getvalue())
        same = {**count(9), "data": "y"}
        self.assertEqual(len(thresholds.complaints({"a.real": same}, {"a.real": {**count(1), "data": "y"}})), 1)

    def test_the_table_has_a_row_per_loop_and_a_dash_where_there_is_no_threshold(self):
        text = thresholds.table({"b.real": count(1234.5, 3), "a.grid": count(2.25), "b.grid": count(9, 5)})
        self.assertEqual(text.splitlines()[2:], ["| `a` | 2.2 | - | 0 |", "| `b` | 9.0 | 1,234 | 5 |"])

    def test_a_file_that_is_no_object_is_a_threshold_without_numbers(self):
        self.assertEqual(thresholds.parse("[1]"), {})
        self.assertEqual(thresholds.parse("{"), {})
