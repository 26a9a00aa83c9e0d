// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

extension ReportPage {
    /// With more buurten than this each has one place for its name, so that the page stays small.
    private static let manyBuurten = 3_000

    /// Everything that the script of the page shows, as JSON.
    func data(_ maps: [IndicatorMap]) -> String {
        let deviations = self.maps(showsDeviation: true)
        var json = PageJSON()
        json.object { json in
            json.key("w")
            json.object { json in
                for (key, text) in words.texts.sorted(by: { $0.key < $1.key })
                where Self.isForScript(key) {
                    json.key(key)
                    json.string(text)
                }
            }
            json.key("names")
            json.strings(workspace.buurten.names)
            json.key("codes")
            json.strings(workspace.buurten.codes)
            json.key("people")
            json.list { json in
                for value in results.buurten.inhabitants { json.number(value.number, decimals: 0) }
            }
            appendGroups(to: &json)
            json.key("scale")
            json.number(drawing.outline.frame.scale, decimals: 9)
            json.key("at")
            json.list { json in
                let isSmall = workspace.buurten.count <= Self.manyBuurten
                for places in drawing.outline.labels {
                    json.list { json in
                        for place in places.prefix(isSmall ? 5 : 1) {
                            for part in [place.x, place.y, place.width, place.height] {
                                json.number(part, decimals: 0)
                            }
                        }
                    }
                }
            }
            json.key("deviationMethod")
            json.string(words("map.classes", ["method": words("method.stddev")]))
            json.key("first")
            json.whole(first(of: maps))
            let reasons = AbsenceTexts(maps, words)
            json.key("reasons")
            json.strings(reasons.texts)
            json.key("topics")
            json.list { json in
                for (map, deviation) in zip(maps, deviations) {
                    append(map, deviation, reasons, to: &json)
                }
            }
        }
        return json.text
    }

    private static func isForScript(_ key: String) -> Bool {
        ["decimal", "thousands"].contains(key)
            || ["legend.", "table.", "histogram.", "about.", "value.", "map.north"].contains(
                where: key.hasPrefix)
    }

    private func appendGroups(to json: inout PageJSON) {
        json.key("levels")
        json.list { json in
            for level in workspace.buurten.groups {
                json.object { json in
                    json.key("name")
                    json.string(words.level(level.name).capitalisedFirst)
                    json.key("names")
                    json.strings(level.names)
                    json.key("of")
                    json.list { json in for row in level.groupOfBuurt { json.whole(Int(row)) } }
                }
            }
        }
    }

    private func append(
        _ map: IndicatorMap, _ deviation: IndicatorMap, _ reasons: AbsenceTexts,
        to json: inout PageJSON
    ) {
        let indicator = map.indicator
        json.object { json in
            for (key, text) in [
                ("id", indicator.id), ("title", map.text.title),
                ("unit", Words.sign(of: indicator.unit)), ("definition", map.text.definition),
                ("limits", limits(map)), ("source", words.told(indicator.source)),
                ("direction", words("about." + indicator.direction.rawValue)),
                ("layer", indicator.layer),
            ] {
                json.key(key)
                json.string(text)
            }
            json.key("decimals")
            json.whole(indicator.decimals)
            json.key("total")
            json.number(map.total, decimals: indicator.decimals)
            json.key("method")
            json.string(map.methodText)
            appendPrevious(map, to: &json)
            json.key("absent")
            json.list { json in
                json.whole(map.absent.missing)
                json.whole(map.absent.suppressed)
                json.whole(map.absent.notApplicable)
            }
            json.key("why")
            json.list { json in for row in reasons.rows(map) { json.whole(row) } }
            json.key("classes")
            map.appendClasses(to: &json)
            json.key("deviation")
            deviation.appendClasses(to: &json)
            json.key("values")
            json.list { json in
                for value in map.values {
                    json.number(value.number, decimals: indicator.decimals)
                }
            }
        }
    }

    /// Numbers of the earlier run, `null` where there is none; nothing where there are none at all.
    private func appendPrevious(_ map: IndicatorMap, to json: inout PageJSON) {
        guard let wave = settings.previous else { return }
        let numbers = zip(workspace.buurten.codes, map.values).map { code, value in
            // A number that is hidden now does not come to light by its change.
            value.number == nil ? nil : wave.number(map.indicator, level: "buurt", code: code)
        }
        guard numbers.contains(where: { $0 != nil }) else { return }
        json.key("previous")
        json.list { json in
            for number in numbers { json.number(number, decimals: map.indicator.decimals) }
        }
    }

    /// Limits of the measure, and the assumptions that the numbers rest on.
    private func limits(_ map: IndicatorMap) -> String {
        ([map.text.limits]
            + results.assumptions.map {
                words("limits.sketch", ["assumption": words.told($0)])
            }).joined(separator: " ")
    }
}

/// Why values are absent, each text once: most topics share a few of them.
private struct AbsenceTexts {
    private(set) var texts: [String] = []
    private var place: [String: Int] = [:]

    init(_ maps: [IndicatorMap], _ words: Words) {
        for map in maps {
            for value in map.values {
                guard let reason = value.reason, place[reason] == nil else { continue }
                place[reason] = texts.count
                texts.append(reason.isEmpty ? "" : words.reason(value))
            }
        }
    }

    /// The text of each absent value in the order of the buurten; one for all where they share it.
    func rows(_ map: IndicatorMap) -> [Int] {
        let rows = map.values.compactMap { $0.reason.flatMap { place[$0] } }
        return Set(rows).count == 1 ? [rows[0]] : rows
    }
}
