# SPDX-License-Identifier: EUPL-1.2
"""Real data for the probes' family `real`: columns that a probe reads without a library.

The files of $NABIJ_TEST_DATA become one file of 64-bit words (whole numbers and doubles, little-endian):
a magic word, then seven tables: buurten, points, places, green, green that overlaps, lines, streets. A table is its number of
parts, then per part: owner, 1 for a hole else 0, number of vertices, all x, all y. Metres, to the
millimetre.

Utrecht: its buurten and wijken, lamp posts for addresses, amenities for places. Green is that of the
large-scale base map of Otterlo, moved to the middle of Utrecht; with the ended versions it overlaps. Streets
are those of a part of Amsterdam-Noord, where they are.
"""
import csv
import gzip
import json
import os
import pathlib
import struct
import sys

MAGIC = 0x314A4942414E
BUURTEN = "buurten/utrecht_buurt_ca2014.geojson"
WIJKEN = "buurten/utrecht_wijk_ca2014.geojson"
POSTS = "punten/utrecht_lichtmasten.geojson"
PLACES = "punten/utrecht_voorzieningen_bereik_10m.csv.gz"
GREEN = "groen/bgt_otterlo_begroeidterreindeel_rd.geojson.gz"
STREETS = "netwerk/amsterdam_noord_NK03_straten.geojson.gz"
# From Otterlo to the middle of Utrecht, metres.
MOVE = (-44_500.0, -1_500.0)

# Terms of the usual approximation of RD from longitude and latitude, good to some decimetres
# (Schreutelkamp and Strang van Hees 2001, Geodesia 43): (power of latitude, of longitude): factor.
EASTING = {(0, 1): 190094.945, (1, 1): -11832.228, (2, 1): -114.221, (0, 3): -32.391, (1, 0): -0.705,
           (3, 1): -2.340, (1, 3): -0.608, (0, 2): -0.008, (2, 3): 0.148}
NORTHING = {(1, 0): 309056.544, (0, 2): 3638.893, (2, 0): 73.077, (1, 2): -157.984, (3, 0): 59.788,
            (0, 1): 0.433, (2, 2): -6.439, (1, 1): -0.032, (0, 4): 0.092, (1, 4): -0.054}


def prepared(folder):
    """The file made from $NABIJ_TEST_DATA in a folder; None, said aloud, where there is no such data."""
    root = os.environ.get("NABIJ_TEST_DATA")
    if not root:
        print("note: the family real is skipped: NABIJ_TEST_DATA is not set", file=sys.stderr)
        return None
    root = pathlib.Path(root)
    absent = [name for name in (BUURTEN, WIJKEN, POSTS, PLACES, GREEN, STREETS) if not (root / name).exists()]
    if absent:
        print(f"note: the family real is skipped: {root} has no {absent[0]}", file=sys.stderr)
        return None
    path = folder / "real.words"
    path.write_bytes(words(root))
    return path


def words(root):
    buurten = polygons(features(root / BUURTEN), rd)
    posts = [rd(*f["geometry"]["coordinates"][:2]) for f in features(root / POSTS) if f["geometry"]]
    green = [f for f in features(root / GREEN) if f["geometry"]]
    now = [f for f in green if f["properties"].get("eindRegistratie") is None]
    rings = polygons(features(root / WIJKEN), rd)
    lines = [(i, 0, ring + ring[:1]) for i, (_, _, ring) in enumerate(rings)]
    tables = [buurten, [(0, 0, posts)], [(0, 0, places(root / PLACES))],
              polygons(now, moved), polygons(green, moved), lines, streets(root / STREETS)]
    return struct.pack("<q", MAGIC) + b"".join(map(packed, tables))


def features(path):
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("iso-8859-1")
    return json.loads(text)["features"]


def places(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found = [row["geometry"].removeprefix("POINT(").removesuffix(")").split()
                 for row in csv.DictReader(file) if row["geometry"].startswith("POINT(")]
    return [(round(float(x), 3), round(float(y), 3)) for x, y in found]


def streets(path):
    """Lines in RD; vertices that streets share stay shared."""
    return [(row, 0, [rd(*vertex[:2]) for vertex in feature["geometry"]["coordinates"]])
            for row, feature in enumerate(features(path)) if feature["geometry"]]


def rd(longitude, latitude):
    north, east = 0.36 * (latitude - 52.15517440), 0.36 * (longitude - 5.38720621)
    x = 155_000 + sum(r * north**p * east**q for (p, q), r in EASTING.items())
    y = 463_000 + sum(s * north**p * east**q for (p, q), s in NORTHING.items())
    return round(x, 3), round(y, 3)


def moved(x, y):
    return round(x + MOVE[0], 3), round(y + MOVE[1], 3)


def polygons(collection, place):
    """(owner, is hole, ring) with shells counter-clockwise, holes clockwise, no vertex twice in a row."""
    parts = []
    for owner, feature in enumerate(f for f in collection if f["geometry"]):
        geometry = feature["geometry"]
        shapes = geometry["coordinates"]
        for shape in shapes if geometry["type"] == "MultiPolygon" else [shapes]:
            for position, ring in enumerate(shape):
                points = [place(*vertex[:2]) for vertex in ring]
                points = [p for i, p in enumerate(points) if p != points[i - 1]]
                if (doubled_area(points) > 0) == (position > 0):
                    points.reverse()
                parts.append((owner, min(position, 1), points))
    return parts


def doubled_area(ring):
    x0, y0 = ring[0]
    return sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
               for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]))


def packed(parts):
    chunks = [struct.pack("<q", len(parts))]
    for owner, hole, points in parts:
        chunks.append(struct.pack("<3q", owner, hole, len(points)))
        chunks += [struct.pack(f"<{len(points)}d", *(p[axis] for p in points)) for axis in (0, 1)]
    return b"".join(chunks)
