// swift-tools-version: 6.1
// SPDX-License-Identifier: EUPL-1.2
//
// The package as a table: name, what it may import. `Tests/PackageTests` reads the result of
// `swift package dump-package` and refuses an edge that docs/architecture.md does not draw.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

func library(
    _ name: String, _ imports: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
    .target(name: name, dependencies: imports, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ imports: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: imports + ["TestSupport"], swiftSettings: settings)
}

let package = Package(
    name: "nabij",
    products: [
        .executable(name: "nabij", targets: ["nabij"]),
        .library(name: "Planar", targets: ["Planar"]),
        .library(name: "SpatialIndex", targets: ["SpatialIndex"]),
        .library(name: "StreetNetwork", targets: ["StreetNetwork"]),
        .library(name: "Neighbourhoods", targets: ["Neighbourhoods"]),
        .library(name: "MapLayers", targets: ["MapLayers"]),
        .library(name: "Scenarios", targets: ["Scenarios"]),
        .library(name: "GeoFiles", targets: ["GeoFiles"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),

        library("Planar"),
        library("SpatialIndex", ["Planar"]),
        library("StreetNetwork", ["Planar", "SpatialIndex"]),
        library("Neighbourhoods", ["Planar", "SpatialIndex", "StreetNetwork"]),
        library("Scenarios", ["Planar", "SpatialIndex", "Neighbourhoods"]),
        library("SyntheticTown", ["Planar", "SpatialIndex", "Neighbourhoods"]),
        library(
            "MapLayers", ["Planar", "Neighbourhoods", "Scenarios", mustache],
            resources: [.embedInCode("Templates")]),
        library(
            "GeoFiles",
            [
                "Planar", "SpatialIndex", "Neighbourhoods", "Scenarios", "CGEOS", "CPROJ", "CGDAL",
                yams, crypto,
            ]),
        library(
            "NabijCommands",
            [
                "Planar", "SpatialIndex", "Neighbourhoods", "Scenarios", "SyntheticTown",
                "MapLayers", "GeoFiles",
                argumentParser,
            ]),
        .executableTarget(name: "nabij", dependencies: ["NabijCommands"], swiftSettings: settings),

        .target(
            name: "TestSupport", dependencies: ["Planar"], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("PackageTests", []),
        tests("PlanarTests", ["Planar"]),
        tests("SpatialIndexTests", ["Planar", "SpatialIndex"]),
        tests("StreetNetworkTests", ["Planar", "SpatialIndex", "StreetNetwork"]),
        tests("NeighbourhoodsTests", ["Planar", "SpatialIndex", "Neighbourhoods"]),
        tests("ScenariosTests", ["Planar", "Neighbourhoods", "Scenarios", "SyntheticTown"]),
        tests("SyntheticTownTests", ["Planar", "SpatialIndex", "Neighbourhoods", "SyntheticTown"]),
        tests("MapLayersTests", ["Planar", "Neighbourhoods", "Scenarios", "MapLayers"]),
        tests(
            "GeoFilesTests", ["Planar", "SpatialIndex", "Neighbourhoods", "Scenarios", "GeoFiles"]),
        tests(
            "OracleTests",
            ["Planar", "SpatialIndex", "Neighbourhoods", "SyntheticTown", "CGEOS", "nabij"]),
        tests(
            "NabijCommandsTests",
            ["NabijCommands", "GeoFiles", "Neighbourhoods", "SyntheticTown", "nabij"]),
    ]
)
