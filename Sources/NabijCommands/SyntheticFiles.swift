// SPDX-License-Identifier: EUPL-1.2
import SyntheticTown

/// Files of `nabij synthesise`: names and project files.
enum SyntheticFiles {
    static let data = "data.gpkg"
    static let overlap = "green_overlap.gpkg"
    static let overlapLayer = "green_overlap"
    static let projectFile = "project.yaml"
    static let benchmarkFile = "benchmark.yaml"
    static let all = [data, overlap, projectFile, benchmarkFile]

    /// A project with every layer.
    static func project(_ town: SyntheticTown) -> String {
        head(town) + """
              groups: {wijk: {code: wijkcode, name: wijk}, gemeente: {code: gemeentecode, name: gemeente}}
              attributes: [aantal_inwoners]
            layers:
              addresses:      {role: population, source: data.gpkg, layer: addresses, weight: inhabitants, rescale_to: aantal_inwoners}
              meeting_places: {role: destination, source: data.gpkg, layer: meeting_places, name: naam}
              groene_lint:    {role: destination, source: data.gpkg, layer: groene_lint, name: naam}
              zones30:        {role: zone, source: data.gpkg, layer: zones30, name: naam, speed: 30, from: jaar_van}
              renovations:    {role: site, source: data.gpkg, layer: renovations, name: naam, size: woningen, from: start, until: eind}
              green:          {role: green, source: data.gpkg, layer: green, public: openbaar}
              green_overlap:  {role: green, source: green_overlap.gpkg, layer: green_overlap, public: openbaar}
              trees:          {role: trees, source: data.gpkg, layer: trees, crown: kroondiameter}
              streets:        {role: streets, source: data.gpkg, layer: edges, speed: maxspeed, walkable: foot, cars: auto, footway: trottoir}
              crossings:      {role: crossings, source: data.gpkg, layer: crossings, name: naam}
            year: 2024

            """
    }

    /// The layers that are measured against other programs, with what all such data sets have.
    static func benchmark(_ town: SyntheticTown) -> String {
        head(town) + """
              groups: {gemeente: gemeente}
            layers:
              addresses:      {role: population, source: data.gpkg, layer: addresses, weight: inhabitants}
              meeting_places: {role: destination, source: data.gpkg, layer: meeting_places, name: naam}
              groene_lint:    {role: destination, source: data.gpkg, layer: groene_lint, name: naam}
              zones30:        {role: zone, source: data.gpkg, layer: zones30}
              green:          {role: green, source: data.gpkg, layer: green}
              green_overlap:  {role: green, source: green_overlap.gpkg, layer: green_overlap}
              streets:        {role: streets, source: data.gpkg, layer: edges, speed: maxspeed}

            """
    }

    private static func head(_ town: SyntheticTown) -> String {
        """
        # Made by "nabij synthesise --scale \(town.scale.name) --seed \(town.seed)": nothing in it is real.
        project: Synthetic \(town.scale.name), seed \(town.seed)
        crs: EPSG:28992
        buurten:
          source: data.gpkg
          layer: buurten
          code: buurtcode
          name: buurtnaam

        """
    }
}
