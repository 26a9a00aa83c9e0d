// SPDX-License-Identifier: EUPL-1.2
import Synchronization
import Testing

@testable import GeoFiles

@Suite struct OrderedJobsTests {
    @Test(arguments: [1, 2, 7, 50])
    func outcomesComeInTheOrderOfTheJobs(threads: Int) throws {
        let outcomes = try OrderedJobs.run(20, threads: threads) { row in row * row }
        #expect(outcomes == (0..<20).map { $0 * $0 })
    }

    @Test(arguments: [1, 2, 7])
    func theFirstFailureInOrderIsThrown(threads: Int) {
        for _ in 0..<50 {
            let error = #expect(throws: GeoFileError.self) {
                _ = try OrderedJobs.run(20, threads: threads) { row throws(GeoFileError) in
                    if row >= 3 { throw GeoFileError(.badData, "job \(row)") }
                    return row
                }
            }
            #expect(error?.message == "job 3")
        }
    }

    @Test func nothingIsBegunAfterAFailure() {
        let begun = Mutex<[Int]>([])
        _ = try? OrderedJobs.run(20, threads: 1) { row throws(GeoFileError) in
            begun.withLock { $0.append(row) }
            if row == 2 { throw GeoFileError(.badData, "stop") }
            return row
        }
        #expect(begun.withLock { $0 } == [0, 1, 2])
    }

    @Test func noJobsGiveNothing() throws {
        #expect(try OrderedJobs.run(0, threads: 2) { $0 }.isEmpty)
    }
}
