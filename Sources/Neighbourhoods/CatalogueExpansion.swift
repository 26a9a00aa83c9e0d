// SPDX-License-Identifier: EUPL-1.2
//
// From patterns to the indicators of one workspace: layers in the order of the project file, each in
// the order of the catalogue, thresholds ascending.
import Planar

extension Workspace {
    /// All indicators that the layers allow.
    func expandedIndicators() -> [PlannedIndicator] {
        layers.indices.flatMap { row in
            IndicatorPattern.all.flatMap { expansion(of: $0, layer: row) }
        }
    }

    /// Why a layer does not have the indicators of a pattern; `nil` where it has them.
    func obstacle(to pattern: IndicatorPattern, layer row: Int) -> String? {
        let layer = layers[row]
        guard pattern.roles.contains(layer.role) else {
            let roles = pattern.roles.map(\.rawValue).joined(separator: " or ")
            return "\(layer.name) has role \(layer.role.rawValue), not \(roles)"
        }
        if pattern.isAboutPeople && population == nil {
            return "the project has no population layer"
        }
        for need in pattern.needs {
            switch need {
            case .lines where layer.geometry.lines.count == 0: return "\(layer.name) has no lines"
            case .polygons where layer.geometry.polygons.count == 0:
                return "\(layer.name) has no polygons"
            case .streets where !layers.contains { $0.role == .streets }:
                return "the project has no layer of role streets"
            case .sizes where layer.settings.sizeColumn == nil:
                return "\(layer.name) names no size column"
            case .dwellings where population?.dwellings.isEmpty ?? true:
                return "the population names no column of dwellings"
            case .trees where !layers.contains { $0.role == .trees }:
                return "the project has no layer of role trees"
            case .crowns where !layers.contains { $0.settings.crownColumn != nil }:
                return "no layer of role trees names a column with the diameters of crowns"
            default: continue
            }
        }
        return nil
    }

    private func expansion(of pattern: IndicatorPattern, layer row: Int) -> [PlannedIndicator] {
        guard obstacle(to: pattern, layer: row) == nil else { return [] }
        var result: [PlannedIndicator] = []
        for other in others(of: pattern) {
            let settings = layers[other ?? row].settings
            for metres in pattern.hasThreshold ? settings.thresholds.sorted() : [.nan] {
                for hectares in pattern.hasSize ? settings.sizes.sorted() : [.nan] {
                    result.append(
                        planned(pattern, row, other: other, metres: metres, hectares: hectares))
                }
            }
        }
        return result
    }

    private func others(of pattern: IndicatorPattern) -> [Int?] {
        guard let role = pattern.otherRole else { return [nil] }
        return layers.indices.filter { layers[$0].role == role }
    }

    private func planned(
        _ pattern: IndicatorPattern, _ row: Int, other: Int?, metres: Double, hectares: Double
    ) -> PlannedIndicator {
        let layer = layers[row]
        let otherName = other.map { layers[$0].name } ?? ""
        let names = PatternFilling(
            layer: layer.name, other: otherName, threshold: nameText(metres),
            size: nameText(hectares))
        let words = PatternFilling(
            layer: layer.name, other: otherName, threshold: shortestText(metres),
            size: shortestText(hectares),
            access: layer.masks[Layer.publicMask] == nil ? "" : "public ",
            speed: shortestText(plan.walking.barrierSpeed))
        let titles = PatternFilling(
            layer: spaced(layer.name), other: spaced(otherName), threshold: words.threshold,
            size: words.size)
        var definition = words.fill(pattern.definition)
        if [.access, .walkAccess].contains(pattern.measure), let within = layer.settings.mergeWithin
        {
            definition +=
                " Pieces within \(shortestText(within)) m of each other are one green space."
        }
        let indicator = Indicator(
            id: names.fill("{layer}_" + pattern.suffix),
            title: capitalised(titles.fill(pattern.title)),
            definition: definition, unit: pattern.unit, source: pattern.source,
            direction: pattern.direction, decimals: pattern.decimals, layer: layer.name,
            isAboutPeople: pattern.isAboutPeople)
        let computation = computation(
            pattern, row, other: other, metres: metres, hectares: hectares)
        return PlannedIndicator(indicator: indicator, computation: computation, layer: row)
    }

    private func computation(
        _ pattern: IndicatorPattern, _ row: Int, other: Int?, metres: Double, hectares: Double
    ) -> Computation {
        let all = FeatureSelection(layer: row)
        let reduction = pattern.reduction.bound(to: metres)
        switch pattern.measure {
        case .distance: return .people(.distance(all), reduction)
        case .reach: return .people(.reach(all, within: metres), reduction)
        case .inside: return .people(.inside(all), reduction)
        case .access: return .people(.distance(large(row, hectares)), reduction)
        case .perDwelling:
            let radius = IndicatorPattern.dwellingRadius
            return .quotient(.greenOfDwellings(all, within: radius), by: .dwellings)
        case .trees: return .people(.trees, reduction)
        case .crowns: return .amount(.crowns, reduction)
        case .threeRules: return .people(.threeRules(large(row, 1)), reduction)
        case .walkAccess: return .people(.walk(large(row, hectares), .walk), reduction)
        case .walk: return .people(.walk(all, .walk), reduction)
        case .safeWalk: return .people(.walk(all, .safeWalk), reduction)
        case .walkUnreached: return .people(.unreached(all, .walk), reduction)
        case .safeUnreached: return .people(.unreached(all, .safeWalk), reduction)
        case .safeLost: return .people(.lost(all, within: metres), reduction)
        case .walkReach: return .people(.walkReach(all, within: metres), reduction)
        case .twoStep: return .people(.twoStep(all, within: metres), reduction)
        case .slowStreets:
            return .ratio(.slowStreets(all, upTo: 30), of: .carStreets(all))
        case .areaWithin: return .amount(.areaWithin(all, radius: metres), reduction)
        case .area: return .amount(.area(all), reduction)
        case .length: return .amount(.length(all), reduction)
        case .features: return .features(all, reduction)
        case .siteSize: return .sites(layer: row, .size)
        case .siteNear:
            return .sites(layer: row, .near(FeatureSelection(layer: other ?? row), within: metres))
        case .siteInside:
            return .sites(layer: row, .inside(FeatureSelection(layer: other ?? row)))
        }
    }

    /// Public green of at least some size; of 1 ha where the name has no size.
    private func large(_ row: Int, _ hectares: Double) -> FeatureSelection {
        let hectares = hectares.isNaN ? 1 : hectares
        let mask = layers[row].masks[Layer.publicMask] == nil ? nil : Layer.publicMask
        return FeatureSelection(layer: row, mask: mask, minimumHectares: hectares)
    }

    private func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    private func spaced(_ name: String) -> String {
        String(name.map { $0 == "_" ? " " : $0 })
    }
}
