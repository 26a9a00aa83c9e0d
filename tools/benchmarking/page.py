# SPDX-License-Identifier: EUPL-1.2
"""The report of a night as one self-contained page."""
import html

from . import charts, comparison, history, markup, report

STYLE = """
:root { --ink: #1d2733; --soft: #5d6b7a; --line: #dfe5ec; --blue: #1f5fa8; --red: #b3261e; --green: #1b7a43; }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); margin: 0 auto;
  max-width: 1080px; padding: 24px; background: #fff; }
header { border-left: 8px solid var(--state); padding: 4px 0 4px 16px; margin-bottom: 24px; }
h1 { font-size: 26px; margin: 0; } h1 b { color: var(--state); }
h2 { font-size: 18px; margin: 32px 0 8px; }
p { margin: 4px 0; } .soft { color: var(--soft); font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th { text-align: left; color: var(--soft); font-weight: 500; border-bottom: 2px solid var(--line); }
td, th { padding: 4px 10px 4px 0; vertical-align: top; } td { border-bottom: 1px solid var(--line); }
.n { text-align: right; white-space: nowrap; } .name { white-space: nowrap; }
.red { color: var(--red); font-weight: 600; } .better { color: var(--green); font-weight: 600; }
.accepted { color: #8a5a00; font-weight: 600; }
.bars { width: 34%; } .bar { display: block; height: 7px; margin: 2px 0; border-radius: 2px; background: var(--blue); }
.bar + .bar { background: #8fb4dc; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 12px; }
figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: 8px 8px 4px; break-inside: avoid; }
figure.hot { border-color: var(--red); }
figcaption { display: flex; justify-content: space-between; font-size: 13px; }
figcaption span { color: var(--soft); white-space: nowrap; }
svg { width: 100%; height: auto; display: block; }
polyline { fill: none; stroke: var(--blue); stroke-width: 1.5; stroke-linejoin: round; }
line.limit { stroke: #b9c3ce; stroke-dasharray: 4 3; }
circle { fill: var(--blue); } circle.dot { fill: #8fb4dc; } circle.red { fill: var(--red); }
summary { cursor: pointer; font-size: 18px; font-weight: 600; margin: 32px 0 8px; }
summary.small { font-size: 14px; font-weight: 400; color: var(--soft); margin: 8px 0; }
pre { overflow-x: auto; background: #f5f7fa; padding: 12px; border-radius: 6px; font-size: 13px; }
"""


def page(found, repository, circumstances, entries, limits):
    """The page; `entries` is the history with this night, `limits` the thresholds of head."""
    state = "green" if found.is_green else "red"
    parts = [head(found, repository, circumstances, state), remarks(found), moves(found, repository),
             lists(found), chart_section(found, entries, limits)]
    parts += [run_section(scale, sides) for scale, sides in found.runs.items()]
    parts += [all_probes(found), markup.section("Peers", found.peers)]
    return (f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Nabij nightly: {state}</title>'
            '<meta name="viewport" content="width=device-width">'
            f"<style>{STYLE} :root {{ --state: var(--{state}); }}</style>" + "\n".join(parts) + "</html>\n")


def head(found, repository, circumstances, state):
    number = len(repository.between(found.base, found.head))
    return (f"<header><h1><b>{state.capitalize()}</b>: {html.escape(report.verdict(found))}</h1>"
            f"<p>{report.count(number, 'commit')}, from <b>{html.escape(repository.title(found.base))}</b> "
            f"to <b>{html.escape(repository.title(found.head))}</b></p>"
            f'<p class="soft">{circumstances["time"][:16].replace("T", " ")} UTC · '
            f'{html.escape(circumstances["machine"])} · {html.escape(circumstances["compiler"])}</p></header>')


def remarks(found):
    lines = [f'<p class="red">{html.escape(line)}</p>' for line in found.complaints]
    return "".join(lines + [f"<p>{html.escape(line)}</p>" for line in found.notes])


def moves(found, repository):
    rows = [(f'<span class="{move.state}">{report.WORDS[move.state]}</span>',
             f'<span class="name">{html.escape(move.key)}</span>', comparison.WORDS[move.metric],
             comparison.amount(move.metric, move.base, bare=True),
             comparison.amount(move.metric, move.head, bare=True),
             f'<span class="{move.state}">{comparison.change_text(move)}</span>',
             html.escape(report.culprit_text(move, repository))) for move in report.moved(found)]
    if not rows:
        return "<h2>What moved</h2><p>Nothing by more than half a per cent.</p>"
    return "<h2>What moved</h2>" + markup.table(
        ["", "probe", "metric", ">before", ">now", ">change", "commit"], rows)


# Stages below this share of the whole stand in a list that is closed.
SMALL = 0.02


def run_section(scale, sides):
    rows = report.stage_rows(sides)
    base, now = sides["base"], sides["head"]
    large = [row for row in rows
             if max(value[0] for value in row[1:] if value) > SMALL * max(base["seconds"], now["seconds"])]
    memory = [f"{side['peakMemory'] / 1e6:.1f} MB" for side in (base, now)]
    change = comparison.per_cent(now["peakMemory"] / base["peakMemory"] - 1)
    return (f"<h2>Scale {scale}</h2><p>Peak memory <b>{memory[1]}</b>, before {memory[0]} ({change}). "
            f"All stages <b>{now['seconds']:.3f} s</b>, before {base['seconds']:.3f} s.</p>"
            '<p class="soft">Seconds are information, not a gate: lowest of the runs (median). '
            "Dark bars are now, light ones before.</p>" + stage_table(large)
            + f"<details><summary class=small>all {len(rows)} stages</summary>{stage_table(rows)}</details>")


def stage_table(rows):
    most = max((value[0] for row in rows for value in row[1:] if value), default=0)
    cells = [(html.escape(name), report.seconds(base), report.seconds(now),
              charts.bar(now[0] if now else 0, most) + charts.bar(base[0] if base else 0, most))
             for name, base, now in rows]
    return markup.table(["stage", ">before, s", ">now, s", "#"], cells)


def chart_section(found, entries, limits):
    red = {move.key for move in found.with_state("red")}
    figures = []
    for metric, keys in (("instructionsPerItem", sorted(found.counts)),
                         ("peakMemory", [f"run.{scale}" for scale in found.runs])):
        for key in keys:
            points = history.series(entries, key, metric)
            if points:
                limit = (limits.get(key) or {}).get(metric)
                figures.append(figure(key, metric, points, limit, red, entries))
    nights = len({entry["time"] for entry in entries})
    return (f'<h2>History</h2><p class="soft">Instructions an item, and peak memory of the runs, over '
            f"{report.count(nights, 'night')}; dashed is the threshold, red a red night. "
            "The height of a chart is at least 4 %.</p>"
            f'<div class="charts">{"".join(figures)}</div>')


def figure(key, metric, points, limit, red, entries):
    reds = {(entry["commit"], entry["time"]) for entry in entries
            if entry["probe"] == key and entry.get("red")}
    chart = [(f"{time[:10]} {commit[:9]}", value, (commit, time) in reds)
             for time, commit, value in points]
    latest = comparison.amount(metric, points[-1][2], bare=True)
    return (f'<figure{" class=hot" if key in red else ""}><figcaption><b>{html.escape(key)}</b>'
            f"<span>{latest}</span></figcaption>{charts.line_chart(chart, limit)}</figure>")


def all_probes(found):
    rows = []
    for key in sorted(found.counts):
        now, before = found.counts[key], found.base_counts.get(key)
        change = comparison.per_cent(
            now["instructionsPerItem"] / before["instructionsPerItem"] - 1) if before else "new"
        rows.append((html.escape(key), f"{now['instructionsPerItem']:,.1f}", change,
                     f"{now['allocations']:,}", f"{before['allocations']:,}" if before else "-"))
    return ("<details><summary>All probes</summary>"
            + markup.table(["probe", ">instructions an item", ">change", ">allocations", ">before"], rows)
            + "</details>")


def lists(found):
    parts = []
    for state, title in (("added", "New probes"), ("removed", "Probes that are gone")):
        keys = [move.key for move in found.with_state(state)]
        if keys:
            parts.append(f"<h2>{title}</h2><p>{html.escape(', '.join(keys))}: not compared.</p>")
    if found.proposals:
        rows = [(html.escape(key), f"{value['instructionsPerItem']:,.3f}", f"{value['allocations']:,}")
                for key, value in found.proposals.items()]
        parts.append("<h2>Proposed thresholds</h2><p>More than 2 % lower. <code>tools/probes --record "
                     "NAMES</code>, review, commit.</p>"
                     + markup.table(["probe", ">instructions an item", ">allocations"], rows))
    return "".join(parts)
