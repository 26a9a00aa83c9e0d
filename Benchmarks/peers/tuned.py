# SPDX-License-Identifier: EUPL-1.2
"""The workloads as someone who knows Shapely 2, NumPy and SciPy well would write them, on all cores."""
import concurrent.futures
import os

import numpy as np
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

import inputs

CORES = os.cpu_count()


class Tuned:
    label = "Shapely, NumPy, SciPy"

    def __init__(self, folder):
        self.folder = folder
        self.codes, self.buurten = inputs.buurten(folder)
        self.x, self.y, self.weight = inputs.addresses(folder)
        self.layers = {}
        self.owner = None

    def layer(self, name):
        if name not in self.layers:
            self.layers[name] = inputs.geometries(self.folder, name)
        return self.layers[name]

    def prepare(self, workload):
        """Reads what a workload starts from; not timed."""
        for name in {"W2": ["meeting_places"], "W3": ["groene_lint"], "W4": ["meeting_places"], "W5": ["green"],
                     "W5b": ["green_overlap"], "W6": ["zones30"],
                     "W7": ["meeting_places", "edges"]}.get(workload, []):
            self.layer(name)
        if workload in ("W2", "W3", "W7") and self.owner is None:
            self.W1()

    def W1(self):
        """Points sorted by rows and columns of a grid; each buurt tests those in its box, prepared."""
        size = np.sqrt(shapely.area(self.buurten).mean()) / 4
        column = ((self.x - self.x.min()) / size).astype(np.int64)
        row = ((self.y - self.y.min()) / size).astype(np.int64)
        width = column.max() + 1
        cell = row * width + column
        order = np.argsort(cell, kind="stable")
        x, y = self.x[order], self.y[order]
        first = np.searchsorted(cell[order], np.arange((row.max() + 1) * width + 1))
        boxes = shapely.bounds(self.buurten)
        low = np.floor((boxes[:, :2] - [self.x.min(), self.y.min()]) / size).astype(int)
        high = np.floor((boxes[:, 2:] - [self.x.min(), self.y.min()]) / size).astype(int)
        low = np.maximum(low, 0)
        high = np.minimum(high, [width - 1, row.max()])
        owner = np.full(len(x), -1)

        def fill(buurt):
            shapely.prepare(self.buurten[buurt])
            (c0, r0), (c1, r1) = low[buurt], high[buurt]
            pieces = [np.arange(first[r * width + c0], first[r * width + c1 + 1])
                      for r in range(r0, r1 + 1) if c1 >= c0]
            rows = np.concatenate(pieces) if pieces else np.empty(0, int)
            owner[rows[shapely.contains_xy(self.buurten[buurt], x[rows], y[rows])]] = buurt

        parallel(fill, range(len(self.buurten)))
        self.owner = np.empty(len(x), int)
        self.owner[order] = owner
        inside = self.owner >= 0
        count = len(self.buurten)
        return {"addresses": np.bincount(self.owner[inside], minlength=count),
                "inhabitants": np.bincount(self.owner[inside], self.weight[inside], count)}

    def W2(self):
        places = shapely.get_coordinates(self.layer("meeting_places"))
        distance, _ = cKDTree(places).query(np.column_stack([self.x, self.y]), workers=-1)
        return inputs.statistics(distance, self.weight, self.owner, len(self.buurten), **inputs.NEAREST)

    def W3(self):
        distance = nearest_segment(self.layer("groene_lint"), self.x, self.y)
        return inputs.statistics(distance, self.weight, self.owner, len(self.buurten), **inputs.LINES)

    def W4(self):
        discs = shapely.buffer(self.layer("meeting_places"), inputs.REACH, quad_segs=inputs.QUARTER)
        return {"share": 100 * self.cover(discs) / shapely.area(self.buurten)}

    def W5(self):
        """Whole areas of those within one buurt; only those across a border are cut."""
        green = self.layer("green")

        def area(buurt, rows):
            within, across = self.split(buurt, green[rows])
            return shapely.area(within).sum() + shapely.area(across).sum()

        return {"m2": self.each_buurt(green, area)}

    def W5b(self):
        """Those across a border are cut first, then the pieces of each buurt are united."""
        green = self.layer("green_overlap")

        def area(buurt, rows):
            return shapely.area(shapely.union_all(np.concatenate(self.split(buurt, green[rows]))))

        return {"m2": self.each_buurt(green, area)}

    def W6(self):
        return {"share": 100 * self.cover(self.layer("zones30")) / shapely.area(self.buurten)}

    def W7(self):
        """From a node beyond all facilities, over nodes, with both on the nearest point of the nearest street."""
        places = shapely.get_coordinates(self.layer("meeting_places"))
        streets = Streets(self.layer("edges"))
        distance = streets.distances(places, np.column_stack([self.x, self.y]))
        return inputs.walking_statistics(distance, self.weight, self.owner, len(self.buurten), **inputs.NEAREST)

    def W8(self):
        inputs.buurten(self.folder)
        inputs.addresses(self.folder)
        return {}

    def split(self, buurt, shapes):
        """Shapes wholly in a buurt, and the parts in it of those that are not."""
        home = self.buurten[buurt]
        shapely.prepare(home)
        within = shapely.covers(home, shapes)
        rest = shapes[~within]
        return shapes[within], shapely.intersection(home, rest[shapely.intersects(home, rest)])

    def each_buurt(self, shapes, area):
        """`area(buurt, rows)` per buurt with the rows of the shapes whose box meets its box.

        A thread takes a buurt whole: a prepared geometry must not be used by two at a time.
        """
        buurt, rows = shapely.STRtree(shapes).query(self.buurten)
        first = np.searchsorted(buurt, np.arange(len(self.buurten) + 1))
        areas = np.zeros(len(self.buurten))

        def work(i):
            areas[i] = area(i, rows[first[i]:first[i + 1]])

        parallel(work, range(len(self.buurten)))
        return areas

    def cover(self, shapes):
        """Area of each buurt under the union of its own few shapes."""

        def area(buurt, rows):
            home = self.buurten[buurt]
            shapely.prepare(home)
            mine = shapes[rows][shapely.intersects(home, shapes[rows])]
            return shapely.area(shapely.intersection(home, shapely.union_all(mine))) if len(mine) else 0

        return self.each_buurt(shapes, area)


def parallel(work, items):
    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        list(pool.map(work, items))


class Streets:
    """Segments of lines that meet where they share vertices."""

    PIECE = 40.0
    # Streets as near as the nearest, to so many metres: whoever is there may take any of them.
    TIE = 1e-6

    def __init__(self, lines):
        points, part = shapely.get_coordinates(lines, return_index=True)
        nodes, number = np.unique(points, axis=0, return_inverse=True)
        inner = part[:-1] == part[1:]
        self.a, self.b = points[:-1][inner], points[1:][inner]
        number = number.reshape(-1)
        self.u, self.v = number[:-1][inner], number[1:][inner]
        self.length = np.hypot(*(self.b - self.a).T)
        self.nodes = len(nodes)
        # Pieces of at most so many metres: the nearest middle is then near the nearest street.
        count = np.maximum(np.ceil(self.length / self.PIECE).astype(int), 1)
        self.segment = np.repeat(np.arange(len(count)), count)
        turn = np.arange(len(self.segment)) - np.repeat(np.cumsum(count) - count, count)
        share = (turn + 0.5) / count[self.segment]
        self.tree = cKDTree(self.a[self.segment] + share[:, None] * (self.b - self.a)[self.segment])

    def project(self, points):
        """Point, segment, metres along it and to it; a row for each segment where several are as near."""
        point, segment = [], []
        for start in range(0, len(points), 65_536):
            rows, k = np.arange(start, min(start + 65_536, len(points))), 4
            while len(rows):
                k = min(k, len(self.segment))
                reach, found = self.tree.query(points[rows], k=list(range(1, k + 1)), workers=-1)
                near = self.segment[found]
                metres = to_segments(points[rows], self.a[near], self.b[near])
                best = metres.min(axis=1) + self.TIE
                # As in nearest_segment; beyond MAX_SNAP nobody asks which it is.
                done = (reach[:, -1] - self.PIECE / 2 >= np.minimum(best, inputs.MAX_SNAP)) | (k == len(self.segment))
                row, column = np.nonzero((metres <= best[:, None]) & done[:, None])
                point.append(rows[row])
                segment.append(near[row, column])
                rows = rows[~done]
                k *= 3
        point, segment = np.concatenate(point), np.concatenate(segment)
        a, b, p = self.a[segment], self.b[segment], points[point]
        return point, segment, shares(p, a, b) * self.length[segment], to_segments(p, a[:, None], b[:, None])[:, 0]

    def distances(self, places, points):
        """From each point to the nearest place, connectors included."""
        _, row, along, connector = self.project(places)
        kept = connector <= inputs.MAX_SNAP
        row, along, connector = row[kept], along[kept], connector[kept]
        # A node beyond all facilities, from which one comes to the ends of their streets.
        start = np.full(len(row), self.nodes)
        tail = np.concatenate([self.u, self.v, start, start])
        head = np.concatenate([self.v, self.u, self.u[row], self.v[row]])
        metres = np.concatenate([self.length, self.length, connector + along, connector + self.length[row] - along])
        # Of parallel edges the shortest: a sparse matrix would add them up.
        order = np.lexsort((metres, head, tail))
        tail, head, metres = tail[order], head[order], metres[order]
        first = np.ones(len(tail), bool)
        first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
        graph = csr_matrix((np.maximum(metres, 1e-12)[first], (tail[first], head[first])),
                           shape=(self.nodes + 1, self.nodes + 1))
        node = dijkstra(graph, indices=self.nodes)
        point, at, position, to_street = self.project(points)
        best = np.minimum(node[self.u[at]] + position, node[self.v[at]] + self.length[at] - position)
        best = self.on_one_street(best, at, position, row, along, connector)
        result = np.full(len(points), np.inf)
        np.minimum.at(result, point, np.where(to_street <= inputs.MAX_SNAP, best + to_street, np.inf))
        return result

    def on_one_street(self, best, at, position, row, along, connector):
        """The same or less, where a facility is on the point's own segment."""
        order = np.argsort(row, kind="stable")
        low, high = np.searchsorted(row[order], at), np.searchsorted(row[order], at, side="right")
        for turn in range((high - low).max()):
            here = np.flatnonzero(low + turn < high)
            k = order[low[here] + turn]
            best[here] = np.minimum(best[here], connector[k] + np.abs(position[here] - along[k]))
        return best


def shares(p, a, b):
    """Share of the way along each point's own segment."""
    direction = b - a
    square = (direction**2).sum(axis=1)
    return np.clip(((p - a) * direction).sum(axis=1) / np.where(square > 0, square, 1), 0, 1)


def nearest_segment(lines, x, y):
    """Distance to the nearest segment: the k nearest middles, until they prove the answer.

    A segment is at least its middle's distance less half its length away, so what lies beyond the
    k-th middle is farther than that distance less the longest half.
    """
    parts = shapely.get_parts(lines)
    points, part = shapely.get_coordinates(parts, return_index=True)
    inner = part[:-1] == part[1:]
    a, b = points[:-1][inner], points[1:][inner]
    tree = cKDTree((a + b) / 2)
    half = np.hypot(*(b - a).T).max() / 2
    position = np.column_stack([x, y])
    best = np.empty(len(x))
    for start in range(0, len(x), 65_536):
        open_rows = np.arange(start, min(start + 65_536, len(x)))
        k = 4
        while len(open_rows):
            k = min(k, len(a))
            reach, found = tree.query(position[open_rows], k=list(range(1, k + 1)), workers=-1)
            best[open_rows] = to_segments(position[open_rows], a[found], b[found]).min(axis=1)
            proven = (reach[:, -1] - half >= best[open_rows]) | (k == len(a))
            open_rows = open_rows[~proven]
            k *= 3
    return best


def to_segments(p, a, b):
    """Distances of each point to its own row of segments."""
    direction, offset = b - a, p[:, None, :] - a
    square = (direction**2).sum(axis=2)
    along = (offset * direction).sum(axis=2) / np.where(square > 0, square, 1)
    rest = offset - np.clip(along, 0, 1)[..., None] * direction
    return np.hypot(rest[..., 0], rest[..., 1])
