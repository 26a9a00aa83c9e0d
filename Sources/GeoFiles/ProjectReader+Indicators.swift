// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Yams

private let indicatorExample =
    "{id: near_hub, layer: meeting_places, measure: distance, reduce: {share_within: 400}}"

func indicatorRequests(
    _ root: ProjectMapping, layers: [String]
) throws(GeoFileError) -> [IndicatorRequest] {
    var requests: [IndicatorRequest] = []
    var lines: [String: Int] = [:]
    for node in try root.list("indicators", example: "[green_share]") ?? [] {
        let line = node.mark?.line ?? root.line
        let name: String
        if case .scalar = node {
            name = try root.scalar(node, "an entry of indicators", line, needs: "a name").string
            requests.append(.named(name, line: line))
        } else {
            let custom = try customIndicator(node, layers: layers, file: root.file)
            name = custom.id
            requests.append(.custom(custom))
        }
        if let first = lines.updateValue(line, forKey: name) {
            throw root.failure(
                line, "indicator \(name) is asked for twice (first in line \(first))")
        }
    }
    return requests
}

private func customIndicator(
    _ node: Node, layers: [String], file: String
) throws(GeoFileError) -> CustomIndicator {
    let entry = try ProjectMapping(node, what: "an entry of indicators", file: file)
    try entry.refuseUnknown(among: [
        "id", "layer", "where", "measure", "within", "reduce", "definition",
    ])
    let id = try entry.required(entry.text("id"), "id", indicatorExample)
    try refuseIndicatorName(id, entry)
    let layer = try entry.required(entry.text("layer"), "layer", indicatorExample)
    guard layers.contains(layer) else {
        throw entry.failure(
            "layer",
            "indicator \(id) is about layer \"\(layer)\", which is not among the layers"
                + proposal(layer, layers))
    }
    let measure = try measure(entry, id)
    let within = try within(entry, id, measure)
    return CustomIndicator(
        id: id, layer: layer, filter: try entry.text("where"), measure: measure, within: within,
        reduction: try reduction(entry, id, measure), definition: try entry.text("definition"),
        line: entry.line)
}

private func refuseIndicatorName(_ id: String, _ entry: ProjectMapping) throws(GeoFileError) {
    let scalars = Array(id.unicodeScalars)
    let isRight = scalars.allSatisfy {
        ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
    }
    guard isRight, let first = scalars.first, ("a"..."z").contains(first), scalars.count <= 60
    else {
        throw entry.failure(
            "id", "id \"\(id)\" must be a small letter and then small letters, digits or _")
    }
}

private func measure(
    _ entry: ProjectMapping, _ id: String
) throws(GeoFileError) -> CustomIndicator.Measure {
    let text = try entry.required(entry.text("measure"), "measure", indicatorExample)
    guard let measure = CustomIndicator.Measure(rawValue: text) else {
        let names = CustomIndicator.Measure.allCases.map(\.rawValue)
        throw entry.failure(
            "measure",
            "indicator \(id) has the unknown measure \"\(text)\"" + proposal(text, names))
    }
    return measure
}

private func within(
    _ entry: ProjectMapping, _ id: String, _ measure: CustomIndicator.Measure
) throws(GeoFileError) -> Double? {
    let within = try entry.number("within", .positive)
    let isNeeded = measure == .reach || measure == .areaWithin
    if isNeeded, within == nil {
        throw entry.failure(
            entry.line, "indicator \(id): measure \(measure.rawValue) needs within: METRES")
    }
    if !isNeeded, within != nil {
        throw entry.failure(
            "within",
            "indicator \(id): measure \(measure.rawValue) has no within; "
                + "did you mean reduce: {share_within: METRES}?")
    }
    return within
}

private func reduction(
    _ entry: ProjectMapping, _ id: String, _ measure: CustomIndicator.Measure
) throws(GeoFileError) -> CustomIndicator.Reduction {
    guard let reduce = entry.entry("reduce") else {
        switch measure {
        case .count, .length, .area: return .sum
        case .areaWithin: return .share
        default: return try entry.required(nil, "reduce", indicatorExample)
        }
    }
    if case .mapping = reduce.value {
        return try parameterised(
            ProjectMapping(
                reduce.value, what: "reduce of indicator \(id)", file: entry.file))
    }
    let names: [String: CustomIndicator.Reduction] = [
        "mean": .mean, "median": .quantile(0.5), "p90": .quantile(0.9), "max": .max, "sum": .sum,
        "share": .share, "per_inhabitant": .perInhabitant,
    ]
    let text = try entry.required(entry.text("reduce"), "reduce", indicatorExample)
    guard let reduction = names[text] else {
        let known = names.keys.sorted() + ["{share_within: METRES}", "{quantile: 0.9}"]
        throw entry.failure(
            "reduce", "indicator \(id) has the unknown reduce \"\(text)\"" + proposal(text, known))
    }
    return reduction
}

private func parameterised(
    _ reduce: ProjectMapping
) throws(GeoFileError) -> CustomIndicator.Reduction {
    try reduce.refuseUnknown(among: ["share_within", "quantile"])
    guard reduce.entries.count == 1 else {
        throw reduce.failure(
            reduce.line, "\(reduce.what) needs one of {share_within: METRES} and {quantile: 0.9}")
    }
    if let metres = try reduce.number("share_within", .notNegative) {
        return .shareWithin(metres)
    }
    let p = try reduce.required(reduce.number("quantile"), "quantile", "{quantile: 0.9}")
    guard p > 0, p < 1 else {
        throw reduce.failure("quantile", "\(reduce.what) must be above 0 and below 1")
    }
    return .quantile(p)
}
