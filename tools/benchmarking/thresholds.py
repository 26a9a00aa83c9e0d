# SPDX-License-Identifier: EUPL-1.2
"""The thresholds of one machine and compiler: a small JSON file per probe and family."""
import json
import sys

# Instructions may differ by this much before a probe fails; the same program differs by less than 1e-6.
TOLERANCE = 0.005
METRICS = ("instructionsPerItem", "allocations")
FAMILIES = ("uniform", "clustered", "grid", "real")


def read(folder):
    """Thresholds by key. A file that is no JSON object gives an empty threshold."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        found[path.stem] = parse(path.read_text())
    return found


def parse(text):
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def write(folder, counts):
    folder.mkdir(parents=True, exist_ok=True)
    for key, count in counts.items():
        kept = {name: count[name] for name in (*METRICS, "data") if name in count}
        (folder / f"{key}.json").write_text(json.dumps(kept) + "\n")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def complaints(counts, limits):
    """Lines that say which probes are over their thresholds, or have none.

    A threshold of real data says nothing about other data.
    """
    lines = []
    for key, now in counts.items():
        limit = limits.get(key)
        if limit and limit.get("data") != now.get("data"):
            print(f"note: {key} is not judged: its threshold is of other data", file=sys.stderr)
            continue
        if limit is None:
            lines.append(f"{key} has no threshold: run tools/probes --record and review {key}.json")
            continue
        absent = [metric for metric in METRICS if not is_number(limit.get(metric))]
        if absent:
            lines.append(f"{key}: {key}.json has no number for {' and '.join(absent)}")
            continue
        lines += over(key, now, limit)
    return lines


def over(key, now, limit):
    lines = []
    found, allowed = now["instructionsPerItem"], limit["instructionsPerItem"]
    if found > allowed * (1 + TOLERANCE + 1e-9):
        change = f"{found / allowed - 1:+.2%}" if allowed > 0 else "more"
        lines.append(f"{key}: {found} instructions an item, {change} against {allowed}")
    if now["allocations"] > limit["allocations"]:
        lines.append(f"{key}: {now['allocations']} allocations, not {limit['allocations']}")
    return lines


def table(limits):
    """Markdown: instructions an item of every loop and family, and the most allocations."""
    there = {key.rsplit(".", 1)[1] for key in limits}
    families = [family for family in FAMILIES if family in there] + sorted(there - set(FAMILIES))
    lines = ["| loop | " + " | ".join(families) + " | allocations |", "|---|" + "--:|" * (len(families) + 1)]
    for name in sorted({key.rsplit(".", 1)[0] for key in limits}):
        found = [limits.get(f"{name}.{family}") for family in families]
        cells = [significant(limit["instructionsPerItem"]) if limit else "-" for limit in found]
        most = max(limit["allocations"] for limit in found if limit)
        lines.append(f"| `{name}` | " + " | ".join(cells) + f" | {most:,} |")
    return "\n".join(lines)


def significant(value):
    return f"{value:,.1f}" if value < 1_000 else f"{value:,.0f}"
