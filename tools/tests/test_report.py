# SPDX-License-Identifier: EUPL-1.2
import html.parser
import unittest

from benchmarking import charts, markup, page, report
from benchmarking.bisection import Culprit
from benchmarking.comparison import Move
from benchmarking.night import Findings

WHEN = {"time": "2026-01-02T03:04:05+00:00", "machine": "a machine", "compiler": "x-swift6.3"}


class Titles:
    """A repository that knows titles only."""

    def title(self, commit):
        return f"{commit} does <something>"

    def between(self, base, head):
        return ["one", "two", head]


def summary(memory, seconds):
    return {"peakMemory": memory, "seconds": seconds, "secondsMedian": seconds,
            "stages": {"assign": [seconds * 0.99, seconds], "reduce": [seconds * 0.001, seconds]}}


def red_night():
    found = Findings("base", "head")
    found.base_counts = {"assign.grid": {"instructionsPerItem": 100.0, "allocations": 1}}
    found.counts = {"assign.grid": {"instructionsPerItem": 102.0, "allocations": 1},
                    "walk.grid": {"instructionsPerItem": 5.0, "allocations": 0}}
    found.moves = [Move("assign.grid", "instructionsPerItem", 100.0, 102.0, culprit=Culprit(["two"], 100.0, 102.0)),
                   Move("walk.grid", "instructionsPerItem", None, 5.0)]
    found.runs = {"S": {"base": summary(100_000_000, 1.0), "head": summary(101_000_000, 2.0)}}
    found.peers = "| | work | s |\n|---|---|--:|\n| W1 | a & b | 0.5 |\n\nMeasured somewhere."
    return found


class Balance(html.parser.HTMLParser):
    """Notes which elements are open, and complains where an end does not fit."""

    VOID = {"meta", "line", "polyline", "!doctype"}

    def __init__(self):
        super().__init__()
        self.open, self.links = [], []

    def handle_starttag(self, tag, attributes):
        self.links += [value for name, value in attributes if name in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> ends another element"


class Reports(unittest.TestCase):
    def test_markdown_names_probe_change_commit_and_its_step(self):
        text = report.markdown(red_night(), Titles(), WHEN)
        self.assertIn("# Nightly benchmark: RED", text)
        self.assertIn("| worse | assign.grid | instructions an item | 100.0 | 102.0 | +2.00 % "
                      "| two does <something> (+2.00 %) |", text)
        self.assertIn("walk.grid: not compared", text)
        self.assertIn("| W1 | a & b | 0.5 |", text)

    def test_the_page_is_whole_escaped_and_needs_nothing_from_elsewhere(self):
        entries = [{"probe": "assign.grid", "commit": c, "time": t, "instructionsPerItem": v, "red": v > 101}
                   for c, t, v in (("a", "2026-01-01", 100.0), ("head", WHEN["time"], 102.0))]
        text = page.page(red_night(), Titles(), WHEN, entries, {"assign.grid": {"instructionsPerItem": 100.0}})
        check = Balance()
        check.feed(text)
        self.assertEqual((check.open, check.links), ([], []))
        self.assertIn("two does &lt;something&gt; (+2.00 %)", text)
        self.assertNotIn("<something>", text)
        self.assertIn('class="red"', text)

    def test_a_quiet_night_says_so(self):
        found = Findings("base", "head")
        self.assertEqual(report.verdict(found), "nothing moved")
        self.assertIn("Nothing moved", report.markdown(found, Titles(), WHEN))

    def test_the_verdict_names_the_worst(self):
        found = red_night()
        self.assertEqual(report.verdict(found), "assign.grid (+2.00 % instructions an item) is worse")
        found.moves.append(Move("reach.grid", "allocations", 4, 5))
        self.assertEqual(report.verdict(found), "2 probes or runs are worse, most of all reach.grid (+25.00 % allocations)")

    def test_missing_thresholds_are_red_without_a_move(self):
        found = Findings("base", "head", complaints=["walk.grid has no threshold"])
        self.assertFalse(found.is_green)
        self.assertIn("RED", report.markdown(found, Titles(), WHEN))


class Charts(unittest.TestCase):
    def test_a_chart_of_one_night_and_of_equal_nights_has_finite_places(self):
        for points in ([("a", 5.0, False)], [("a", 0.0, False), ("b", 0.0, True)]):
            text = charts.line_chart(points, 5.0)
            self.assertNotIn("nan", text)
            self.assertNotIn("inf", text)

    def test_half_a_per_cent_is_a_small_step(self):
        # The axis spans 98 to 102: 0.5 is an eighth of 52 units, so 6.5.
        text = charts.line_chart([("a", 100.0, False), ("b", 100.5, False)])
        self.assertIn('points="6.0,32.0 226.0,25.5"', text)

    def test_a_table_in_markdown_becomes_one_with_numbers_on_the_right(self):
        text = markup.section("Peers", red_night().peers)
        self.assertIn('<td class="n">0.5</td>', text)
        self.assertIn("a &amp; b", text)
        self.assertEqual(markup.section("Peers", ""), "")
