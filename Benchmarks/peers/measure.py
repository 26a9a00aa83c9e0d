# SPDX-License-Identifier: EUPL-1.2
"""Runs the workloads of one way of working; tools/compare-with-peers starts it.

    PYTHON measure.py tuned|plain DATA RESULTS.json W1 W2 ...

Each workload is run three times, or once where it takes longer than 20 s. Written are the seconds, the
values per buurt, and the versions.
"""
import gc
import json
import pathlib
import platform
import sys
import time

import geopandas
import numpy
import pyogrio
import scipy
import shapely

from plain import Plain
from tuned import Tuned


def timed(work):
    gc.collect()
    start = time.perf_counter()
    values = work()
    return time.perf_counter() - start, values


def measure(way, workload):
    way.prepare(workload)
    seconds, values = timed(getattr(way, workload))
    runs = [seconds]
    while seconds < 20 and len(runs) < 3:
        runs.append(timed(getattr(way, workload))[0])
    columns = {name: [None if v != v else float(v) for v in column] for name, column in values.items()}
    return {"runs": runs, "values": columns}


def main():
    kind, folder, results, *workloads = sys.argv[1:]
    way = {"tuned": Tuned, "plain": Plain}[kind](pathlib.Path(folder))
    measured = {}
    for workload in workloads:
        if not hasattr(way, workload):
            continue
        print(f"{way.label}: {workload}", file=sys.stderr, flush=True)
        measured[workload] = measure(way, workload)
    versions = {"Python": platform.python_version(), "Shapely": shapely.__version__,
                "GEOS": shapely.geos_version_string, "NumPy": numpy.__version__, "SciPy": scipy.__version__,
                "GeoPandas": geopandas.__version__, "pyogrio": pyogrio.__version__,
                "its GDAL": pyogrio.__gdal_version_string__}
    pathlib.Path(results).write_text(json.dumps(
        {"label": way.label, "codes": list(way.codes), "workloads": measured, "versions": versions}))


main()
