# SPDX-License-Identifier: EUPL-1.2
"""Small plane geometry on lists of (x, y), and the conversion of degrees to RD."""
import math
import random


def rd(longitude, latitude):
    """RD metres of a place in degrees, to about half a metre (polynomial of Schreutelkamp and
    Strang van Hees, 2001)."""
    f, g = 0.36 * (latitude - 52.15517440), 0.36 * (longitude - 5.38720621)
    x = (155000 + 190094.945 * g - 11832.228 * f * g - 114.221 * f * f * g - 32.391 * g**3
         - 0.705 * f - 2.340 * f**3 * g - 0.608 * f * g**3 - 0.008 * g * g + 0.148 * f * f * g**3)
    y = (463000 + 309056.544 * f + 3638.893 * g * g + 73.077 * f * f - 157.984 * f * g * g
         + 59.788 * f**3 + 0.433 * g - 6.439 * f * f * g * g - 0.032 * f * g + 0.092 * g**4
         - 0.054 * f * g**4)
    return x, y


def dice(*key):
    """A random generator fixed by its key: adding one feature does not move the others."""
    return random.Random("|".join(str(part) for part in key))


def between(a, b, t):
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def area(ring):
    """Signed area of an open ring; counter-clockwise is positive."""
    ox, oy = ring[0]
    doubled = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        doubled += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
    return doubled / 2


def centroid(ring):
    ox, oy = ring[0]
    sx = sy = doubled = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
        doubled += cross
        sx += (ax + bx - 2 * ox) * cross
        sy += (ay + by - 2 * oy) * cross
    return ox + sx / (3 * doubled), oy + sy / (3 * doubled)


def contains(ring, p):
    x, y = p
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def nearest_on_line(line, p):
    """The point of a polyline that is nearest to p, and its distance."""
    best = (math.inf, line[0])
    for a, b in zip(line, line[1:]):
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = dx * dx + dy * dy
        t = 0 if length == 0 else ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
        q = between(a, b, min(1, max(0, t)))
        best = min(best, (math.dist(p, q), q))
    return best[1], best[0]


def inset(ring, distance):
    """A ring moved inwards; for rings whose sides are long against the distance."""
    moved = []
    for a, b, c in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1]):
        u, v = unit(a, b), unit(b, c)
        nx, ny = -(u[1] + v[1]), u[0] + v[0]
        scale = distance * 2 / max(nx * nx + ny * ny, 0.8)
        moved.append((b[0] + nx * scale, b[1] + ny * scale))
    return moved


def unit(a, b):
    length = math.dist(a, b) or 1
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def chain(edges, place=lambda node: node):
    """The rings of a set of directed edges, interior on the left; split where rings touch."""
    following = {}
    for a, b in sorted(edges):
        following.setdefault(a, []).append(b)
    rings = []
    while following:
        start = min(following)
        ring, before, at = [], None, start
        while at in following:
            ring.append(at)
            ends = following[at]
            step = ends[0] if before is None else max(
                ends, key=lambda end: turn(place(before), place(at), place(end)))
            ends.remove(step)
            if not ends:
                del following[at]
            before, at = at, step
        rings.append(ring)
    return rings


def turn(a, b, c):
    """Angle by which the way a, b, c bends; positive to the left."""
    angle = math.atan2(c[1] - b[1], c[0] - b[0]) - math.atan2(b[1] - a[1], b[0] - a[0])
    return (angle + math.pi) % (2 * math.pi) - math.pi


def corridor(line, width):
    """A polygon around a polyline, `width` to either side."""
    sides = []
    for way in (line, line[::-1]):
        for k, p in enumerate(way):
            u = unit(way[max(0, k - 1)], way[min(len(way) - 1, k + 1)])
            sides.append((p[0] + u[1] * width, p[1] - u[0] * width))
    return sides
