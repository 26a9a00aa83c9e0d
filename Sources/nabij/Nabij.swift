// SPDX-License-Identifier: EUPL-1.2
import NabijCommands

@main
enum Nabij {
    static func main() { runCommandLine() }
}
