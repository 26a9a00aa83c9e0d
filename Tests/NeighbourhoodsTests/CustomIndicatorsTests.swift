// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar
import Testing

@Suite struct CustomIndicatorsTests {
    private func places() -> Layer {
        var layer = SquareTown.meetingPlaces()
        layer.masks = ["soort = 'hub'": [false, true]]
        return layer
    }

    private func message(_ request: CustomIndicator) -> String? {
        do {
            _ = try catalogue(
                for: SquareTown.workspace([places()], requests: [.custom(request)]))
            return nil
        } catch { return error.description }
    }

    @Test func filteredDistance() throws {
        let near = CustomIndicator(
            id: "near_hub", layer: "meeting_places", filter: "soort = 'hub'", measure: .distance,
            reduction: .shareWithin(700), line: 5)
        let third = CustomIndicator(
            id: "third", layer: "meeting_places", filter: "soort = 'hub'", measure: .distance,
            reduction: .quantile(0.75), line: 6)
        let results = try analyse(
            SquareTown.workspace([places()], requests: [.custom(near), .custom(third)]), threads: 1,
            perAddress: true)
        // Only the hub in B counts: of A the person on the border, at 500 m, is within 700 m. D: 800 m.
        #expect(results.buurt("near_hub") == [20, 100, 0, 0])
        // Three quarters of B are 3 of 4: reached at 100 m. C: half at the far address. D: 800 m.
        let far = 2_000_000.0
        #expect(agree(Array(results.buurt("third")[1...]), [100, far.squareRoot(), 800]))
        #expect(results.perAddress.map(\.name) == ["near_hub_distance"])
        #expect(
            results.buurten.columns[0].indicator.definition
                == "Share of the inhabitants of the buurt who live within 700 m of the nearest feature"
                + " of meeting_places (only where soort = 'hub') in a straight line, per cent of all"
                + " its inhabitants.")
        #expect(results.buurten.columns[0].indicator.unit == "%")
    }

    @Test func countsAndAreas() throws {
        let requests = [
            CustomIndicator(id: "n", layer: "meeting_places", measure: .count, reduction: .sum),
            CustomIndicator(
                id: "n_each", layer: "meeting_places", measure: .count, reduction: .perInhabitant),
            CustomIndicator(
                id: "m2", layer: "meeting_places", measure: .areaWithin, within: 100,
                reduction: .sum),
            CustomIndicator(
                id: "reach", layer: "meeting_places", measure: .reach, within: 300, reduction: .max),
        ]
        let results = try analyse(
            SquareTown.workspace([places()], requests: requests.map(IndicatorRequest.custom)),
            threads: 1, perAddress: false)
        #expect(results.buurt("n") == [1, 1, 0, 0])
        // 1 / 5, 1 / 4; in W1 2 / 9.
        #expect(results.buurt("n_each") == [0.2, 0.25, 0, 0])
        #expect(agree(results.wijk("n_each"), [2.0 / 9, 0]))
        #expect(agree(results.buurt("m2"), [.pi * 1e4, .pi * 1e4, 0, 0]))
        #expect(results.buurt("reach") == [1, 1, 0, 0])
    }

    @Test func misfits() {
        let base = CustomIndicator(
            id: "a", layer: "meeting_places", measure: .distance, reduction: .mean, line: 8)
        #expect(message(base) == nil)
        var request = base
        request.layer = "meting_places"
        #expect(
            message(request)
                == "line 8: indicator 'a': there is no layer 'meting_places';"
                + " did you mean 'meeting_places'?")
        request = base
        request.id = "Near Hub"
        #expect(message(request)?.contains("is no column name") == true)
        request = base
        request.measure = .walk
        #expect(message(request)?.contains("the project has no layer of role streets") == true)
        request = base
        request.measure = .reach
        #expect(message(request)?.contains("add within:") == true)
        request = base
        request.reduction = .sum
        #expect(message(request)?.contains("the reduction does not fit") == true)
        request = base
        request.reduction = .quantile(90)
        #expect(message(request)?.contains("a quantile lies between 0 and 1") == true)
        request = base
        request.filter = "soort = 'x'"
        #expect(message(request)?.contains("was not applied") == true)
        request = base
        request.measure = .count
        request.reduction = .share
        #expect(message(request)?.contains("share is for areas") == true)
    }
}
