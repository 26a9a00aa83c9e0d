# SPDX-License-Identifier: EUPL-1.2
"""Sketches the street network of a district: a bent lattice whose lines run along the named streets.

Streets, blocks and parks all come from the one lattice, so streets share their vertices, blocks are
bounded by streets, and nothing is built in a park.
"""
import heapq
import math

from . import plane

KEEP = {"flats": 0.66, "laagbouw": 0.84, "bedrijven": 0.4, "polder": 0.0, "spoor": 0.0}


class Mesh:
    """Nodes (i, j) of a lattice inside a district, with the edges and faces between them."""

    def __init__(self, district, rings):
        self.rings = rings
        self.key = district["district"]
        corners = [p for ring in rings.values() for p in ring]
        self.origin = tuple(min(p[k] for p in corners) for k in (0, 1))
        reach = max(max(p[k] for p in corners) - self.origin[k] for k in (0, 1))
        self.spacing, angle = float(district["spacing"]), math.radians(float(district["angle"]))
        self.u, self.v = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        steps = int(1.5 * reach / self.spacing)
        lattice = [(i, j) for i in range(-steps, steps) for j in range(-steps, steps)]
        self.at = {n: p for n, p in ((n, self.lattice_point(n)) for n in lattice) if self.buurt(p)}
        self.base, self.locked = dict(self.at), set()
        self.edges = {}  # (a, b) with a < b: record of the street
        self.parks = {}  # face: row of the green table
        self.ways = []   # (street, nodes) of every named street
        self.tunnels = []
        self.under = {}  # node: nodes at the other end of its tunnels
        self.built = set()

    def lattice_point(self, node):
        i, j = node
        sway = 10 * math.sin(0.9 * i + 0.4 * j), 10 * math.sin(0.5 * i - 0.8 * j + 1)
        return tuple(self.origin[k] + self.spacing * (i * self.u[k] + j * self.v[k]) + sway[k]
                     for k in (0, 1))

    def buurt(self, p):
        """Code of the buurt that contains a point; None outside."""
        return next((code for code, ring in self.rings.items() if plane.contains(ring, p)), None)

    def neighbours(self, node):
        i, j = node
        steps = ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1))
        return [n for n in steps if n in self.at]

    def nearest(self, p, among=None):
        return min(among or self.at, key=lambda n: (math.dist(self.at[n], p), n))

    def all_edges(self):
        return [(a, b) for a in sorted(self.at) for b in self.neighbours(a) if a < b]

    def faces(self):
        """Lower corners of the blocks whose four corners are there."""
        return [n for n in sorted(self.at) if all(c in self.at for c in self.corners(n))]

    @staticmethod
    def corners(face):
        i, j = face
        return [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]

    def ring(self, face):
        return [self.at[n] for n in self.corners(face)]

    @staticmethod
    def sides(edge):
        """The two blocks beside an edge."""
        (i, j), (k, _) = edge
        return ((i, j), (i, j - 1)) if k > i else ((i - 1, j), (i, j))

    def length(self, a, b):
        return math.dist(self.at[a], self.at[b])

    def route(self, start, ends, cost):
        """The cheapest way over the lattice; `cost(a, b)` may be None where there is no way."""
        queue, came, done = [(0.0, start, None)], {}, set()
        while queue:
            spent, node, before = heapq.heappop(queue)
            if node in done:
                continue
            done.add(node)
            came[node] = before
            if node in ends:
                way = [node]
                while came[way[-1]] is not None:
                    way.append(came[way[-1]])
                return way[::-1]
            for n in self.neighbours(node) + self.under.get(node, []):
                price = cost(node, n)
                if price is not None and n not in done:
                    heapq.heappush(queue, (spent + price, n, node))
        return None

    # Named streets pull the lattice to their place.

    def lay(self, street):
        """Leads a named street over the lattice and moves its nodes to the typed line."""
        line = street["line"]

        def cost(a, b):
            away = plane.nearest_on_line(line, plane.between(self.at[a], self.at[b], 0.5))[1]
            taken = 4 if tuple(sorted((a, b))) in self.edges else 1
            return self.length(a, b) * (1 + (away / 30) ** 2) * taken

        way = self.route(self.nearest(line[0]), {self.nearest(line[-1])}, cost)
        self.ways.append((street, way))
        for a, b in zip(way, way[1:]):
            self.edges.setdefault(tuple(sorted((a, b))), street)
        self.straighten(way, line)

    def straighten(self, way, line):
        marks = [k for k, n in enumerate(way)
                 if n in self.locked or k in (0, len(way) - 1)]
        along = {k: measure(line, self.at[way[k]]) for k in marks}
        for first, last in zip(marks, marks[1:]):
            for k in range(first, last + 1):
                t = (k - first) / (last - first)
                p = point_at(line, along[first] + t * (along[last] - along[first]))
                if way[k] not in self.locked and self.buurt(p):
                    self.at[way[k]] = p
        self.locked.update(way)

    def relax(self):
        """Lets the free nodes follow the moved ones."""
        shift = {n: (0.0, 0.0) for n in self.at}
        for n in self.locked:
            shift[n] = tuple(self.at[n][k] - self.base[n][k] for k in (0, 1))
        free = sorted(set(self.at) - self.locked)
        for _ in range(60):
            for n in free:
                near = [shift[m] for m in self.neighbours(n)]
                if near:
                    shift[n] = tuple(0.96 * sum(s[k] for s in near) / len(near) for k in (0, 1))
        for n in free:
            p = tuple(self.base[n][k] + shift[n][k] for k in (0, 1))
            if self.buurt(p):
                self.at[n] = p

    # Parks take whole blocks.

    def choose_blocks(self):
        """Blocks that kept some room when the lattice was bent."""
        self.built = {f for f in self.faces()
                      if plane.area(self.ring(f)) > 0.25 * self.spacing**2 and self.is_convex(f)
                      and self.buurt(plane.centroid(self.ring(f)))}

    def is_convex(self, face):
        r = self.ring(face)
        return all(0.05 < plane.turn(a, b, c) < 3
                   for a, b, c in zip(r[-1:] + r[:-1], r, r[1:] + r[:1]))

    def in_project(self, ring):
        """Whether a block lies in the planned zone between Carnegie-, Japura- and Paranadreef."""
        lines = {s["name"]: s["line"] for s, _ in self.ways}
        if "Japuradreef" not in lines:
            return False
        north = lines["Japuradreef"][-1], lines["Carnegiedreef"][1]
        outline = [*lines["Paranadreef"], north[1], *lines["Japuradreef"][::-1]]
        return plane.contains(outline, plane.centroid(ring))

    def plant(self, row, place):
        """Gives a park the blocks nearest to its place, not across a main road."""
        blocks = self.built - set(self.parks)
        wanted, have = float(row["hectare"]) * 1e4, 0.0
        middle = {f: plane.centroid(self.ring(f)) for f in blocks}
        edge = [min(blocks, key=lambda f: (math.dist(middle[f], place), f))]
        chosen = set()
        while edge and have < wanted * 0.93:
            face = min(edge, key=lambda f: (math.dist(middle[f], place), f))
            edge.remove(face)
            chosen.add(face)
            have += plane.area(self.ring(face))
            edge += [f for f in self.beside(face)
                     if f in blocks and f not in chosen and f not in edge]
        self.parks.update((face, row) for face in chosen)

    def beside(self, face):
        i, j = face
        borders = {(i + 1, j): ((i + 1, j), (i + 1, j + 1)), (i - 1, j): ((i, j), (i, j + 1)),
                   (i, j + 1): ((i, j + 1), (i + 1, j + 1)), (i, j - 1): ((i, j), (i + 1, j))}
        return [f for f, e in borders.items() if not self.is_barrier(self.edges.get(e))]

    @staticmethod
    def is_barrier(street):
        """Whether blocks on either side are apart: city roads, not a country lane."""
        return street is not None and street["kind"] == "main" and int(street["speed"]) != 60

    def union(self, faces, gap):
        """Polygons (outer ring first) of blocks together, moved inwards by `gap`."""
        edges = set()
        for face in faces:
            c = self.corners(face)
            edges.update(zip(c, c[1:] + c[:1]))
        edges = {(a, b) for a, b in edges if (b, a) not in edges}
        rings = [plane.inset([self.at[n] for n in ring], gap)
                 for ring in plane.chain(edges, self.at.get)]
        outers = [ring for ring in rings if plane.area(ring) > 0]
        holes = [ring for ring in rings if plane.area(ring) < 0]
        return [[outer] + [h for h in holes if plane.contains(outer, h[0])] for outer in outers]

    # The other edges become streets and paths, as many as keep the network in one piece.

    def fill(self, kinds):
        """Keeps a share of the unnamed edges, and all that hold the streets together."""
        groups, spare, barred = Groups(), [], self.motorway()
        for edge in self.edges:
            groups.join(*edge)
        for edge in self.all_edges():
            if edge in self.edges or barred.intersection(edge):
                continue
            here = kinds[self.buurt(plane.between(self.at[edge[0]], self.at[edge[1]], 0.5))
                         or self.buurt(self.at[edge[0]])]
            park = [self.parks[f]["naam"] for f in self.sides(edge) if f in self.parks]
            path = len(park) == 2 and park[0] == park[1]
            chance = plane.dice(self.key, "edge", edge).random()
            record = PATH if path else FAST if self.in_fast_block(edge) else STREET
            if chance < (0.6 if path else KEEP[here]):
                self.edges[edge] = record
                groups.join(*edge)
            elif here not in ("polder", "spoor"):
                spare.append((chance, edge, record))
        for _, edge, record in sorted(spare, key=lambda item: item[:2]):
            if groups.join(*edge):
                self.edges[edge] = record
        self.link(groups, barred)

    def in_fast_block(self, edge):
        return any(f in self.built and self.in_project(self.ring(f)) for f in self.sides(edge))

    def dig(self, tunnel, start, end):
        """A path under a road: joined at its ends only."""
        network = {n for e, s in self.edges.items() if s["kind"] != "main" for n in e}
        network -= {n for e, s in self.edges.items() if s["kind"] == "main" for n in e}
        a, b = self.nearest(start, network), self.nearest(end, network)
        self.tunnels.append({**tunnel, "nodes": [a, b]})
        self.under.setdefault(a, []).append(b)
        self.under.setdefault(b, []).append(a)

    def street(self, a, b):
        """The street between two nodes; None where there is none."""
        tunnel = next((t for t in self.tunnels if {a, b} == set(t["nodes"])), None)
        return self.edges.get((min(a, b), max(a, b)), tunnel)

    def motorway(self):
        """Nodes that only named streets may touch."""
        return {n for e, s in self.edges.items() if s["speed"] and int(s["speed"]) > 60 for n in e}

    def link(self, groups, barred):
        """Joins stray paths to the network, and drops what cannot be joined."""
        sizes = {}
        for a, b in self.edges:
            sizes[groups.find(a)] = sizes.get(groups.find(a), 0) + 1
        main = max(sizes, key=lambda g: (sizes[g], g))
        for group in sorted(sizes):
            if groups.find(group) == groups.find(main):
                continue
            network = {n for e in self.edges for n in e
                       if groups.find(n) == groups.find(main) and n not in barred}
            start = min(n for e in self.edges for n in e
                        if groups.find(n) == groups.find(group) and n not in barred)
            way = self.route(start, network, lambda a, b: None if b in barred else
                             self.length(a, b) * (0.2 if tuple(sorted((a, b))) in self.edges else 1))
            if way is None:
                self.edges = {e: s for e, s in self.edges.items()
                              if groups.find(e[0]) != groups.find(group)}
                continue
            for a, b in zip(way, way[1:]):
                self.edges.setdefault(tuple(sorted((a, b))), PATH)
                groups.join(a, b)


def street(kind, speed, cars):
    return {"kind": kind, "name": "", "speed": speed, "auto": cars, "trottoir": 1, "layer": 0,
            "source": "sketch", "confidence": "sketch"}


STREET, FAST, PATH = street("street", 30, 1), street("street", 50, 1), street("path", "", 0)


def measure(line, p):
    """Distance along a polyline of the point nearest to p."""
    q, _ = plane.nearest_on_line(line, p)
    passed = 0.0
    for a, b in zip(line, line[1:]):
        if plane.nearest_on_line([a, b], q)[1] < 1e-6:
            return passed + math.dist(a, q)
        passed += math.dist(a, b)
    return passed


def point_at(line, distance):
    for a, b in zip(line, line[1:]):
        step = math.dist(a, b)
        if distance <= step:
            return plane.between(a, b, distance / step)
        distance -= step
    return line[-1]


class Groups:
    """Which nodes hang together."""

    def __init__(self):
        self.parent = {}

    def find(self, n):
        self.parent.setdefault(n, n)
        while self.parent[n] != n:
            self.parent[n] = self.parent[self.parent[n]]
            n = self.parent[n]
        return n

    def join(self, a, b):
        """Whether a and b were apart."""
        a, b = self.find(a), self.find(b)
        self.parent[max(a, b)] = min(a, b)
        return a != b
