# SPDX-License-Identifier: EUPL-1.2
"""The workloads as a GIS analyst writes them with GeoPandas."""
import geopandas
import numpy as np
import pandas as pd

import inputs


class Plain:
    label = "GeoPandas"

    def __init__(self, folder):
        self.folder = folder
        self.frames = {}
        self.buurten = self.frame("buurten").sort_values("buurtcode").reset_index(drop=True)
        self.codes = self.buurten["buurtcode"].to_numpy(str)
        self.assigned = None

    def frame(self, name):
        if name not in self.frames:
            self.frames[name] = inputs.frame(self.folder, name)
        return self.frames[name]

    def prepare(self, workload):
        layers = {"W1": "addresses", "W2": "meeting_places", "W3": "groene_lint", "W4": "meeting_places",
                  "W5": "green", "W5b": "green_overlap", "W6": "zones30"}
        if workload in layers:
            self.frame(layers[workload])
        if workload in ("W2", "W3") and self.assigned is None:
            self.frame("addresses")
            self.W1()

    def W1(self):
        joined = self.frame("addresses").sjoin(
            self.buurten[["buurtcode", "geometry"]], predicate="within", how="left")
        self.assigned = joined[~joined.index.duplicated()]
        groups = self.assigned.groupby("buurtcode")["inhabitants"]
        return {"addresses": self.ordered(groups.size(), 0), "inhabitants": self.ordered(groups.sum(), 0)}

    def W2(self):
        return self.nearest("meeting_places", **inputs.NEAREST)

    def W3(self):
        return self.nearest("groene_lint", **inputs.LINES)

    def nearest(self, layer, thresholds, quantiles):
        people = self.assigned[(self.assigned["inhabitants"] > 0) & self.assigned["buurtcode"].notna()]
        people = people[["buurtcode", "inhabitants", "geometry"]]
        near = people.sjoin_nearest(self.frame(layer)[["geometry"]], distance_col="distance")
        near = near[~near.index.duplicated()].sort_values("distance")

        def summary(group):
            weight, distance = group["inhabitants"].to_numpy(), group["distance"].to_numpy()
            total, running = weight.sum(), weight.cumsum()
            row = {"mean": (weight * distance).sum() / total}
            for threshold in thresholds:
                row[f"share_{threshold}"] = 100 * weight[distance <= threshold].sum() / total
            for name, (numerator, denominator) in quantiles.items():
                row[name] = distance[np.argmax(running * denominator >= numerator * total)]
            return pd.Series(row)

        table = near.groupby("buurtcode")[["inhabitants", "distance"]].apply(summary)
        return {name: self.ordered(table[name], np.nan) for name in table}

    def W4(self):
        discs = self.frame("meeting_places").buffer(inputs.REACH, quad_segs=inputs.QUARTER)
        cover = geopandas.GeoDataFrame(geometry=[discs.union_all()], crs=self.buurten.crs)
        return {"share": 100 * self.overlap(cover) / self.buurten.area.to_numpy()}

    def W5(self):
        return {"m2": self.overlap(self.frame("green"))}

    def W5b(self):
        united = self.frame("green_overlap").union_all()
        pieces = geopandas.GeoDataFrame(geometry=[united], crs=self.buurten.crs).explode()
        return {"m2": self.overlap(pieces)}

    def W6(self):
        united = geopandas.GeoDataFrame(geometry=[self.frame("zones30").union_all()], crs=self.buurten.crs)
        return {"share": 100 * self.overlap(united) / self.buurten.area.to_numpy()}

    def overlap(self, shapes):
        pieces = self.buurten[["buurtcode", "geometry"]].overlay(shapes[["geometry"]], keep_geom_type=True)
        return self.ordered(pieces.area.groupby(pieces["buurtcode"]).sum(), 0)

    def W8(self):
        inputs.frame(self.folder, "buurten")
        inputs.frame(self.folder, "addresses")
        return {}

    def ordered(self, series, absent):
        return series.reindex(self.codes).fillna(absent).to_numpy()
