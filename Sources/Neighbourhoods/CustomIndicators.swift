// SPDX-License-Identifier: EUPL-1.2
//
// Indicators that the project file defines: measure and reduction must fit each other and the layer.

extension Workspace {
    /// The plan for an indicator of the project file.
    func planned(_ request: CustomIndicator) throws(AnalysisError) -> PlannedIndicator {
        guard isColumnName(request.id) else {
            throw AnalysisError(
                "id '\(request.id)' is no column name",
                remedy: "use a-z, 0-9 and _, a letter first", line: request.line)
        }
        let row = try layerRow(of: request)
        let selection = FeatureSelection(layer: row, mask: request.filter)
        let computation = try computation(request, selection)
        return PlannedIndicator(
            indicator: indicator(request, computation), computation: computation, layer: row)
    }

    private func isColumnName(_ id: String) -> Bool {
        let letters = Array(id.utf8)
        guard let first = letters.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        else { return false }
        return letters.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
        }
    }

    private func layerRow(of request: CustomIndicator) throws(AnalysisError) -> Int {
        guard let row = layers.firstIndex(where: { $0.name == request.layer }) else {
            let names = layers.map(\.name)
            throw AnalysisError(
                "indicator '\(request.id)': there is no layer '\(request.layer)'",
                remedy: nearestName(to: request.layer, among: names).map { "did you mean '\($0)'?" }
                    ?? "the layers are \(names.joined(separator: ", "))", line: request.line)
        }
        if let filter = request.filter, layers[row].masks[filter] == nil {
            throw AnalysisError(
                "indicator '\(request.id)': the filter \"\(filter)\" was not applied to layer"
                    + " \(request.layer)", remedy: "load the project again", line: request.line)
        }
        return row
    }

    private func computation(
        _ request: CustomIndicator, _ selection: FeatureSelection
    ) throws(AnalysisError) -> Computation {
        let reduction = try checkedReduction(request)
        switch request.measure {
        case .distance: return .people(.distance(selection), reduction)
        case .reach: return .people(.reach(selection, within: try within(request)), reduction)
        case .areaWithin:
            return .amount(.areaWithin(selection, radius: try within(request)), reduction)
        case .count: return .features(selection, reduction)
        case .length: return .amount(.length(selection), reduction)
        case .area: return .amount(.area(selection), reduction)
        case .walk: return .people(.walk(selection, .walk), reduction)
        case .safeWalk: return .people(.walk(selection, .safeWalk), reduction)
        }
    }

    private func within(_ request: CustomIndicator) throws(AnalysisError) -> Double {
        guard let metres = request.within, metres.isFinite, metres > 0 else {
            throw AnalysisError(
                "indicator '\(request.id)': measure \(request.measure.rawValue) needs a distance",
                remedy: "add within: with metres above 0", line: request.line)
        }
        return metres
    }

    private func checkedReduction(_ request: CustomIndicator) throws(AnalysisError) -> Reduction {
        let reduction = Reduction(request.reduction)
        let aboutPeople = reduction.isOverPeople || reduction == .perInhabitant
        if let problem = request.measure.problem(with: reduction) {
            throw AnalysisError(
                "indicator '\(request.id)': \(problem)",
                remedy: "measure \(request.measure.rawValue) takes \(request.measure.reductions)",
                line: request.line)
        }
        if [.walk, .safeWalk].contains(request.measure),
            !layers.contains(where: { $0.role == .streets })
        {
            throw AnalysisError(
                "indicator '\(request.id)': measure \(request.measure.rawValue) needs a network, and the"
                    + " project has no layer of role streets",
                remedy: "add a layer with role: streets", line: request.line)
        }
        if aboutPeople && population == nil {
            throw AnalysisError(
                "indicator '\(request.id)' is about people and the project has no population layer",
                remedy: "add a layer with role: population", line: request.line)
        }
        return reduction
    }

    private func indicator(_ request: CustomIndicator, _ computation: Computation) -> Indicator {
        let reduction = Reduction(request.reduction)
        let features =
            request.filter.map { "\(request.layer) (only where \($0))" } ?? request.layer
        let words = CustomWords(request: request, features: features, reduction: reduction)
        return Indicator(
            id: request.id, title: String(request.id.map { $0 == "_" ? " " : $0 }),
            definition: request.definition ?? words.definition, unit: words.unit,
            source: "Project file", direction: words.direction,
            decimals: words.unit == "%" || reduction == .perInhabitant ? 1 : 0,
            layer: request.layer,
            isAboutPeople: reduction.isOverPeople || reduction == .perInhabitant)
    }
}

extension Reduction {
    /// The reduction that the project file spells.
    init(_ spelled: CustomIndicator.Reduction) {
        switch spelled {
        case .mean: self = .mean
        case .quantile(let p): self = .quantile(p)
        case .max: self = .max
        case .shareWithin(let metres): self = .shareWithin(metres)
        case .sum: self = .sum
        case .share: self = .shareOfArea
        case .perInhabitant: self = .perInhabitant
        }
    }

    /// Whether it takes a column over addresses.
    var isOverPeople: Bool {
        switch self {
        case .mean, .quantile, .max, .shareWithin: true
        case .sum, .shareOfArea, .perInhabitant: false
        }
    }
}

extension Reduction {
    /// Whether it is a share of all people, those without a value included.
    var isShare: Bool { if case .shareWithin = self { true } else { false } }
}

extension CustomIndicator.Measure {
    /// The reductions that it takes, as text.
    var reductions: String {
        switch self {
        case .distance, .walk, .safeWalk: "mean, median, p90, a quantile, max or share_within"
        case .reach: "mean, median, p90, a quantile or max"
        case .areaWithin, .area: "sum, share or per_inhabitant"
        case .count, .length: "sum or per_inhabitant"
        }
    }

    /// Why a reduction does not fit; `nil` where it does.
    func problem(with reduction: Reduction) -> String? {
        let overPeople = [.distance, .walk, .safeWalk, .reach].contains(self)
        guard reduction.isOverPeople == overPeople else { return "the reduction does not fit" }
        switch reduction {
        case .quantile(let p) where !(p > 0 && p < 1): return "a quantile lies between 0 and 1"
        case .shareWithin(let metres) where !(metres >= 0 && metres.isFinite):
            return "share_within is a distance in metres"
        case .shareWithin where self == .reach: return "share_within is for distances"
        case .shareOfArea where self == .count || self == .length: return "share is for areas"
        default: return nil
        }
    }
}
