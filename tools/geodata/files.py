# SPDX-License-Identifier: EUPL-1.2
"""Reads the tables and writes the data files: one feature per line, coordinates to a decimetre."""
import csv
import json

NOTE = ("Sketch around published facts, not surveyed; see confidence and source of each feature. "
        "Made by tools/make-geodata from GeoData/tables.")


def table(folder, name):
    with open(folder / "tables" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(value):
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def position(p):
    return [number(p[0]), number(p[1])]


def closed(ring):
    """A ring of RFC 7946's direction is kept; the first position is repeated at the end."""
    positions = [position(p) for p in ring]
    return positions + positions[:1]


def polygon(rings):
    return {"type": "Polygon", "coordinates": [closed(ring) for ring in rings]}


def line(points):
    return {"type": "LineString", "coordinates": [position(p) for p in points]}


def point(p):
    return {"type": "Point", "coordinates": position(p)}


def write_geojson(folder, name, features):
    """`features` are pairs of attributes and geometry."""
    head = {"type": "FeatureCollection", "name": name, "description": NOTE,
            "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}}
    lines = [text({"type": "Feature", "properties": attributes, "geometry": geometry})
             for attributes, geometry in features]
    with open(folder / f"{name}.geojson", "w", encoding="utf-8", newline="\n") as file:
        file.write(text(head)[:-1] + ',"features":[\n' + ",\n".join(lines) + "\n]}\n")


def text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_csv(folder, name, columns, rows):
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
