// SPDX-License-Identifier: EUPL-1.2
public import Planar
import SpatialIndex

/// Which buurt each address lies in, with the index that told it.
///
/// Checking a project needs it, and so does measuring: it is worked out once for both.
public struct Assignment: Sendable {
    /// Per address the row of its buurt; -1 for those outside every buurt.
    public let buurtOfAddress: [Int32]
    /// The buurten, indexed for so many addresses.
    let coverage: CoverageIndex

    /// Finds the buurt of every address.
    ///
    /// - Parameters:
    ///   - population: The addresses; `nil` for none, so that only the buurten are indexed.
    ///   - buurten: Polygons in metres; `feature` is the row of the buurt.
    ///   - threads: At most so many threads; the result is the same for any number.
    /// - Complexity: O(addresses + vertices).
    public init(of population: Population?, in buurten: PolygonSet, threads: Int) {
        let count = population?.count ?? 0
        let coverage = CoverageIndex(buurten, pointCount: count, threads: threads)
        self.coverage = coverage
        buurtOfAddress = filledColumn(count: count, initial: Int32(-1), threads: threads) {
            (rows, output: inout MutableSpan<Int32>) in
            guard let population else { return }
            coverage.assign(
                x: population.x.span.extracting(rows), y: population.y.span.extracting(rows),
                into: &output)
        }
    }
}
