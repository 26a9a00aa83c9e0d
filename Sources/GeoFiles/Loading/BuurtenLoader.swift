// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Planar

/// The buurten as they were loaded.
struct LoadedBuurten {
    /// The buurten; `nil` where a defect refuses them.
    var buurten: Buurten?
    /// The polygons even where codes are refused, for the checks of other layers.
    var polygons: PolygonSet
    /// Defects, inputs (the join's too), notes, stages.
    var report: LoadReport
}

/// What loading a part of a project tells besides the data.
struct LoadReport {
    var defects: [Defect] = []
    var inputs: [InputRecord] = []
    var notes: [String] = []
    var stages: [StageTiming] = []
}

/// Loads the buurten: polygons, codes, names, groups, joined attributes.
struct BuurtenLoader {
    private let project: ProjectFile
    private let description: BuurtenDescription
    private let options: LoadOptions

    init(_ project: ProjectFile, options: LoadOptions) {
        self.project = project
        self.options = options
        description = project.buurten
    }

    /// Loads and checks them.
    func load() throws(GeoFileError) -> LoadedBuurten {
        let loader = TableLoader(project: project, options: options, layer: "buurten")
        var loaded = try loader.load(description.source, columns: .all(required: ownColumns))
        var report = LoadReport()
        if let join = description.join {
            let joined = try JoinTable(join, project: project, options: options)
            try joined.add(
                to: &loaded.table, code: description.code, source: description.source.source)
            report.inputs.append(joined.input)
            report.stages += joined.stages
        }
        try requireAttributes(loaded.table)
        try keepPolygons(&loaded)
        try loaded.requireFeatures(description.source.source, layer: "buurten")
        let polygons = loaded.table.geometry.polygons
        if let x = polygons.x.first, let y = polygons.y.first, !loaded.log.refuses {
            try ScaleCheck.run(project, x: x, y: y)
        }
        let hasGoodCodes = checkCodes(&loaded)
        sortByCode(&loaded)
        checkValues(&loaded)
        var clock = StageClock()
        CoverageCheck.run(
            loaded.table, codes: labels(loaded.table, description.code), log: &loaded.log)
        clock.end("check")
        let groups = hasGoodCodes ? try groupLevels(loaded.table) : []
        report.inputs.insert(loaded.input, at: 0)
        report.defects = loaded.log.defects
        report.notes = loaded.notes
        report.stages = loaded.stages + report.stages + clock.stages
        let buurten = loaded.log.refuses ? nil : self.buurten(loaded.table, groups)
        return LoadedBuurten(
            buurten: buurten, polygons: loaded.table.geometry.polygons, report: report)
    }

    /// Columns that have to be in the source itself.
    private var ownColumns: [String] {
        let groups =
            description.join == nil ? description.groups.flatMap { [$0.code, $0.name] } : []
        return [description.code] + ([description.name] + groups).compactMap { $0 }
    }

    /// Attributes and group columns may come from the join.
    private func requireAttributes(_ table: FeatureTable) throws(GeoFileError) {
        let names = table.attributes.columns.map(\.name)
        let groups = description.groups.flatMap { [$0.code, $0.name] }.compactMap { $0 }
        for name in description.attributes + groups
            + [project.population?.rescaleTo].compactMap({ $0 })
        { try NeededColumns.requireOnce(name, names, description.source.source) }
        for name in description.attributes + groups where !names.contains(name) {
            throw GeoFileError(
                .badData,
                "\(description.source.source): the buurten have no column \(name); "
                    + suggestion(for: name, among: names, kind: "columns"))
        }
        guard let rescale = project.population?.rescaleTo else { return }
        guard let column = table.attributes[rescale] else {
            throw GeoFileError(
                .badData,
                "\(description.source.source): the buurten have no column \(rescale) for rescale_to; "
                    + suggestion(for: rescale, among: names, kind: "columns"))
        }
        for row in 0..<table.count where column.absenceReason(row) == nil {
            guard let number = column.number(row), number.isFinite, number >= 0,
                number <= Workspace.crowd
            else {
                throw GeoFileError(
                    .badData,
                    "\(description.source.source): column \(rescale) of rescale_to, fid \(table.ids[row]): "
                        + "\(column.text(row) ?? "") is no number of people; correct it or leave it empty"
                )
            }
        }
    }

    /// Points and lines among buurten are nothing that an address can lie in.
    private func keepPolygons(_ loaded: inout LoadedTable) throws(GeoFileError) {
        let owners = Set(loaded.table.geometry.polygons.feature)
        let found = KindCheck.found(loaded.table.geometry)
        if owners.isEmpty, !found.isEmpty {
            throw GeoFileError(
                .badData,
                "\(description.source.source): layer buurten: buurten are polygons, and it has \(found); "
                    + "name another source or layer")
        }
        let others = (0..<Int32(truncatingIfNeeded: loaded.table.count)).filter {
            !owners.contains($0)
        }
        loaded.log.add(
            .emptyGeometry, .leftOut, rows: others,
            remedy: "buurten without a polygon were left out",
            describe: { [ids = loaded.table.ids] row in "fid \(ids[Int(row)])" })
        loaded.leaveOut(others)
        loaded.table.geometry.points = PointSet()
        loaded.table.geometry.lines = LineSet()
    }

    private func labels(_ table: FeatureTable, _ name: String) -> [String?] {
        guard let column = table.attributes[name] else {
            return [String?](repeating: nil, count: table.count)
        }
        return (0..<table.count).map { column.label($0) }
    }

    /// Missing and duplicate codes stop the run.
    private func checkCodes(_ loaded: inout LoadedTable) -> Bool {
        let codes = labels(loaded.table, description.code)
        let ids = loaded.table.ids
        let missing = codes.indices.filter { codes[$0] == nil }.map { Int32($0) }
        loaded.log.add(
            .missingCode, .refused, rows: missing,
            remedy:
                "give every buurt a code in column \(description.code), or leave it out with where:",
            describe: { row in "fid \(ids[Int(row)])" })
        let rows = Dictionary(grouping: codes.indices.filter { codes[$0] != nil }) {
            codes[$0] ?? ""
        }
        let twice = rows.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
        loaded.log.add(
            .duplicateCode, .refused, count: twice.reduce(0) { $0 + $1.value.count },
            remedy:
                "make the codes in column \(description.code) distinct, or leave rows out with where:",
            features: twice.map { code, rows in
                "\(code): " + rows.map { "fid \(ids[$0])" }.joined(separator: ", ")
            })
        return missing.isEmpty && twice.isEmpty
    }

    private func sortByCode(_ loaded: inout LoadedTable) {
        let codes = labels(loaded.table, description.code).map { $0 ?? "" }
        let rows = codes.indices.sorted { (codes[$0], $0) < (codes[$1], $1) }
        loaded.keep(rows.map { Int32(truncatingIfNeeded: $0) })
    }

    /// Attributes that the results show, and the one that weights are scaled to.
    private func checkValues(_ loaded: inout LoadedTable) {
        let codes = labels(loaded.table, description.code)
        var names = description.attributes
        if let rescale = project.population?.rescaleTo, !names.contains(rescale) {
            names.append(rescale)
        }
        for name in names {
            guard let column = loaded.table.attributes[name] else { continue }
            let rows = (0..<loaded.table.count).filter { column.absenceReason($0) != nil }
            loaded.log.add(
                .missingValue, .reported, rows: rows.map { Int32($0) },
                remedy: "\(name) is missing; what depends on it stays empty with the reason",
                describe: { row in
                    "\(codes[Int(row)] ?? ""): \(column.absenceReason(Int(row)) ?? "")"
                })
        }
    }

    private func groupLevels(_ table: FeatureTable) throws(GeoFileError) -> [GroupLevel] {
        let codes = labels(table, description.code).map { $0 ?? "" }
        var gemeenten = GroupLevels.gemeenten(ofBuurten: codes)
        if let level = description.groups.first(where: { $0.level == "gemeente" && $0.code != nil }
        ),
            let code = level.code
        {
            gemeenten = labels(table, code)
        }
        var levels: [GroupLevel] = []
        for group in description.groups {
            let names = labels(table, group.name)
            if let code = group.code {
                levels.append(
                    GroupLevels.level(group.level, codes: labels(table, code), names: names))
            } else {
                try GroupLevels.refuseHomonyms(
                    group, names: names, gemeenten: gemeenten, source: description.source.source)
                levels.append(GroupLevels.level(group.level, names: names))
            }
        }
        return levels
    }

    private func buurten(_ table: FeatureTable, _ groups: [GroupLevel]) -> Buurten {
        let codes = labels(table, description.code).map { $0 ?? "" }
        let names = description.name.map { labels(table, $0) } ?? codes
        return Buurten(
            codes: codes, names: zip(names, codes).map { $0 ?? $1 }, groups: groups,
            polygons: table.geometry.polygons, attributes: table.attributes,
            shownAttributes: description.attributes)
    }
}
