# SPDX-License-Identifier: EUPL-1.2
"""Finds the commit that made a probe slower."""
import dataclasses


@dataclasses.dataclass
class Culprit:
    """The first bad commit; `candidates` has more than one where some between could not be measured."""

    candidates: list
    before: object = None
    after: object = None

    @property
    def commit(self):
        return self.candidates[-1]


def first_bad(commits, is_bad):
    """The first bad one of `commits` (oldest first, the last known to be bad, what precedes them good).

    `is_bad(commit)` gives True, False, or None where it cannot be told, such as when a commit does not
    build; such commits are passed over. Asks about log2 as many commits as there are.
    """
    low, high = -1, len(commits) - 1
    unknown = set()
    while True:
        between = [i for i in range(low + 1, high) if i not in unknown]
        if not between:
            return Culprit(commits[low + 1:high + 1])
        middle = min(between, key=lambda i: (abs(2 * i - low - high), i))
        answer = is_bad(commits[middle])
        if answer is None:
            unknown.add(middle)
        elif answer:
            high = middle
        else:
            low = middle
