# SPDX-License-Identifier: EUPL-1.2
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

from benchmarking import history


def line(commit, night, probe="assign.grid", value=1.0):
    return {"probe": probe, "commit": commit, "night": night, "time": "2026-01-01", "instructionsPerItem": value}


class History(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "deep" / "history.jsonl"

    def test_lines_are_added_at_the_end_and_read_back(self):
        history.append(self.path, [line("a", "green")])
        history.append(self.path, [line("b", "red"), line("b", "red", "reach.grid")])
        self.assertEqual([e["commit"] for e in history.read(self.path)], ["a", "b", "b"])
        self.assertEqual([p.name for p in self.path.parent.iterdir()], ["history.jsonl"])

    def test_a_line_cut_off_by_a_crash_of_the_machine_is_passed_over_and_closed(self):
        history.append(self.path, [line("a", "green")])
        with self.path.open("a") as file:
            file.write('{"probe": "assi')
        history.append(self.path, [line("b", "green")])
        self.assertEqual([e["commit"] for e in history.read(self.path)], ["a", "b"])

    def test_an_interrupted_append_leaves_the_old_file_and_nothing_else(self):
        history.append(self.path, [line("a", "green")])
        before = self.path.read_bytes()
        with mock.patch("os.fsync", side_effect=KeyboardInterrupt), self.assertRaises(KeyboardInterrupt):
            history.append(self.path, [line("b", "green")])
        self.assertEqual(self.path.read_bytes(), before)
        self.assertEqual([p.name for p in self.path.parent.iterdir()], ["history.jsonl"])

    def test_two_jobs_at_once_lose_no_line(self):
        program = ("import sys, pathlib; sys.path.insert(0, sys.argv[1]); from benchmarking import history\n"
                   "for i in range(20): history.append(pathlib.Path(sys.argv[2]), "
                   "[{'probe': sys.argv[3], 'commit': str(i)}])")
        tools = str(pathlib.Path(history.__file__).parent.parent)
        jobs = [subprocess.Popen([sys.executable, "-B", "-c", program, tools, str(self.path), name])
                for name in ("one", "two")]
        self.assertEqual([job.wait() for job in jobs], [0, 0])
        self.assertEqual(len(self.path.read_text().splitlines()), 40)
        self.assertTrue(all(json.loads(text) for text in self.path.read_text().splitlines()))

    def test_the_last_green_commit_comes_first_and_a_later_red_night_takes_its_place_away(self):
        entries = [line("a", "green"), line("b", "green"), line("c", "red"), line("b", "red"), line("d", "green")]
        self.assertEqual(history.green_commits(entries), ["d", "a"])

    def test_a_series_is_of_one_probe_and_of_numbers_only(self):
        entries = [line("a", "green", value=1.0), line("b", "green", "reach.grid"), line("c", "green", value=None)]
        self.assertEqual(history.series(entries, "assign.grid", "instructionsPerItem"), [("2026-01-01", "a", 1.0)])
