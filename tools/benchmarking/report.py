# SPDX-License-Identifier: EUPL-1.2
"""The report of a night as Markdown, and the words that both reports share."""
from . import comparison


def verdict(found):
    """One sentence for the person who reads it the next morning."""
    reds = sorted(found.with_state("red"), key=lambda move: -move.change)
    if reds:
        keys = {move.key for move in reds}
        if reds[0].metric == "failure":
            others = f", {count(len(keys) - 1, 'more probe or run')} worse" if len(keys) > 1 else ""
            return f"{reds[0].key} gives no right answer{others}"
        worst = f"{reds[0].key} ({comparison.per_cent(reds[0].change)} {comparison.WORDS[reds[0].metric]})"
        return f"{worst} is worse" if len(keys) == 1 else f"{len(keys)} probes or runs are worse, most of all {worst}"
    if found.complaints:
        return count(len(found.complaints), "complaint")
    better = sorted({move.key for move in found.with_state("better")})
    if better:
        return f"nothing is worse, {count(len(better), 'probe')} better"
    return "nothing moved"


def count(number, noun):
    return f"{number} {noun}" + ("s" if number != 1 else "")


def culprit_text(move, repository):
    """The commit behind a move, with its own step."""
    if move.culprit is None:
        return "-"
    commits = [repository.title(commit) for commit in move.culprit.candidates]
    text = commits[-1] if len(commits) == 1 else "one of: " + "; ".join(commits)
    if move.culprit.before:
        step = move.culprit.after / move.culprit.before - 1
        if move.metric == "allocations":
            text += f" ({move.culprit.before} to {move.culprit.after})"
        else:
            text += f" ({comparison.per_cent(step)})"
    return text


def moved(found):
    """Moves that are worth a line, the worst first."""
    order = {"red": 0, "accepted": 1, "better": 2}
    moves = [move for move in found.moves if move.state in order]
    return sorted(moves, key=lambda move: (order[move.state], -abs(move.change), move.key))


WORDS = {"red": "worse", "accepted": "accepted by a new threshold", "better": "better"}


def stage_rows(summaries):
    """(stage, base [min, median], head [min, median]) in the order of the run."""
    base, head = summaries["base"]["stages"], summaries["head"]["stages"]
    names = list(head) + [name for name in base if name not in head]
    return [(name, base.get(name), head.get(name)) for name in names]


def markdown(found, repository, circumstances):
    lines = [f"# Nightly benchmark: {'GREEN' if found.is_green else 'RED'}", "",
             f"{circumstances['time'][:16].replace('T', ' ')}: {verdict(found)}.", "",
             f"- from {repository.title(found.base)}",
             f"- to {repository.title(found.head)} "
             f"({count(len(repository.between(found.base, found.head)), 'commit')})",
             f"- {circumstances['machine']}, {circumstances['compiler']}", ""]
    lines += [f"- error: {complaint}" for complaint in found.complaints]
    lines += [f"- note: {note}" for note in found.notes] + [""]
    lines += moved_table(found, repository)
    lines += runs_tables(found)
    lines += other_lists(found)
    if found.peers:
        lines += ["## Peers", "", found.peers, ""]
    return "\n".join(lines).replace("\n\n\n", "\n\n")


def moved_table(found, repository):
    moves = moved(found)
    if not moves:
        return ["Nothing moved by more than half a per cent.", ""]
    lines = ["## What moved", "", "| | probe | metric | before | now | change | commit |",
             "|---|---|---|--:|--:|--:|---|"]
    for move in moves:
        lines.append(
            f"| {WORDS[move.state]} | {move.key} | {comparison.WORDS[move.metric]} "
            f"| {comparison.amount(move.metric, move.base, bare=True)} "
            f"| {comparison.amount(move.metric, move.head, bare=True)} "
            f"| {comparison.change_text(move)} | {culprit_text(move, repository)} |")
    return lines + [""]


def runs_tables(found):
    lines = []
    for scale, sides in found.runs.items():
        base, head = sides["base"], sides["head"]
        lines += [f"## Scale {scale}", "", "Seconds are information, not a gate: lowest (median).", "",
                  "| stage | before | now |", "|---|--:|--:|"]
        for name, *values in stage_rows(sides):
            lines.append(f"| {name} | " + " | ".join(seconds(value) for value in values) + " |")
        lines += ["| all | " + " | ".join(seconds([s["seconds"], s["secondsMedian"]])
                                          for s in (base, head)) + " |",
                  "| peak memory | " + " | ".join(f"{s['peakMemory'] / 1e6:.1f} MB"
                                                  for s in (base, head)) + " |", ""]
    return lines


def seconds(value):
    return "-" if value is None else f"{value[0]:.4f} ({value[1]:.4f})"


def other_lists(found):
    lines = []
    for state, title in (("added", "New probes"), ("removed", "Probes that are gone")):
        keys = [move.key for move in found.with_state(state)]
        if keys:
            lines += [f"## {title}", "", ", ".join(keys) + ": not compared.", ""]
    if found.proposals:
        lines += ["## Proposed thresholds", "", "More than 2 % lower; to be reviewed and committed "
                  "(`tools/probes --record NAMES`):", ""]
        lines += [f"- {key}: {value['instructionsPerItem']} instructions an item, "
                  f"{value['allocations']} allocations" for key, value in found.proposals.items()]
        lines.append("")
    return lines
