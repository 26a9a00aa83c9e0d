# SPDX-License-Identifier: EUPL-1.2
"""Nabij beside the programs of others on the same data: the same values first, then the seconds."""
import csv
import json
import math
import statistics

# Workload: what it is, the stages of timings.json, its column in indicators.csv per peer column, and how
# far values may be apart: relative for what is exact, in points where buffers are polygons.
WORKLOADS = {
    "W1": ("address to buurt", ["assign"],
           {"addresses": "addresses", "inhabitants": "inhabitants"}, 1e-12),
    "W2": ("nearest meeting place, per buurt",
           ["distance:meeting_places", "reduce:meeting_places"],
           {name: f"meeting_places_distance_{name}"
            for name in ("mean", "median", "p90", "share_300", "share_500", "share_800")}, 1e-9),
    "W3": ("nearest line, per buurt", ["distance:groene_lint", "reduce:groene_lint"],
           {name: f"groene_lint_distance_{name}" for name in ("mean", "share_300")}, 1e-9),
    "W4": ("area within 500 m", ["area_within:meeting_places:500"],
           {"share": "meeting_places_area_share_500"}, None),
    "W5": ("green per buurt", ["overlap:green"], {"m2": "green_area"}, 1e-9),
    "W5b": ("overlapping green once", ["overlap:green_overlap"], {"m2": "green_overlap_area"}, 1e-9),
    "W6": ("zones per buurt", ["overlap:zones30"], {"share": "zones30_cover_share"}, 1e-9),
    "W7": ("nearest meeting place along streets, per buurt",
           ["walk:meeting_places", "reduce:meeting_places"],
           {name: f"meeting_places_walk_{name}"
            for name in ("mean", "median", "p90", "share_300", "share_500", "share_800")}, 1e-9),
    "W8": ("reading buurten and addresses", ["load:buurten", "load:addresses"], {}, None),
}
# A disc of 64 corners has 0.16 % less area than the circle, of 16 a quarter; a buurt may lose this many points.
BUFFER_POINTS = 0.35

PROJECT = """\
project: Beside peers
buurten: {{source: '{data}/data.gpkg', layer: buurten, code: buurtcode, name: buurtnaam}}
layers:
  addresses: {{role: population, source: '{data}/data.gpkg', layer: addresses, weight: inhabitants}}
  meeting_places: {{role: destination, source: '{data}/data.gpkg', layer: meeting_places, thresholds: [300, 500, 800]}}
  groene_lint: {{role: destination, source: '{data}/data.gpkg', layer: groene_lint, thresholds: [300]}}
  zones30: {{role: zone, source: '{data}/data.gpkg', layer: zones30}}
  green: {{role: green, source: '{data}/data.gpkg', layer: green}}
  green_overlap: {{role: green, source: '{data}/green_overlap.gpkg'}}
{streets}indicators: [{indicators}]
"""


STREETS = "  streets: {{role: streets, source: '{data}/data.gpkg', layer: edges, speed: maxspeed}}\n"


def project(data, workloads=tuple(WORKLOADS)):
    """A project file that asks for what the workloads measure and nothing else."""
    wanted = [name for workload in workloads for name in WORKLOADS[workload][2].values()
              if name not in ("addresses", "inhabitants")]
    return PROJECT.format(data=data, indicators=", ".join(wanted),
                          streets=STREETS.format(data=data) if "W7" in workloads else "")


def groups(workloads):
    """What one run measures together: W7 apart from W2, since both reduce columns of one layer."""
    others = [name for name in WORKLOADS if name != "W7"]
    return ([others] if set(workloads) & set(others) else []) + ([["W7"]] if "W7" in workloads else [])


def own_seconds(timings, workload):
    """Seconds of all stages of a workload in one run."""
    stages = {stage["name"]: stage["seconds"] for stage in timings["stages"]}
    parts = [stages[name] for name in WORKLOADS[workload][1] if name in stages]
    if not parts:
        raise KeyError(f"timings.json has no stage {WORKLOADS[workload][1][0]}")
    return sum(parts)


def own_values(path):
    """Columns of indicators.csv by name, and the codes; an empty cell is None."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {name: [float(row[name]) if row[name] else None for row in rows]
               for name in rows[0] if name not in ("buurtcode", "buurtnaam", "assumptions")}
    return [row["buurtcode"] for row in rows], columns


def disagreement(workload, own, peer):
    """Why two ways do not agree on a workload, or None; and the largest difference."""
    _, _, columns, tolerance = WORKLOADS[workload]
    worst = 0.0
    for theirs, ours in columns.items():
        for row, (a, b) in enumerate(zip(own[ours], peer[theirs], strict=True)):
            if (a is None) != (b is None):
                return f"row {row}, {ours}: {a} and {b}", math.inf
            if a is None:
                continue
            if workload == "W4":
                # The polygon lies inside the circle: never more, and little less.
                worst = max(worst, a - b)
                if not -1e-6 <= a - b <= BUFFER_POINTS:
                    return f"row {row}, {ours}: {a} exactly and {b} by buffers", a - b
                continue
            apart = abs(a - b) / max(abs(a), abs(b), 1.0)
            worst = max(worst, apart)
            if apart > tolerance:
                return f"row {row}, {ours}: {a} and {b}", apart
    return None, worst


def table(own_runs, peers, workloads):
    """Markdown: a row per workload; seconds are medians, ratios how many times Nabij is faster."""
    labels = [peer["label"] for peer in peers]
    lines = ["| | work | Nabij, s | " + " | ".join(f"{label}, s | times faster" for label in labels)
             + " | apart at most |",
             "|---|---|--:|" + "--:|--:|" * len(labels) + "--:|"]
    for workload in workloads:
        own = statistics.median(own_runs[workload])
        cells = [workload, WORKLOADS[workload][0], digits(own)]
        for peer in peers:
            measured = peer["workloads"].get(workload)
            if measured is None:
                cells += ["-", "-"]
            else:
                seconds = statistics.median(measured["runs"])
                cells += [digits(seconds), f"{seconds / own:.1f}" if own > 0 else "-"]
        apart = [peer["apart"][workload] for peer in peers if workload in peer.get("apart", {})]
        unit = " points" if workload == "W4" else ""
        cells.append(f"{max(apart):.1g}{unit}" if apart and WORKLOADS[workload][2] else "-")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def digits(seconds):
    return f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.3f}" if seconds < 10 else f"{seconds:.1f}"


def read(path):
    return json.loads(path.read_text())
