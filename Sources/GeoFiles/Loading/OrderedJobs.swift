// SPDX-License-Identifier: EUPL-1.2
import Dispatch
import Synchronization

/// Jobs that share nothing, taken in their order by as many threads as allowed.
///
/// Outcomes come in the order of the jobs, and the error thrown is that of the first job that fails,
/// whatever the threads do. Jobs after a failed one are not begun any more.
enum OrderedJobs {
    /// Runs `count` jobs.
    static func run<Outcome: Sendable>(
        _ count: Int, threads: Int,
        _ job: @escaping @Sendable (Int) throws(GeoFileError) -> Outcome
    ) throws(GeoFileError) -> [Outcome] {
        guard count > 0 else { return [] }
        let results = Mutex([Result<Outcome, GeoFileError>?](repeating: nil, count: count))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(max(1, threads), count)) { _ in
            while true {
                let row = next.add(1, ordering: .relaxed).oldValue
                guard row < count else { return }
                let result = outcome(row, job)
                // Jobs before this one have been taken, so that the first failure is among the results.
                if case .failure = result { next.store(count, ordering: .relaxed) }
                results.withLock { $0[row] = result }
            }
        }
        var outcomes: [Outcome] = []
        for result in results.withLock({ $0 }) {
            if let result { outcomes.append(try result.get()) }
        }
        return outcomes
    }

    /// The outcome of a job as a value, for another thread to take.
    private static func outcome<Outcome>(
        _ row: Int, _ job: (Int) throws(GeoFileError) -> Outcome
    ) -> Result<Outcome, GeoFileError> {
        do throws(GeoFileError) { return .success(try job(row)) } catch { return .failure(error) }
    }
}
