// SPDX-License-Identifier: EUPL-1.2
import Foundation
public import Neighbourhoods

/// An explanation for machines.
///
/// - Parameters:
///   - explanation: The explanation.
///   - buurt: Code of the buurt of the address; `nil` outside every buurt.
/// - Returns: An object; lengths in metres, places in the CRS of the project.
public func explanationJSON(_ explanation: Explanation, buurt: String?) -> JSONValue {
    .object([
        "ok": .flag(true),
        "address": .object([
            "x": .number(explanation.x), "y": .number(explanation.y), "buurtcode": .optional(buurt),
        ]),
        "layer": .text(explanation.layer),
        "straight": explanation.straight.map {
            .object([
                "distance": .number($0.distance), "target": point($0.target),
                "barriers": .list(explanation.straightBarriers.map(meeting)),
            ])
        } ?? .null,
        "walk": way(explanation.walk), "safe_walk": way(explanation.safeWalk),
    ])
}

private func way(_ way: Explanation.Way) -> JSONValue {
    .object([
        "distance": way.distance.map { .number($0) } ?? .null,
        "target": way.target.map(point) ?? .null,
        "legs": .list(rows(of: way).map { .object($0.members) }),
        "barriers": .list(way.barriers.map(meeting)),
        "remarks": .list(way.remarks.map { .text($0) }),
    ])
}

/// The legs with what each adds up to.
private func rows(of way: Explanation.Way) -> [(leg: Explanation.Leg, members: [JSONValue.Member])]
{
    var sum = 0.0
    return way.legs.map { leg in
        sum += leg.length
        return (
            leg,
            [
                JSONValue.Member("kind", .text(leg.kind.rawValue)),
                JSONValue.Member("name", .optional(leg.name)),
                JSONValue.Member("id", leg.id.map { .whole(Int($0)) } ?? .null),
                JSONValue.Member("speed", leg.speed.map { .number($0) } ?? .null),
                JSONValue.Member("length", .number(leg.length)),
                JSONValue.Member("cumulated", .number(sum)),
            ]
        )
    }
}

private func point(_ point: Explanation.FeaturePoint) -> JSONValue {
    .object([
        "id": .whole(Int(point.id)), "name": .optional(point.name), "x": .number(point.x),
        "y": .number(point.y),
    ])
}

private func meeting(_ meeting: Explanation.BarrierMeeting) -> JSONValue {
    .object(
        members(of: meeting) + [.init("x", .number(meeting.x)), .init("y", .number(meeting.y))])
}

private func members(of meeting: Explanation.BarrierMeeting) -> [JSONValue.Member] {
    [
        .init("kind", .text(meeting.kind.rawValue)), .init("name", .optional(meeting.name)),
        .init("id", .whole(Int(meeting.id))), .init("speed", .number(meeting.speed)),
        .init("length", .number(meeting.length)),
        .init("crossing", .optional(meeting.crossing?.title)),
        .init("crossing_distance", meeting.crossingDistance.map { .number($0) } ?? .null),
    ]
}

/// An explanation as an RFC 7946 feature collection: the address, the features, the legs of both ways as
/// lines, and the fast streets that they meet as points.
///
/// - Parameters:
///   - explanation: The explanation.
///   - buurt: Code of the buurt of the address.
///   - assumptions: What the data rests on.
///   - toLonLat: From the CRS of the project to longitude and latitude.
/// - Returns: The collection.
/// - Throws: ``GeoFileError`` where a place has no longitude and latitude.
public func explanationGeoJSON(
    _ explanation: Explanation, buurt: String?, assumptions: [String], toLonLat: LonLatTransform
) throws(GeoFileError) -> JSONValue {
    var features = [
        try feature(
            [.init("what", .text("address")), .init("buurtcode", .optional(buurt))],
            [explanation.x], [explanation.y], toLonLat)
    ]
    // From inside a feature there is no line to draw.
    if let straight = explanation.straight, straight.distance > 0 {
        features.append(
            try feature(
                [
                    .init("what", .text("straight")),
                    .init("name", .optional(straight.target.name)),
                    .init("length", .number(straight.distance)),
                ], [explanation.x, straight.target.x], [explanation.y, straight.target.y], toLonLat)
        )
    }
    for (name, way) in [("walk", explanation.walk), ("safe_walk", explanation.safeWalk)] {
        let what = [JSONValue.Member("what", .text(name))]
        for (leg, members) in rows(of: way) {
            features.append(try feature(what + members, leg.x, leg.y, toLonLat))
        }
        for met in way.barriers {
            features.append(
                try feature(
                    [.init("what", .text(name + "_barrier"))] + members(of: met), [met.x], [met.y],
                    toLonLat))
        }
        if let target = way.target {
            features.append(
                try feature(
                    [
                        .init("what", .text(name + "_target")),
                        .init("name", .optional(target.name)), .init("id", .whole(Int(target.id))),
                        .init("distance", way.distance.map { .number($0) } ?? .null),
                    ], [target.x], [target.y], toLonLat))
        }
    }
    var members = [
        JSONValue.Member("type", .text("FeatureCollection")),
        JSONValue.Member("name", .text("explain \(explanation.layer)")),
    ]
    if !assumptions.isEmpty {
        members.append(.init("assumptions", .text(assumptions.joined(separator: "; "))))
    }
    return .object(members + [.init("features", .list(features))])
}

/// A point, or a line of more than one vertex.
private func feature(
    _ properties: [JSONValue.Member], _ x: [Double], _ y: [Double], _ toLonLat: LonLatTransform
) throws(GeoFileError) -> JSONValue {
    var longitude = x, latitude = y
    do { try toLonLat(&longitude, &latitude) } catch {
        throw GeoFileError(
            .fault, "the route cannot be brought to longitude and latitude", detail: "\(error)")
    }
    guard (longitude + latitude).allSatisfy(\.isFinite) else {
        throw GeoFileError(
            .badData, "the address lies where its CRS has no longitude and latitude")
    }
    // 1e-9 degrees are 0.1 mm.
    func degree(_ value: Double) -> JSONValue { .number((value * 1e9).rounded() / 1e9) }
    let places = zip(longitude, latitude).map { JSONValue.list([degree($0), degree($1)]) }
    return .object([
        "type": .text("Feature"), "properties": .object(properties),
        "geometry": .object([
            "type": .text(places.count == 1 ? "Point" : "LineString"),
            "coordinates": places.count == 1 ? places[0] : .list(places),
        ]),
    ])
}

/// Writes JSON to a file, whole or not at all.
///
/// - Throws: ``GeoFileError/Code/cannotWrite``.
public func write(_ json: JSONValue, to path: String) throws(GeoFileError) {
    do { try Data(json.bytes).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
        throw GeoFileError(
            .cannotWrite, "\(path): cannot be written; choose another --out", detail: "\(error)")
    }
}

/// A place given in degrees, in the CRS of a project.
///
/// - Returns: Easting and northing; not finite where the CRS has no such place.
public func projected(
    longitude: Double, latitude: Double, to crs: String, projData: String?
) throws(GeoFileError) -> (x: Double, y: Double) {
    let isRD = try ReferenceSystem(crs, context: ProjContext()).isRDNew
    let transformer = try CoordinateTransformer(
        from: isRD ? ReferenceSystem.etrs89 : "EPSG:4326", to: crs, gridFolder: projData)
    var x = [longitude], y = [latitude]
    transformer.forward(x: &x, y: &y)
    return (x[0], y[0])
}
