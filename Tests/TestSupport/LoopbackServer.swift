// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc

/// A server on 127.0.0.1 that answers each path with a fixed text of JSON, until it is let go.
public final class LoopbackServer: @unchecked Sendable {
    /// Where it listens.
    public let port: UInt16
    private let socketDescriptor: Int32

    /// Starts the server.
    ///
    /// - Parameter answers: Gives the text for a path and the port; `nil` is "not found".
    public init?(_ answers: @escaping @Sendable (_ path: String, _ port: UInt16) -> String?) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(descriptor, raw, size) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, raw, &size) == 0
            }
        }
        guard descriptor >= 0, isBound else { return nil }
        let port = UInt16(bigEndian: address.sin_port)
        self.port = port
        socketDescriptor = descriptor
        Thread.detachNewThread {
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else { return }
                Self.answer(client, port, answers)
                close(client)
            }
        }
    }

    deinit {
        shutdown(socketDescriptor, Int32(SHUT_RDWR))
        close(socketDescriptor)
    }

    private static func answer(
        _ client: Int32, _ port: UInt16, _ answers: (String, UInt16) -> String?
    ) {
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = recv(client, &bytes, bytes.count, 0)
        guard count > 0 else { return }
        let request = String(decoding: bytes[..<count], as: UTF8.self)
        let words = request.split(separator: " ", maxSplits: 2)
        let path = words.count > 1 ? String(words[1].prefix { $0 != "?" }) : "/"
        let text = answers(path, port)
        let body = Array((text ?? "{}").utf8)
        let head =
            "HTTP/1.1 \(text == nil ? "404 Not Found" : "200 OK")\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        let answer = Array(head.utf8) + body
        _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
    }
}
