// SPDX-License-Identifier: EUPL-1.2
import Synchronization
import TestSupport
import Testing

@testable import Neighbourhoods

@Suite struct AddressOrderTests {
    private func places(_ buurtOfAddress: [Int32], buurten: Int, threads: Int) -> [Int] {
        let order = AddressOrder(buurtOfAddress, buurten: buurten, threads: threads)
        let places = Mutex([Int](repeating: -1, count: buurtOfAddress.count))
        order.forEachPlace(buurtOfAddress, threads: threads) { address, place in
            places.withLock { $0[address] = place }
        }
        return places.withLock { $0 }
    }

    @Test func byHand() {
        // Buurt 0 has addresses 1 and 4, buurt 1 none, buurt 2 address 0; 2 and 3 are outside.
        let assigned: [Int32] = [2, 0, -1, -1, 0]
        #expect(AddressOrder(assigned, buurten: 3, threads: 2).start == [0, 2, 2, 3])
        #expect(places(assigned, buurten: 3, threads: 2) == [2, 0, 3, 4, 1])
        #expect(AddressOrder([], buurten: 2, threads: 2).start == [0, 0, 0])
    }

    @Test func sameAsAStableSort() throws {
        try forEverySeed(0..<50) { seed, random in
            let buurten = random.int(in: 1..<9)
            let assigned = (0..<random.int(in: 0..<300)).map { _ in
                Int32(random.int(in: -1..<buurten))
            }
            let key = assigned.map { $0 < 0 ? buurten : Int($0) }
            let sorted = assigned.indices.sorted { (key[$0], $0) < (key[$1], $1) }
            var expected = [Int](repeating: 0, count: assigned.count)
            for (place, address) in sorted.enumerated() { expected[address] = place }
            for threads in [1, 2, 7] {
                #expect(
                    places(assigned, buurten: buurten, threads: threads) == expected, "seed \(seed)"
                )
            }
        }
    }
}
