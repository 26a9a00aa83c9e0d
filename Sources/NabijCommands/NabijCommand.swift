// SPDX-License-Identifier: EUPL-1.2
public import ArgumentParser

/// The command line: `nabij SUBCOMMAND …`.
public struct NabijCommand: ParsableCommand {
    /// Name, abstract and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "nabij",
        abstract: "Proximity, coverage and green per buurt, from your own files.")

    /// Creates the command.
    public init() {}
}

/// Runs the command line with the arguments of the process and exits.
public func runCommandLine() { NabijCommand.main() }
