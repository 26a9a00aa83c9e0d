// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Testing

@Suite struct CatalogueEntryTests {
    @Test func patternsInTheOrderOfTheTable() {
        #expect(
            catalogueEntries.map(\.pattern) == [
                "L_distance_mean", "L_distance_median", "L_distance_p90", "L_distance_max",
                "L_distance_share_T", "L_walk_mean", "L_walk_median", "L_walk_p90", "L_walk_max",
                "L_walk_share_T", "L_walk_unreached_share", "L_safe_walk_mean",
                "L_safe_walk_median",
                "L_safe_walk_p90", "L_safe_walk_max", "L_safe_walk_share_T",
                "L_safe_walk_unreached_share", "L_safe_walk_lost_T", "L_reach_T_mean",
                "L_walk_reach_T_mean", "L_area_share_T", "L_count", "L_length", "L_area",
                "L_2sfca_T", "Z_cover_share", "Z_people_share", "streets_length",
                "streets_30_share", "G_area", "G_share", "G_per_inhabitant",
                "G_within_500_per_dwelling", "G_access_T_Hha", "G_walk_access_T_Hha",
                "G_3_30_300", "G_3_30_300_trees", "G_3_30_300_crowns", "G_3_30_300_access",
                "S_count", "S_size", "S_near_L_T_share",
                "S_in_Z_share", "L_distance_mean_gini", "L_distance_mean_palma",
            ])
    }

    @Test func textsAreFilledIn() {
        for entry in catalogueEntries {
            #expect(!entry.definition.contains("{"), "\(entry.pattern)")
            #expect(["m", "%", "m2", "count", "ratio"].contains(entry.unit), "\(entry.pattern)")
            #expect(!entry.source.isEmpty && !entry.roles.isEmpty)
        }
    }
}
