// SPDX-License-Identifier: EUPL-1.2
public import ArgumentParser
import GeoFiles
import Glibc
import Synchronization

/// Version of the program, as `--version` and provenance.json give it.
public let nabijVersion = "0.1.0"

/// The command line: `nabij SUBCOMMAND …`.
public struct NabijCommand: ParsableCommand {
    /// Name, abstract and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "nabij",
        abstract: "Proximity, coverage and green per buurt, from your own files.",
        discussion: """
            Results and lists go to standard output, notes, warnings and errors to standard error.
            Exit codes: 0 done, 64 usage, 65 bad data, 66 missing input, 70 a fault of ours, \
            73 cannot write.
            """,
        version: "nabij \(nabijVersion)",
        subcommands: [
            RunCommand.self, CheckCommand.self, CatalogueCommand.self, CompareCommand.self,
            TimelineCommand.self, OptimiseCommand.self, RouteCommand.self,
            ExplainCommand.self,
            SynthesiseCommand.self,
        ])

    /// Creates the command.
    public init() {}
}

/// Runs the command line with the arguments of the process and exits.
public func runCommandLine() -> Never {
    // A reader that goes away, such as `head`, is no fault of ours.
    signal(SIGPIPE, SIG_DFL)
    // Somebody who ends us with Ctrl-\\ wants no report of a crash.
    signal(SIGQUIT, SIG_DFL)
    // A limit on the size of files is an error of writing like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    Console.openStandardStreams()
    let code = runCommandLine(Array(CommandLine.arguments.dropFirst()))
    guard code == 0, Console.hasLostOutput.load(ordering: .relaxed) else { exit(code) }
    let lost = GeoFileError(
        .cannotWrite, "standard output cannot be written; is the disk of the file behind it full?")
    Console.error(lost, verbose: false)
    exit(lost.code.rawValue)
}

/// Runs the command line with given arguments.
///
/// - Parameter arguments: Without the name of the program.
/// - Returns: The exit code of sysexits.h.
public func runCommandLine(_ arguments: [String]) -> Int32 {
    do {
        var command = try NabijCommand.parseAsRoot(arguments)
        try command.run()
        return 0
    } catch let failure as CommandFailure {
        Console.error(failure.error, verbose: failure.isVerbose)
        return failure.error.code.rawValue
    } catch let error as GeoFileError {
        Console.error(error, verbose: false)
        return error.code.rawValue
    } catch {
        return parserExit(error)
    }
}

/// Help and version go to standard output; what the parser refuses is one line with its hint.
private func parserExit(_ error: any Error) -> Int32 {
    guard NabijCommand.exitCode(for: error) != .success else {
        Console.output(NabijCommand.fullMessage(for: error))
        return 0
    }
    guard NabijCommand.exitCode(for: error) == .validationFailure else {
        Console.error(GeoFileError(.fault, "\(error)"), verbose: false)
        return GeoFileError.Code.fault.rawValue
    }
    let hint = NabijCommand.fullMessage(for: error).split(separator: "\n")
        .map { $0.drop(while: { $0 == " " }) }
        .last { $0.hasPrefix("See ") }
    let message = NabijCommand.message(for: error)
    let line = hint.map { message + " (\($0.hasSuffix(".") ? $0.dropLast() : $0))" } ?? message
    Console.error(GeoFileError(.usage, line), verbose: false)
    return GeoFileError.Code.usage.rawValue
}

/// An error that ends a command, and whether its detail is wanted.
struct CommandFailure: Error {
    var error: GeoFileError
    var isVerbose: Bool
}
