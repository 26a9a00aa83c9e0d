# SPDX-License-Identifier: EUPL-1.2
"""The data in the form that each way of working starts from, and what all workloads share."""
import numpy as np
import pyogrio
import shapely


def source(folder, layer):
    """Path and layer: overlapping green lies in a file of its own."""
    return folder / ("green_overlap.gpkg" if layer == "green_overlap" else "data.gpkg"), layer


def frame(folder, layer):
    """A GeoDataFrame."""
    path, name = source(folder, layer)
    return pyogrio.read_dataframe(path, layer=name)


def geometries(folder, layer):
    """An array of Shapely geometries."""
    path, name = source(folder, layer)
    return shapely.from_wkb(pyogrio.raw.read(path, layer=name, columns=[])[2])


def addresses(folder):
    """x, y and inhabitants as arrays, by GDAL's Arrow stream, without an object per point."""
    path, name = source(folder, "addresses")
    meta, table = pyogrio.raw.read_arrow(path, layer=name, columns=["inhabitants"])
    blobs = table[meta["geometry_name"] or "wkb_geometry"].combine_chunks()
    blobs = blobs.chunk(0) if hasattr(blobs, "chunk") else blobs
    # A point is 21 bytes: byte order, kind, x, y.
    points = np.frombuffer(blobs.buffers()[2], dtype=np.dtype("<u1,<u4,<f8,<f8"), count=len(blobs))
    return points["f2"].copy(), points["f3"].copy(), table["inhabitants"].to_numpy()


def buurten(folder):
    """Codes and geometries, in order of code."""
    path, name = source(folder, "buurten")
    _, _, blobs, (codes,) = pyogrio.raw.read(path, layer=name, columns=["buurtcode"])
    order = np.argsort(codes.astype(str))
    return codes[order].astype(str), shapely.from_wkb(blobs[order])


def statistics(distance, weight, owner, count, thresholds, quantiles):
    """Weighted mean, shares in per cent and quantiles per buurt; NaN where nobody lives.

    The p-quantile is the smallest distance such that the weight of all distances up to it is at least
    p of the total. `quantiles` are (numerator, denominator): weights are whole, so the test is exact.
    """
    used = (owner >= 0) & (weight > 0)
    distance, weight, owner = distance[used], weight[used].astype(np.int64), owner[used]
    order = np.lexsort((distance, owner))
    distance, weight, owner = distance[order], weight[order], owner[order]
    total = np.bincount(owner, weight, count)
    with np.errstate(invalid="ignore"):
        columns = {"mean": np.bincount(owner, weight * distance, count) / total}
        for threshold in thresholds:
            near = np.bincount(owner, weight * (distance <= threshold), count)
            columns[f"share_{threshold}"] = 100 * near / total
    starts = np.searchsorted(owner, np.arange(count))
    running = np.cumsum(weight) - (np.cumsum(weight) - weight)[np.minimum(starts, len(owner) - 1)][owner]
    for name, (numerator, denominator) in quantiles.items():
        enough = running * denominator >= numerator * total.astype(np.int64)[owner]
        # The first of its buurt that has enough: positions of the others are past the end.
        position = np.where(enough, np.arange(len(owner)), len(owner))
        first = np.full(count, len(owner))
        np.minimum.at(first, owner, position)
        columns[name] = np.where(first < len(owner), distance[np.minimum(first, len(owner) - 1)], np.nan)
    return columns


def walking_statistics(distance, weight, owner, count, thresholds, quantiles):
    """The same along streets: who has no way is in the denominators of shares only."""
    has_way = np.isfinite(distance)
    columns = statistics(np.where(has_way, distance, 0), np.where(has_way, weight, 0), owner, count, (), quantiles)
    everyone = statistics(distance, weight, owner, count, thresholds, {})
    return columns | {f"share_{threshold}": everyone[f"share_{threshold}"] for threshold in thresholds}


NEAREST = {"thresholds": (300, 500, 800), "quantiles": {"median": (1, 2), "p90": (9, 10)}}
LINES = {"thresholds": (300,), "quantiles": {}}
REACH = 500
# Segments of a quarter circle in every buffer: the usual choice of GeoPandas, 0.1 % low.
QUARTER = 16
# Nobody walks farther than this in a straight line to a street.
MAX_SNAP = 150.0
