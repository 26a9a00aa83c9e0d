# SPDX-License-Identifier: EUPL-1.2
"""Sketches a seamless coverage of buurten from published middles, hectares and a hand-drawn frame.

A power diagram: every buurt gets the places that are nearer to its middle than to another's, after
a handicap per buurt that is adjusted until the areas have the published proportions. Shared
borders then get one wiggle, the same for both sides.
"""
import math

from . import plane

ROUNDS = 400


def clip(ring, a, b, c):
    """The part of a ring where a x + b y <= c."""
    kept = []
    for p, q in zip(ring, ring[1:] + ring[:1]):
        dp, dq = a * p[0] + b * p[1] - c, a * q[0] + b * q[1] - c
        if dp <= 0:
            kept.append(p)
        if (dp < 0 < dq) or (dq < 0 < dp):
            kept.append(plane.between(p, q, dp / (dp - dq)))
    return kept


def power_cell(i, sites, handicaps, frame):
    (x, y), ring = sites[i], frame
    for j, (sx, sy) in enumerate(sites):
        if j != i and ring:
            bound = (sx * sx + sy * sy - handicaps[j]) - (x * x + y * y - handicaps[i])
            ring = clip(ring, 2 * (sx - x), 2 * (sy - y), bound)
    return ring


def settle(sites, targets, frame):
    """Cells whose areas are near the targets and whose middles are near the sites."""
    ox, oy = frame[0]
    frame = [(x - ox, y - oy) for x, y in frame]
    goals = [(x - ox, y - oy) for x, y in sites]
    moving, handicaps = list(goals), [0.0] * len(goals)
    for turn in range(ROUNDS):
        cells = [power_cell(i, moving, handicaps, frame) for i in range(len(goals))]
        for i, cell in enumerate(cells):
            handicaps[i] += 0.2 * (targets[i] - (plane.area(cell) if len(cell) > 2 else 0))
            if turn % 4 == 0 and turn < ROUNDS * 3 // 4 and len(cell) > 2:
                cx, cy = plane.centroid(cell)
                moving[i] = pull(
                    moving[i], goals[i], (goals[i][0] - cx, goals[i][1] - cy),
                    0.2 * math.sqrt(targets[i]))
    return [[(x + ox, y + oy) for x, y in cell] for cell in cells]


def pull(site, goal, error, reach):
    """A step against the error of the middle, never far from the published place."""
    return tuple(min(g + reach, max(g - reach, s + 0.1 * e)) for s, g, e in zip(site, goal, error))


def snap(cells):
    """Gives corners that cells share the same coordinates, to a decimetre."""
    corners = []

    def corner(p):
        for q in corners:
            if math.dist(p, q) < 3:
                return q
        corners.append((round(p[0], 1), round(p[1], 1)))
        return corners[-1]

    snapped = []
    for cell in cells:
        ring = [corner(p) for p in cell]
        snapped.append([p for p, q in zip(ring, ring[1:] + ring[:1]) if p != q])
    return snapped


def wiggle(a, b):
    """Points between a and b on a line that sways a little; the same line from either end."""
    if b < a:
        return wiggle(b, a)[::-1]
    steps = int(math.dist(a, b) // 45)
    ux, uy = plane.unit(a, b)
    random = plane.dice("wiggle", a, b)
    size, phase = min(11, math.dist(a, b) * 0.03), random.random() * 6
    points = []
    for k in range(1, steps):
        t = k / steps
        sway = size * math.sin(math.pi * t) * math.sin(phase + 9 * t) + 3 * (random.random() - 0.5)
        x, y = plane.between(a, b, t)
        points.append((round(x - uy * sway, 1), round(y + ux * sway, 1)))
    return points


def outlines(owners, cells):
    """One ring per owner: its cells dissolved, with wiggly borders."""
    rings = {}
    for owner in sorted(set(owners)):
        edges = set()
        for of, cell in zip(owners, cells):
            if of == owner:
                edges.update(zip(cell, cell[1:] + cell[:1]))
        edges = {(a, b) for a, b in edges if (b, a) not in edges}
        found = plane.chain(edges)
        if len(found) != 1:
            raise ValueError(f"{owner}: the sketch falls apart into {len(found)} pieces")
        ring = []
        for a, b in zip(found[0], found[0][1:] + found[0][:1]):
            ring += [a] + wiggle(a, b)
        rings[owner] = ring
    return rings


def coverage(buurten, sites, frame):
    """The ring of every buurt of one district, by code."""
    hectares = {row["buurtcode"]: float(row["hectare"]) for row in buurten}
    scale = plane.area(frame) / sum(hectares.values())
    owners = [row["buurtcode"] for row in sites]
    places = [(float(row["x"]), float(row["y"])) for row in sites]
    targets = [hectares[row["buurtcode"]] * float(row["share"]) * scale for row in sites]
    return outlines(owners, snap(settle(places, targets, frame)))
