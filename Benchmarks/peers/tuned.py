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
