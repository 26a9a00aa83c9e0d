// SPDX-License-Identifier: EUPL-1.2
//
// CBC (Forrest and others, COIN-OR) as a process with an LP file, see docs/decisions. Nothing of it is
// linked, so that the program runs without it and says so.
import Foundation
public import Scenarios

/// Solves problems of covering with CBC where it is installed.
public struct SolverProcess: Sendable {
    /// The program.
    public let path: String
    /// When no further problem is taken on.
    private let deadline: ContinuousClock.Instant

    /// Looks for `cbc` in the folders of `PATH`; `nil` where it is not installed.
    ///
    /// - Parameter seconds: Longest time for all problems together; each may take most of what is left.
    public init?(seconds: Int = 60) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let found = folders.map { "\($0)/cbc" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        guard let found else { return nil }
        path = found
        deadline = .now + .seconds(seconds)
    }

    /// Solves a problem.
    ///
    /// - Parameters:
    ///   - cover: The problem.
    ///   - others: Choices that must not be the answer.
    /// - Returns: The answer; `nil` where the solver cannot be run, says nothing that can be read, or time
    ///   is up.
    public func solve(_ cover: CoverProblem, excluding others: [Set<Int>]) -> SolvedCover? {
        let left = (deadline - .now).components.seconds
        guard left >= 1 else { return nil }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("nabij-solver-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false)
        } catch { return nil }
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appendingPathComponent("problem.lp")
        let answer = folder.appendingPathComponent("answer.txt")
        let text = cover.linearProgram(excluding: others)
        guard (try? text.write(to: program, atomically: false, encoding: .utf8)) != nil,
            let said = run([
                program.path, "timeMode", "elapsed", "seconds", "\(max(1, left * 3 / 5))",
                "ratioGap", "0", "solve", "solution",
                answer.path,
            ]),
            let solution = try? String(contentsOf: answer, encoding: .utf8)
        else { return nil }
        return Self.answer(solution, said, candidates: cover.problem.candidates.count)
    }

    private func run(_ arguments: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }

    /// The first line of a solution says how it ended; the others are number, name, value, cost.
    static func answer(_ solution: String, _ said: String, candidates: Int) -> SolvedCover? {
        let lines = solution.split(separator: "\n")
        guard let head = lines.first else { return nil }
        if head.lowercased().contains("infeasible") {
            return SolvedCover(choice: nil, upperBound: nil)
        }
        var choice: Set<Int> = []
        for line in lines.dropFirst() {
            // Rows that break a bound by rounding are marked with **.
            let words = line.split(separator: " ").filter { $0 != "**" }
            guard words.count >= 3, words[1].first == "x", let place = Int(words[1].dropFirst()),
                let value = Double(words[2]), place < candidates
            else { continue }
            if value > 0.5 { choice.insert(place) }
        }
        let value = head.split(separator: " ").last.flatMap { Double($0) }.map(abs)
        if head.hasPrefix("Optimal") { return SolvedCover(choice: choice, upperBound: value) }
        let bound = said.split(separator: "\n").last { $0.hasPrefix("Upper bound:") }
            .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }.map(abs)
        return SolvedCover(choice: choice, upperBound: bound)
    }
}
