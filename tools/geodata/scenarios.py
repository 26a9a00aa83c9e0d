# SPDX-License-Identifier: EUPL-1.2
"""Writes the scenario files of the demonstration: Groene Lint variants, 30 km/h plans, renovations, candidates."""
from geodata import files, layers

HEAD = ("# SPDX-License-Identifier: CC-BY-4.0\n"
        "# Made by tools/make-geodata from GeoData/tables. Years and budgets are published; places are a\n"
        "# sketch around published facts, and so are costs that are said to be sketched.\n")
HUB_COST = 50000


def quoted(value):
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def where(name):
    escaped = name.replace("'", "''")
    return quoted(f"naam = '{escaped}'")


def key(name):
    kept = "".join(c if c.isalnum() else "-" for c in name.lower())
    return "-".join(part for part in kept.split("-") if part)


def period(first, last):
    parts = [f"from: {first}"] if first else []
    return parts + ([f"until: {last}"] if last else [])


def write(out, name, title, changes):
    lines = [f"  - {{{', '.join(change)}}}" for change in changes]
    text = f"{HEAD}scenario: {title}\nchanges:\n" + "\n".join(lines) + "\n"
    (out / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")


def title(variant):
    return f"Groene Lint {variant['variant']}, {variant['naam']}"


def lints(out, rows):
    for row in rows:
        letter = row["variant"].lower()
        write(out, f"plan-lint-{letter}", title(row), [[
            f"id: lint-{letter}", "replace: groene_lint", f"with: lint-{letter}.geojson",
            f"cost: {row['kosten']}", "works: [2021, 2022]", "from: 2022"]])


def zones(out, features):
    """The zones that slipped, each drawn in a file of its own without years: the scenario has those."""
    plans = {
        "Orinocodreef": ["cost: 100000", "works: [2021, 2022]", "from: 2022",
                         "planned: {works: [2021, 2021], from: 2021}"],
        "Amazonekwartier": ["cost: 1200000", "works: [2025, 2026]", "from: 2026",
                            "planned: {works: [2022, 2024], from: 2024}"],
        "Ventwegen Japuradreef": ["works: [2025, 2026]", "from: 2026", "planned: {from: 2021}"],
    }
    changes = []
    for attributes, geometry in features:
        name = attributes["naam"]
        if name not in plans:
            continue
        drawn = {k: v for k, v in attributes.items() if not k.startswith(("jaar_", "kosten", "werk_"))}
        files.write_geojson(out, f"zone-{key(name)}", [(drawn, geometry)])
        changes.append([f"id: {key(name)}", "replace: zones_30", f"where: {where(name)}",
                        f"with: zone-{key(name)}.geojson", *plans[name]])
    write(out, "plan-30", "30 km/h, zoals gepland en zoals het ging", changes)


def renovations(out, rows):
    changes = []
    for row in rows:
        if not row["start"]:
            continue
        x, y = files.position(layers.place_of(row))
        change = [f"id: {key(row['naam'])}", "replace: renovations", f"where: {where(row['naam'])}",
                  f"at: [{x}, {y}]"]
        values = [f"naam: {quoted(row['naam'])}"]
        if row["woningen"]:
            values.append(f"woningen: {row['woningen']}")
        change.append(f"attributes: {{{', '.join(values)}}}")
        if row["naam"].startswith("Openbare ruimte"):
            change += ["cost: 1550000", "works: [2022, 2024]"]
        change += period(row["start"], row["eind"])
        planned = period(row["start_plan"], row["eind_plan"])
        change.append(f"planned: {{{', '.join(planned)}}}")
        changes.append(change)
    write(out, "plan-renovations", "Renovaties, geplande en werkelijke jaren", changes)


def candidates(out, hubs, variants):
    changes = []
    titles = {row["variant"].lower(): title(row) for row in variants[1:]}
    for letter in titles:
        others = ", ".join(f"lint-{other}" for other in titles if other != letter)
        changes.append([f"id: lint-{letter}", f"title: {quoted(titles[letter])}", "add: groene_lint", f"with: lint-{letter}.geojson",
                        "cost: 480000", f"excludes: [{others}]"])
    changes.append(["id: amazonekwartier", "title: 30 km/h in het Amazonekwartier", "add: zones_30", "with: zone-amazonekwartier.geojson",
                    "cost: 1200000"])
    for row in hubs:
        x, y = files.position(layers.place_of(row))
        changes.append([f"id: {key(row['naam'])}", f"title: {quoted(row['naam'])}", "add: meeting_places", f"at: [{x}, {y}]",
                        f"attributes: {{naam: {quoted(row['naam'])}}}",
                        f"cost: {HUB_COST}"])
    write(out, "candidates", "Kandidaten; EUR 50.000 voor een ontmoetingsplek is geschetst", changes)
