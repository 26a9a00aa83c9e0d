// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestSupport
import Testing

/// Styles as the program writes them, for every table that can be drawn.
@Suite struct LayerStylesTests {
    @Test func everyIndicatorHasAStyleAndOneIsShown() throws {
        try TestFolders.temporary { folder in
            let result = try NabijProcess.run(["run", "town/town.yaml", "--out", folder + "/out"])
            #expect(result.code == 0, "\(result.errors)")
            let file = try Data(contentsOf: URL(fileURLWithPath: folder + "/out/nabij.gpkg"))
            // SQLite stores texts as they are.
            for text in [
                "hubs_distance_mean&quot; IS NULL", "green_share&quot; IS NULL", "absent_values",
                "type=\"marker\"", "type=\"line\"",
            ] {
                #expect(file.range(of: Data(text.utf8)) != nil, "\(text)")
            }
        }
    }
}
