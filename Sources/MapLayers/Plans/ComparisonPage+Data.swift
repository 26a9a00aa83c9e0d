// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods
import Scenarios

extension ComparisonPage {
    /// Everything that the script of the page shows, as JSON.
    var data: String {
        var json = PageJSON()
        json.object { json in
            json.key("w")
            json.object { json in
                for key in ["decimal", "thousands", "value.none", "value.points", "plan.same"] {
                    json.key(key)
                    json.string(words(key))
                }
            }
            json.key("first")
            json.whole(first ?? 0)
            json.key("names")
            json.strings(workspace.buurten.names)
            json.key("people")
            json.list { json in
                for value in comparison.base.buurten.inhabitants {
                    json.number(value.number, decimals: 0)
                }
            }
            json.key("plans")
            json.strings(comparison.outcomes.map(\.scenario.title))
            json.key("topics")
            json.list { json in for topic in topics { append(topic, to: &json) } }
        }
        return json.text
    }

    private func append(_ topic: ComparisonTopic, to json: inout PageJSON) {
        let indicator = topic.indicator
        let values = valueMap(topic)
        json.object { json in
            for (key, text) in [
                ("id", indicator.id), ("title", topic.text.title),
                ("definition", topic.text.definition), ("unit", Words.sign(of: indicator.unit)),
            ] {
                json.key(key)
                json.string(text)
            }
            json.key("decimals")
            json.whole(indicator.decimals)
            json.key("sentences")
            json.strings(sentences(topic))
            json.key("summary")
            json.list { json in
                for row in summary(topic) {
                    json.object { json in
                        json.key("cells")
                        json.strings([row.name] + row.cells)
                        json.key("bars")
                        json.list { json in
                            json.number(row.gained, decimals: 0)
                            json.number(row.lost, decimals: 0)
                        }
                    }
                }
            }
            json.key("change")
            scale(
                topic.scale.colours(indicator.direction, settings.divergingRamp),
                topic.scale.labels(indicator.unit, words),
                comparison.outcomes.indices.map(topic.letters), to: &json)
            json.key("value")
            scale(
                values.legend.map(\.colour), values.legend.map { $0.label },
                topic.plans.map { plan in
                    IndicatorMap(
                        plan, total: nil, layers: [], settings: settings,
                        classification: values.classification
                    ).classLetters
                }, to: &json)
            json.key("base")
            json.list { json in
                for value in topic.base.values {
                    json.number(value.number, decimals: indicator.decimals)
                }
            }
            json.key("differences")
            json.list { json in
                for plan in topic.differences {
                    json.list { json in
                        for value in plan { json.number(value, decimals: indicator.decimals) }
                    }
                }
            }
            json.key("groups")
            json.list { json in
                for level in groupRows(topic) {
                    json.object { json in
                        json.key("level")
                        json.string(level["level"] as? String ?? "")
                        json.key("rows")
                        rows(level["rows"] as? [[String: Any]] ?? [], to: &json)
                    }
                }
            }
            json.key("parts")
            json.list { json in for row in partRows(topic) { json.strings(row) } }
        }
    }

    private func rows(_ rows: [[String: Any]], to json: inout PageJSON) {
        json.list { json in
            for row in rows {
                let cells = (row["cells"] as? [[String: String]] ?? []).compactMap { $0["text"] }
                json.strings([row["head"] as? String ?? ""] + cells)
            }
        }
    }

    private func scale(
        _ colours: [Colour], _ labels: [String], _ rows: [String], to json: inout PageJSON
    ) {
        json.object { json in
            json.key("colours")
            json.strings(colours.map(\.hexadecimal))
            json.key("labels")
            json.strings(labels)
            json.key("rows")
            json.strings(rows)
        }
    }
}
