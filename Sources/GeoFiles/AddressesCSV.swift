// SPDX-License-Identifier: EUPL-1.2
import Neighbourhoods

/// `addresses.csv`: one row per point of the population, in the order of the source.
func addressesBytes(
    _ population: Population, _ results: AnalysisResults, _ format: CSVFormat
) -> [UInt8] {
    var bytes = format.start
    bytes.reserveCapacity(population.count * (50 + 18 * results.perAddress.count))
    let names = ["x", "y", "weight", "buurtcode"] + results.perAddress.map(\.name)
    for (index, name) in names.enumerated() {
        if index > 0 { bytes.append(format.delimiter) }
        appendCSVText(name, format, to: &bytes)
    }
    bytes.append(contentsOf: format.lineEnd)
    for row in 0..<population.count {
        appendCSVNumber(population.x[row], nil, format, to: &bytes)
        bytes.append(format.delimiter)
        appendCSVNumber(population.y[row], nil, format, to: &bytes)
        bytes.append(format.delimiter)
        appendCSVNumber(population.weight[row], nil, format, to: &bytes)
        bytes.append(format.delimiter)
        let buurt = Int(results.buurtOfAddress[row])
        if buurt >= 0 { appendCSVText(results.buurten.codes[buurt], format, to: &bytes) }
        for column in results.perAddress {
            bytes.append(format.delimiter)
            appendCSVNumber(column.values[row], nil, format, to: &bytes)
        }
        bytes.append(contentsOf: format.lineEnd)
    }
    return bytes
}
