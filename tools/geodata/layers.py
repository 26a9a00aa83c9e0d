# SPDX-License-Identifier: EUPL-1.2
"""Makes the layers of the demonstration project from the meshes of the districts."""
import math

from . import files, plane

SKETCH = {"confidence": "sketch", "source": "sketch"}
PER_ADDRESS = {"flats": 3.0, "laagbouw": 1.6, "bedrijven": 1.0, "polder": 1.0, "spoor": 1.0}


def credit(row):
    return {"confidence": row["confidence"], "source": row["source"]}


def whole(text):
    return int(text) if text else None


def place_of(row):
    """RD place of a row: its x and y, or its published degrees."""
    if row["x"]:
        return float(row["x"]), float(row["y"])
    return plane.rd(float(row["lon"]), float(row["lat"]))


def buurten(rows, rings):
    for row in sorted(rows, key=lambda r: r["buurtcode"]):
        attributes = {key: row[key] for key in (
            "buurtcode", "buurtnaam", "wijkcode", "wijknaam", "gemeentecode", "gemeentenaam",
            "district")}
        attributes["aantal_inwoners"] = whole(row["aantal_inwoners"])
        attributes["aantal_huishoudens"] = whole(row["aantal_huishoudens"])
        attributes["confidence"] = "sketch"
        attributes["source"] = f"figures: {row['source']}; outline: sketch"
        yield attributes, files.polygon([rings[row["buurtcode"]]])


# Streets

def streets(meshes):
    number = 0
    for mesh in meshes:
        named = [run for street, way in mesh.ways for run in runs(mesh, street, way)]
        plain = [(s, [a, b]) for (a, b), s in sorted(mesh.edges.items()) if not s["name"]]
        for street, nodes in named + plain:
            number += 1
            yield street_record(mesh, street, number), files.line([mesh.at[n] for n in nodes])
        for tunnel in mesh.tunnels:
            number += 1
            yield (street_record(mesh, tunnel, number),
                   files.line([mesh.at[n] for n in tunnel["nodes"]]))


def street_record(mesh, street, number):
    return {"id": number, "naam": street["name"] or None, "district": mesh.key,
            "soort": street["kind"], "maxspeed": whole(str(street["speed"])), "foot": foot(street),
            "auto": int(street["auto"]), "trottoir": int(street["trottoir"]),
            "layer": int(street["layer"]), **credit(street)}


def foot(street):
    return 0 if street["speed"] and int(street["speed"]) > 60 else 1


def runs(mesh, street, way):
    """The pieces of a named street that are its own, where it shares a stretch with another."""
    run = way[:1]
    for a, b in zip(way, way[1:]):
        if mesh.edges.get(tuple(sorted((a, b)))) is street:
            run.append(b)
        else:
            if len(run) > 1:
                yield street, run
            run = [b]
    if len(run) > 1:
        yield street, run


def crossings(meshes):
    for mesh in meshes:
        for node in sorted(mesh.at):
            legs = [s for e, s in mesh.edges.items() if node in e]
            main = {s["name"] for s in legs if s["kind"] == "main" and int(s["speed"]) <= 60}
            if not main or len(legs) < 3 or any(not foot(s) for s in legs):
                continue
            lights = len(main) > 1
            if lights or plane.dice(mesh.key, "crossing", node).random() < 0.45:
                yield ({"naam": " / ".join(sorted(main)), "district": mesh.key,
                        "soort": "verkeerslichten" if lights else "zebra", **SKETCH},
                       files.point(mesh.at[node]))


# People

def addresses(meshes, rows, kinds):
    """Points along the streets with people and dwellings that add up to the published figures."""
    for mesh in meshes:
        doors, planted = {}, gardens(mesh, kinds)
        for p in doorsteps(mesh, planted):
            doors.setdefault(mesh.buurt(p), []).append(p)
        for row in sorted(rows, key=lambda r: r["buurtcode"]):
            if row["district"] == mesh.key and row["aantal_inwoners"]:
                yield from settle(row, doors[row["buurtcode"]])


def settle(row, doors):
    homes, people = int(row["aantal_huishoudens"]), int(row["aantal_inwoners"])
    count = min(len(doors), round(homes / PER_ADDRESS[row["kind"]]))
    random = plane.dice("people", row["buurtcode"])
    chosen = [doors[int((k + 0.5) * len(doors) / count)] for k in range(count)]
    dwellings = portion(homes, [0.5 + random.random() for _ in chosen])
    persons = portion(people, [d * (0.6 + 0.8 * random.random()) for d in dwellings])
    for p, persons_here, dwellings_here in zip(chosen, persons, dwellings):
        yield [*p, persons_here, dwellings_here, "sketch", "sketch"]


def portion(total, shares):
    """Whole numbers of at least 1 in proportion to shares; together exactly `total`."""
    free, whole_share = total - len(shares), sum(shares)
    exact = [free * s / whole_share for s in shares]
    parts = [1 + math.floor(e) for e in exact]
    order = sorted(range(len(shares)), key=lambda k: (math.floor(exact[k]) - exact[k], k))
    for k in order[:total - sum(parts)]:
        parts[k] += 1
    return parts


def doorsteps(mesh, planted):
    """Places for front doors, every 4 m along the built sides of streets with cars."""
    for edge, street in sorted(mesh.edges.items()):
        if not street["auto"] or not foot(street) or street["kind"] == "main":
            continue
        a, b = mesh.at[edge[0]], mesh.at[edge[1]]
        ux, uy = plane.unit(a, b)
        for side, face in zip((1, -1), mesh.sides(edge)):
            if face in mesh.parks or face not in mesh.built:
                continue
            room = plane.inset(mesh.ring(face), 8)
            for k in range(4, int(math.dist(a, b) // 4) - 3):
                p = tuple(files.position((a[0] + 4 * k * ux - side * 12 * uy,
                                          a[1] + 4 * k * uy + side * 12 * ux)))
                on_grass = any(plane.contains(ring, p) for _, ring in planted.get(face, []))
                if plane.contains(room, p) and mesh.buurt(p) and not on_grass:
                    yield p


# Green

def green(meshes, kinds):
    for mesh in meshes:
        yield from parks(mesh)
        for rings in gardens(mesh, kinds).values():
            for attributes, ring in rings:
                yield ({"naam": attributes["naam"], "district": mesh.key, **attributes, **SKETCH},
                       files.polygon([ring]))


def parks(mesh):
    for name in dict.fromkeys(row["naam"] for row in mesh.parks.values()):
        faces = {f for f, row in mesh.parks.items() if row["naam"] == name}
        row = next(row for row in mesh.parks.values() if row["naam"] == name)
        for rings in mesh.union(faces, 7):
            yield ({"naam": name, "district": mesh.key, "soort": row["soort"],
                    "openbaar": int(row["openbaar"]), "parel": int(row["parel"]), **credit(row)},
                   files.polygon(rings))


def gardens(mesh, kinds):
    """Attributes and ring of the small green of every block, by block."""
    found = {}
    for face, attributes, ring in [*courtyards(mesh, kinds), *verges(mesh)]:
        found.setdefault(face, []).append(({**attributes, "parel": 0}, ring))
    return found


def courtyards(mesh, kinds):
    """Gardens inside blocks: shared ones between flats, small ones elsewhere."""
    for face in sorted(mesh.built - set(mesh.parks)):
        ring = mesh.ring(face)
        kind = kinds[mesh.buurt(plane.centroid(ring))]
        random = plane.dice(mesh.key, "courtyard", face)
        if random.random() < {"flats": 0.62, "laagbouw": 0.3}.get(kind, 0):
            inner = plane.inset(ring, 22 + 5 * random.random())
            public = int(random.random() < 0.75)
            if plane.area(inner) > 400:
                yield face, {"naam": None, "soort": "binnenhof", "openbaar": public}, inner


def verges(mesh):
    """Grass between a main road and the houses."""
    for edge, street in sorted(mesh.edges.items()):
        if street["kind"] != "main" or not foot(street):
            continue
        a, b = mesh.at[edge[0]], mesh.at[edge[1]]
        for side, face in zip((1, -1), mesh.sides(edge)):
            strip = beside(a, b, side, 9, 19)
            if strip and face in mesh.built and face not in mesh.parks:
                yield (face, {"naam": street["name"], "soort": "dreefberm", "openbaar": 1}, strip)


def beside(a, b, side, near, far):
    """A strip along an edge; None where the edge is short."""
    length = math.dist(a, b)
    if length < 70:
        return None
    ux, uy = plane.unit(a, b)
    corners = [(22, near), (length - 22, near), (length - 22, far), (22, far)]
    ring = [(a[0] + along * ux - side * off * uy, a[1] + along * uy + side * off * ux)
            for along, off in corners]
    return ring if side > 0 else ring[::-1]


def trees(meshes):
    for mesh in meshes:
        for edge, street in sorted(mesh.edges.items()):
            yield from row_of_trees(mesh, edge, street)
        for face, row in sorted(mesh.parks.items()):
            yield from grove(mesh, face, row)


def row_of_trees(mesh, edge, street):
    a, b = mesh.at[edge[0]], mesh.at[edge[1]]
    random, (ux, uy) = plane.dice(mesh.key, "trees", edge), plane.unit(a, b)
    gap, chance = (26, 0.85) if street["kind"] == "main" else (36, 0.6)
    for k in range(1, int(math.dist(a, b) // gap)):
        for side in (1, -1):
            if random.random() < chance * (1 if foot(street) else 0):
                p = (a[0] + gap * k * ux - side * 7 * uy, a[1] + gap * k * uy + side * 7 * ux)
                yield [*files.position(p), 4 + int(8 * random.random()), "straat",
                       "sketch", "sketch"]


def grove(mesh, face, row):
    ring = plane.inset(mesh.ring(face), 10)
    random = plane.dice(mesh.key, "grove", face)
    for _ in range(14 if row["soort"] == "bos" else 6):
        p = plane.between(plane.between(ring[0], ring[1], random.random()),
                          plane.between(ring[3], ring[2], random.random()), random.random())
        yield [*files.position(p), 5 + int(9 * random.random()), row["soort"], "sketch", "sketch"]


# Plans

def zones(meshes, rows, kinds, names):
    lines = {s["name"]: s["line"] for mesh in meshes for s, _ in mesh.ways}
    for row in rows:
        for part, rings in enumerate(planned_zone(meshes[0], row, lines)):
            # A zone in several parts is paid once.
            yield ({"naam": row["naam"], "district": row["district"], "soort": "project",
                    "jaar_van": whole(row["jaar_van"]), "jaar_tot": whole(row["jaar_tot"]),
                    "jaar_plan": whole(row["jaar_plan"]),
                    "kosten": whole(row["kosten"]) if part == 0 else None,
                    "werk_van": whole(row["werk_van"]) if part == 0 else None,
                    "werk_tot": whole(row["werk_tot"]) if part == 0 else None,
                    "toelichting": row["toelichting"], **credit(row)}, files.polygon(rings))
    for mesh in meshes:
        for code, rings in home_zones(mesh, kinds):
            yield ({"naam": f"Woonstraten {names[code]} (schets)", "district": mesh.key,
                    "soort": "bestaand", "jaar_van": None, "jaar_tot": None, "jaar_plan": None,
                    "kosten": None, "werk_van": None, "werk_tot": None,
                    "toelichting": "blocks between the main roads", **SKETCH},
                   files.polygon(rings))


def planned_zone(mesh, row, lines):
    if "/" in row["streets"]:
        return mesh.union({f for f in mesh.built if mesh.in_project(mesh.ring(f))}, 8)
    return [[plane.corridor(lines[row["streets"]], 15)]]


def home_zones(mesh, kinds):
    """Blocks of one buurt with homes, joined where no main road lies between them."""
    left = {f for f in mesh.built - set(mesh.parks)
            if kinds[mesh.buurt(plane.centroid(mesh.ring(f)))] in ("flats", "laagbouw")
            and not mesh.in_project(mesh.ring(f))}
    while left:
        first = min(left)
        code = mesh.buurt(plane.centroid(mesh.ring(first)))
        group, edge = set(), [first]
        while edge:
            face = edge.pop()
            if face in left and mesh.buurt(plane.centroid(mesh.ring(face))) == code:
                left.discard(face)
                group.add(face)
                edge += mesh.beside(face)
        left.discard(first)
        if len(group) > 2:
            for rings in mesh.union(group, 8):
                yield code, rings


def renovations(meshes, rows):
    """Sites: the built block at the place, less its edge."""
    taken = set()
    for row in rows:
        mesh = next(m for m in meshes if m.key == row["district"])
        place = float(row["x"]), float(row["y"])
        free = mesh.built - set(mesh.parks) - {f for key, f in taken if key == mesh.key}
        face = min(free, key=lambda f: (math.dist(plane.centroid(mesh.ring(f)), place), f))
        taken.add((mesh.key, face))
        yield ({"naam": row["naam"], "district": row["district"],
                "corporatie": row["corporatie"], "soort": row["soort"],
                "woningen": whole(row["woningen"]), "start": whole(row["start"]),
                "eind": whole(row["eind"]), "start_plan": whole(row["start_plan"]),
                "eind_plan": whole(row["eind_plan"]), "kosten": whole(row["kosten"]), "toelichting": row["toelichting"],
                **credit(row)}, files.polygon([plane.inset(mesh.ring(face), 16)]))


# Groene Lint

def lint(mesh, row, places):
    """A loop over streets and paths past the places of a variant."""
    network = {n for e, s in mesh.edges.items() if foot(s) for n in e}
    stops = [mesh.nearest(places[name.strip()], network) for name in row["places"].split(";")]
    used, loop = set(), stops[:1]

    def cost(a, b):
        edge, street = (min(a, b), max(a, b)), mesh.street(a, b)
        if street is None or not foot(street):
            return None
        factor = {"path": 0.7, "street": 1, "named": 1, "main": 1.8}[street["kind"]]
        return mesh.length(a, b) * factor * (5 if edge in used else 1)

    for a, b in zip(stops, stops[1:] + stops[:1]):
        way = mesh.route(a, {b}, cost)
        used.update(tuple(sorted(pair)) for pair in zip(way, way[1:]))
        loop += way[1:]
    points = [mesh.at[n] for n in loop]
    length = sum(math.dist(p, q) for p, q in zip(points, points[1:]))
    return ({"variant": row["variant"], "naam": row["naam"], "lengte_m": round(length),
             "langs": row["places"], "kosten": int(row["kosten"]), "werk_van": 2021,
             "werk_tot": 2022, "jaar_van": 2022, **credit(row)}, files.line(points))
