// swift-tools-version: 6.1
// SPDX-License-Identifier: EUPL-1.2
//
// Benchmarks are a package of their own, so that the main package never sees the benchmark library.
// `nabij-probe` and `nabij-load-probe` are what the gate counts (tools/probes); `NabijBenchmarks` is for people who
// want wall time.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "nabij-benchmarks",
    dependencies: [
        .package(name: "nabij", path: ".."),
        // Without traits: its interposers for malloc and retain counts are not needed, see README.md.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(
            name: "HotLoops",
            dependencies: [
                .product(name: "Planar", package: "nabij"),
                .product(name: "SpatialIndex", package: "nabij"),
                .product(name: "StreetNetwork", package: "nabij"),
                .product(name: "Neighbourhoods", package: "nabij"),
                .product(name: "Scenarios", package: "nabij"),
                .product(name: "MapLayers", package: "nabij"),
            ],
            swiftSettings: settings),
        // Apart, because it needs GDAL.
        .target(
            name: "ReadingLoops",
            dependencies: [
                "HotLoops",
                .product(name: "Planar", package: "nabij"),
                .product(name: "Neighbourhoods", package: "nabij"),
                .product(name: "GeoFiles", package: "nabij"),
            ],
            swiftSettings: settings),
        .target(name: "ProbeProgram", dependencies: ["HotLoops"], swiftSettings: settings),
        .executableTarget(
            name: "nabij-probe", dependencies: ["HotLoops", "ProbeProgram"],
            swiftSettings: settings),
        .executableTarget(
            name: "nabij-load-probe", dependencies: ["HotLoops", "ReadingLoops", "ProbeProgram"],
            swiftSettings: settings),
        .executableTarget(
            name: "NabijBenchmarks",
            dependencies: [
                "HotLoops", "ReadingLoops", .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/NabijBenchmarks",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ]
)
