// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// Makes group levels of the columns of the buurten.
enum GroupLevels {
    /// The gemeente of each buurt by its CBS code (`BU0344...`); `nil` where the code is none of CBS.
    static func gemeenten(ofBuurten codes: [String]) -> [String?] {
        codes.map { code in
            let digits = code.dropFirst(2).prefix(4)
            let isCBS = code.hasPrefix("BU") && digits.count == 4 && digits.allSatisfy(\.isNumber)
            return isCBS ? "GM" + digits : nil
        }
    }

    /// A level with codes and names; a code has the name of its first buurt.
    static func level(_ name: String, codes: [String?], names: [String?]) -> GroupLevel {
        var nameOfCode: [String: String] = [:]
        for (code, name) in zip(codes, names) {
            if let code, nameOfCode[code] == nil, let name { nameOfCode[code] = name }
        }
        return level(name, hasCodes: true, values: codes) { nameOfCode[$0] ?? $0 }
    }

    /// A level whose one column is both code and name.
    static func level(_ name: String, names: [String?]) -> GroupLevel {
        level(name, hasCodes: false, values: names) { $0 }
    }

    private static func level(
        _ name: String, hasCodes: Bool, values: [String?], nameOf: (String) -> String
    ) -> GroupLevel {
        var codes = Set(values.compactMap { $0 }).sorted()
        let hasRest = values.contains { $0 == nil }
        var row: [String: Int32] = [:]
        for (place, code) in codes.enumerated() { row[code] = Int32(truncatingIfNeeded: place) }
        let rest = Int32(truncatingIfNeeded: codes.count)
        let groupOfBuurt = values.map { value in value.flatMap { row[$0] } ?? rest }
        var names = codes.map(nameOf)
        if hasRest {
            codes.append("")
            names.append("")
        }
        return GroupLevel(
            name: name, hasCodes: hasCodes, codes: codes, names: names, groupOfBuurt: groupOfBuurt)
    }

    /// Refuses a level by name alone whose name stands for places in several gemeenten (Centrum, Bergen).
    ///
    /// Only for `wijk` and `gemeente`: a province or a degree of urbanity spans gemeenten by nature.
    static func refuseHomonyms(
        _ group: GroupDescription, names: [String?], gemeenten: [String?], source: String
    ) throws(GeoFileError) {
        guard ["wijk", "wijken", "gemeente", "gemeenten"].contains(group.level) else { return }
        var gemeenteOfName: [String: String] = [:]
        for (name, gemeente) in zip(names, gemeenten) {
            guard let name, let gemeente else { continue }
            if let first = gemeenteOfName[name], first != gemeente {
                throw GeoFileError(
                    .badData,
                    "\(source): group \(group.level): the name \(name) stands for places in \(first) and "
                        + "\(gemeente); name a code too: \(group.level): {code: COLUMN, name: \(group.name)}"
                )
            }
            gemeenteOfName[name] = gemeente
        }
    }
}
