# SPDX-License-Identifier: EUPL-1.2
"""The workloads as someone who knows Shapely 2, NumPy and SciPy well would write them, on all cores."""
import concurrent.futures
import os

import numpy as np
import shapely
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
        for name in {"W2": ["meeting_places"], "W3": ["groene_lint"], "W4": ["meeting_places"],
                     "W5": ["green"], "W5b": ["green_overlap"], "W6": ["zones30"]}.get(workload, []):
            self.layer(name)
        if workload in ("W2", "W3") and self.owner is None:
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
        buurt, piece, first = self.pairs(green)
        area = np.empty(len(piece))

        def measure(i):
            rows = np.arange(first[i], first[i + 1])
            one = green[piece[rows]]
            shapely.prepare(self.buurten[i])
            within = shapely.covers(self.buurten[i], one)
            area[rows[within]] = shapely.area(one[within])
            area[rows[~within]] = shapely.area(shapely.intersection(self.buurten[i], one[~within]))

        parallel(measure, range(len(self.buurten)))
        return {"m2": np.bincount(buurt, area, len(self.buurten))}

    def W5b(self):
        """Those across a border are cut first, then the pieces of each buurt are united."""
        green = self.layer("green_overlap")
        _, piece, first = self.pairs(green)
        area = np.zeros(len(self.buurten))

        def unite(i):
            mine = green[piece[first[i]:first[i + 1]]]
            shapely.prepare(self.buurten[i])
            across = ~shapely.covers(self.buurten[i], mine)
            mine[across] = shapely.intersection(self.buurten[i], mine[across])
            area[i] = shapely.area(shapely.union_all(mine))

        parallel(unite, range(len(self.buurten)))
        return {"m2": area}

    def W6(self):
        return {"share": 100 * self.cover(self.layer("zones30")) / shapely.area(self.buurten)}

    def W8(self):
        inputs.buurten(self.folder)
        inputs.addresses(self.folder)
        return {}

    def pairs(self, shapes):
        """Pairs that meet, by buurt, and where each buurt begins.

        A thread takes a buurt whole: a prepared geometry must not be used by two at a time.
        """
        piece, buurt = shapely.STRtree(self.buurten).query(shapes, predicate="intersects")
        order = np.argsort(buurt, kind="stable")
        buurt = buurt[order]
        return buurt, piece[order], np.searchsorted(buurt, np.arange(len(self.buurten) + 1))

    def cover(self, shapes):
        """Area of each buurt under the union of its own few shapes."""
        buurt, shape = shapely.STRtree(shapes).query(self.buurten, predicate="intersects")
        first = np.searchsorted(buurt, np.arange(len(self.buurten) + 1))
        area = np.zeros(len(self.buurten))

        def unite(i):
            mine = shapes[shape[first[i]:first[i + 1]]]
            if len(mine):
                area[i] = shapely.area(shapely.intersection(self.buurten[i], shapely.union_all(mine)))

        parallel(unite, range(len(self.buurten)))
        return area


def parallel(work, items):
    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        list(pool.map(work, items))


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
