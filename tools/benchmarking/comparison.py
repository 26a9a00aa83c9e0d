# SPDX-License-Identifier: EUPL-1.2
"""What moved between two commits, and whether it may.

A move is red when a probe fails that did not, when instructions grow by more than 0.5 %, allocations at all, or peak memory by more than
5 %. A red move of a probe is accepted when its threshold was raised between the two commits to cover it:
such a change has been reviewed with its reason.
"""
import dataclasses

from . import thresholds

# `failure` is 1 where a probe gives no right answer, else 0.
LIMITS = {"failure": 0.0, "instructionsPerItem": 0.005, "allocations": 0.0, "peakMemory": 0.05}
WORDS = {"failure": "right answer", "instructionsPerItem": "instructions an item", "allocations": "allocations",
         "peakMemory": "peak memory"}
# Below this a new threshold is proposed.
PROPOSAL = -0.02


@dataclasses.dataclass
class Move:
    """One metric of one probe (or of a run) on both sides; None where a side has no such probe."""

    key: str
    metric: str
    base: object
    head: object
    accepted: bool = False
    culprit: object = None

    @property
    def change(self):
        if self.base is None or self.head is None:
            return None
        if self.base == 0:
            return 0.0 if self.head == 0 else float("inf")
        return self.head / self.base - 1

    @property
    def state(self):
        """`added`, `removed`, `red`, `accepted`, `better` or `same`."""
        if self.base is None:
            return "added"
        if self.head is None:
            return "removed"
        if is_worse(self.metric, self.base, self.head):
            return "accepted" if self.accepted else "red"
        return "better" if is_worse(self.metric, self.head, self.base) else "same"

    @property
    def is_proposal(self):
        """Whether the threshold should follow: fewer allocations, or instructions down by 2 %."""
        return self.state == "better" and (self.metric == "allocations" or self.change < PROPOSAL)

    def text(self):
        """`assign.uniform: 113.4 instructions an item, not 111.2 (+2.00 %)`."""
        if self.base is None or self.head is None:
            return f"{self.key}: {self.state}"
        if self.metric == "failure":
            return f"{self.key}: it {amount(self.metric, self.head)}"
        return (f"{self.key}: {amount(self.metric, self.head)}, not "
                f"{amount(self.metric, self.base, bare=True)} ({per_cent(self.change)})")


def change_text(move):
    """What a table says of the size of a move; nothing of a failure."""
    return "-" if move.metric == "failure" else per_cent(move.change)


def is_worse(metric, base, head):
    # A part in a billion for the rounding of the product itself.
    return head > base * (1 + LIMITS[metric] + 1e-9)


def per_cent(change):
    return "from none" if change == float("inf") else f"{change * 100:+.2f} %"


def amount(metric, value, bare=False):
    if value is None:
        return "-"
    if metric == "failure":
        return "fails" if value else "is right"
    if metric == "peakMemory":
        return f"{value / 1e6:.1f} MB" + ("" if bare else " peak memory")
    number = f"{value:,.1f}" if metric == "instructionsPerItem" else f"{value:,}"
    return number if bare else f"{number} {WORDS[metric]}"


def compare(base, head, metrics, base_limits=None, head_limits=None):
    """Moves of every key on either side, in order of key and metric."""
    moves = []
    for key in sorted(base.keys() | head.keys()):
        for metric in metrics:
            if key in base and key in head:
                move = Move(key, metric, base[key][metric], head[key][metric])
                limits = ((base_limits or {}).get(key), (head_limits or {}).get(key))
                move.accepted = is_accepted(metric, move.head, *limits)
            elif metric == metrics[0]:
                move = Move(key, metric, base.get(key, {}).get(metric), head.get(key, {}).get(metric))
            else:
                continue
            moves.append(move)
    return moves


def compare_failures(base, head, known):
    """A red move for each probe that fails in head, and did not in base, whose right ones are `known`."""
    return [Move(key, "failure", 0, 1) for key in sorted(head) if key in known and key not in base]


def is_accepted(metric, value, before, after):
    """Whether the threshold of this metric was raised to cover the value."""
    if not before or not after:
        return False
    old, new = before.get(metric), after.get(metric)
    if not thresholds.is_number(old) or not thresholds.is_number(new) or new <= old:
        return False
    return not is_worse(metric, new, value)
