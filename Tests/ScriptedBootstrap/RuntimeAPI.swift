import Glibc

/// One event with its headers, as lines.
struct Invocation {
  let headers: [String]
  let event: [UInt8]

  var id: String { header("Lambda-Runtime-Aws-Request-Id") }

  func header(_ name: String) -> String {
    let prefix = name.lowercased() + ": "
    let line = headers.first { $0.lowercased().hasPrefix(prefix) }
    return line.map { String($0.dropFirst(prefix.count)) } ?? ""
  }

  /// The steps that an event, a JSON string without escapes, holds.
  var script: String { String(decoding: event.dropFirst().dropLast(), as: UTF8.self) }
}

/// The Runtime API over blocking sockets, as plain as can be.
final class RuntimeAPI {
  let address: String
  private var connection: Int32 = -1

  init(_ address: String) { self.address = address }

  struct Answer {
    var status = 0
    var headers: [String] = []
    var bytes: [UInt8] = []
    var body: String { String(decoding: bytes, as: UTF8.self) }

    func field(_ name: String) -> String {
      let prefix = name.lowercased() + ": "
      let line = headers.first { $0.lowercased().hasPrefix(prefix) }
      return line.map { String($0.dropFirst(prefix.count)) } ?? ""
    }
  }

  /// Waits for the next event; ends the process where there is none to come.
  func next() -> Invocation {
    send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: \(address)\r\n\r\n")
    let answer = receive()
    guard answer.status == 200 else {
      print("next: \(answer.status) \(answer.body.filter { $0 != "\n" })")
      exit(1)
    }
    return Invocation(headers: answer.headers, event: answer.bytes)
  }

  /// Waits as a snapshot.
  func restoreNext() -> Answer {
    send("GET /2018-06-01/runtime/restore/next HTTP/1.1\r\nHost: \(address)\r\n\r\n")
    return receive()
  }

  /// Asks for an event on a connection that it closes without waiting.
  func askAndHangUp() {
    hangUp()
    send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: \(address)\r\n\r\n")
    hangUp()
  }

  /// Begins a streamed response; `sendChunk` and `endStream` go on with it.
  func beginStream(_ path: String, contentType: String) {
    send(
      "POST /2018-06-01\(path) HTTP/1.1\r\nHost: \(address)\r\nContent-Type: \(contentType)\r\n"
        + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n"
        + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n")
  }

  func sendChunk(_ bytes: [UInt8]) {
    send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10])
  }

  func endStream(trailers: [String] = []) -> Answer {
    send("0\r\n\(trailers.map { "\($0)\r\n" }.joined())\r\n")
    return receive()
  }

  /// Sends what is no end of a stream, and nothing more where that is the last.
  func endStream(with text: String, isLast: Bool = false) -> Answer {
    send(text)
    if isLast { shutdown(connection, Int32(SHUT_WR)) }
    defer { hangUp() }
    return receive()
  }

  /// Closes the connection in the middle of what it was used for.
  func breakOff() { hangUp() }

  /// Waits for an extension's next event.
  func extensionNext(_ identifier: String) -> Answer {
    send(
      "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: \(address)\r\n"
        + "Lambda-Extension-Identifier: \(identifier)\r\n\r\n")
    return receive()
  }

  /// Subscribes to telemetry.
  func putTelemetry(_ identifier: String, _ body: [UInt8]) -> Answer {
    let head =
      "PUT /2022-07-01/telemetry HTTP/1.1\r\nHost: \(address)\r\n"
      + "Lambda-Extension-Identifier: \(identifier)\r\nContent-Length: \(body.count)\r\n\r\n"
    send(Array(head.utf8) + body)
    return receive()
  }

  /// Posts nothing to a path of the Extensions API.
  func postExtension(_ path: String, _ headers: [String]) -> Answer {
    send(
      "POST /2020-01-01/extension/\(path) HTTP/1.1\r\nHost: \(address)\r\n"
        + headers.map { "\($0)\r\n" }.joined() + "Content-Length: 0\r\n\r\n")
    return receive()
  }

  /// Registers an extension.
  ///
  /// - Parameter asks: whether it asks for its first event too, on a connection that stays open.
  /// - Returns: the registration's status and body.
  func register(_ name: String, _ events: String, asks: Bool = true) -> Answer {
    let body = Array("{\"events\":[\(events)]}".utf8)
    let head =
      "POST /2020-01-01/extension/register HTTP/1.1\r\nHost: \(address)\r\n"
      + "Lambda-Extension-Name: \(name)\r\nContent-Length: \(body.count)\r\n\r\n"
    send(Array(head.utf8) + body)
    let answer = receive()
    let identifier = answer.field("Lambda-Extension-Identifier")
    guard asks, !identifier.isEmpty else { return answer }
    send(
      "GET /2020-01-01/extension/event/next HTTP/1.1\r\nHost: \(address)\r\n"
        + "Lambda-Extension-Identifier: \(identifier)\r\n\r\n")
    // The event comes here, if one does; the runtime goes on with another connection.
    connection = -1
    return answer
  }

  /// Posts a body.
  ///
  /// - Parameters:
  ///   - chunkSize: sends it in chunks of that size instead of with its length.
  ///   - missing: announces as many bytes more than it sends.
  @discardableResult
  func post(
    _ path: String, _ body: [UInt8], _ headers: [String] = [], chunkSize: Int? = nil,
    missing: Int = 0
  ) -> Answer {
    var head = "POST /2018-06-01\(path) HTTP/1.1\r\nHost: \(address)\r\n"
    for header in headers { head += "\(header)\r\n" }
    if let chunkSize {
      send("\(head)Transfer-Encoding: chunked\r\n\r\n")
      for start in stride(from: 0, to: body.count, by: chunkSize) {
        let piece = body[start..<min(start + chunkSize, body.count)]
        send(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10])
      }
      send("0\r\n\r\n")
    } else {
      // In one piece: a body of its own would wait for the head's acknowledgement.
      send(Array("\(head)Content-Length: \(body.count + missing)\r\n\r\n".utf8) + body)
    }
    if missing > 0 { shutdown(connection, Int32(SHUT_WR)) }
    defer { if missing > 0 { hangUp() } }
    return receive()
  }

  // MARK: The connection

  private func hangUp() {
    if connection >= 0 { close(connection) }
    connection = -1
  }

  private func connect() {
    let colon = address.lastIndex(of: ":")!
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = UInt16(address[address.index(after: colon)...])!.bigEndian
    inet_pton(AF_INET, String(address[..<colon]), &target.sin_addr)
    connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    let failed = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) != 0
      }
    }
    if failed { lost("connect") }
  }

  private func send(_ text: String) { send(Array(text.utf8)) }

  private func send(_ bytes: [UInt8]) {
    if connection < 0 { connect() }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      // The answer may be there although the rest of the request is not wanted any more.
      guard count > 0 else { return }
      sent += count
    }
  }

  private func receive() -> Answer {
    var bytes: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    var head: Int?
    while true {
      if head == nil, bytes.count >= 4 {
        head = (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual(end) }
      }
      if let head {
        var answer = parse(bytes[..<head])
        let isClosing = answer.headers.contains { $0.lowercased() == "connection: close" }
        let length = answer.headers.lazy.compactMap { line in
          line.lowercased().hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
        }
        if bytes.count >= head + 4 + (length.first ?? 0) {
          answer.bytes = Array(bytes[(head + 4)...])
          if isClosing { hangUp() }
          return answer
        }
      }
      var buffer = [UInt8](repeating: 0, count: 64 * 1024)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { lost("receive") }
      bytes += buffer[..<count]
    }
  }

  private func parse(_ head: ArraySlice<UInt8>) -> Answer {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    let status = Int(lines[0].split(separator: " ")[1]) ?? 0
    return Answer(status: status, headers: Array(lines.dropFirst()))
  }

  private func lost(_ call: String) -> Never {
    print("\(call): the connection to \(address) is lost")
    exit(1)
  }
}
