# SPDX-License-Identifier: EUPL-1.2
import unittest

from benchmarking.bisection import first_bad


class FirstBad(unittest.TestCase):
    def test_every_position_in_rows_of_every_length_is_found(self):
        for length in range(1, 40):
            for bad in range(length):
                asked = []

                def is_bad(commit):
                    asked.append(commit)
                    return commit >= bad
                found = first_bad(list(range(length)), is_bad)
                self.assertEqual(found.candidates, [bad])
                # Each question halves what is left; the last commit is known.
                self.assertLessEqual(len(asked), length.bit_length())
                self.assertEqual(len(asked), len(set(asked)))

    def test_commits_that_cannot_be_told_widen_the_answer(self):
        # 0 good, 1 and 2 do not build, 3 bad: it was 1, 2 or 3.
        answers = {0: False, 1: None, 2: None, 3: True, 4: True, 5: True}
        self.assertEqual(first_bad(list(answers), answers.get).candidates, [1, 2, 3])

    def test_a_row_that_cannot_be_told_at_all_is_the_answer_itself(self):
        self.assertEqual(first_bad([1, 2, 3], lambda commit: None).candidates, [1, 2, 3])
