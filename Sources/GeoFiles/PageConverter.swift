// SPDX-License-Identifier: EUPL-1.2
//
// Pages in formats that other programs make: PDF by a headless Chromium, PNG by librsvg. Each file has a
// process of its own, which gets no shell and no network.
import Foundation
import Glibc

/// A program of others that turns one file into another.
public struct PageConverter: Sendable {
    /// Ending of what it makes.
    public let ending: String
    private let program: String
    private let arguments: @Sendable (_ from: String, _ to: String) -> [String]

    /// Seconds after which a conversion is given up.
    private static let patience = 60.0

    /// HTML to PDF; `nil` where there is no Chromium.
    public static var pdf: PageConverter? {
        guard let program = find(["chromium", "chromium-browser", "google-chrome", "chrome"])
        else { return nil }
        return PageConverter(ending: "pdf", program: program) { from, to in
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--no-first-run", "--disable-extensions", "--disable-background-networking",
                "--user-data-dir=\(to).profile", "--no-pdf-header-footer",
                "--print-to-pdf=\(to)", URL(fileURLWithPath: from).absoluteString,
            ]
        }
    }

    /// SVG to PNG; `nil` where there is no `rsvg-convert`.
    public static var png: PageConverter? {
        guard let program = find(["rsvg-convert"]) else { return nil }
        return PageConverter(ending: "png", program: program) { from, to in
            ["--format", "png", "--zoom", "2", "--output", to, from]
        }
    }

    private static func find(_ names: [String]) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        for name in names {
            for folder in folders {
                let path = "\(folder)/\(name)"
                if access(path, X_OK) == 0 { return path }
            }
        }
        return nil
    }

    /// Makes a file from another, beside it and with its own ending.
    ///
    /// - Parameter path: The file.
    /// - Returns: Path of the new file.
    /// - Throws: ``GeoFileError/Code/cannotWrite``.
    func convert(_ path: String) throws(GeoFileError) -> String {
        let target = (path as NSString).deletingPathExtension + "." + ending
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments(path, target)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        defer { removeTree(target + ".profile") }
        let done = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in done.signal() }
        do { try process.run() } catch {
            throw GeoFileError(.cannotWrite, "\(program) cannot be run", detail: "\(error)")
        }
        if done.wait(timeout: .now() + Self.patience) == .timedOut {
            kill(process.processIdentifier, SIGKILL)
            done.wait()
        }
        guard process.terminationStatus == 0, access(target, R_OK) == 0 else {
            throw GeoFileError(
                .cannotWrite,
                "\(target): \((program as NSString).lastPathComponent) could not make it from "
                    + (path as NSString).lastPathComponent)
        }
        return target
    }
}
