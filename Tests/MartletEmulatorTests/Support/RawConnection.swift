import Glibc
import MartletCurl

/// A response as its bytes came off the wire, read here by other means than the product's.
struct RawResponse {
  var status = 0
  var fields: [(name: String, value: String)] = []
  var body: [UInt8] = []

  var text: String { String(decoding: body, as: UTF8.self) }

  subscript(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// A connection that sends exactly what a test says.
final class RawConnection {
  let socket: Socket
  private var buffer: [UInt8] = []

  init(host: String, port: UInt16, on loop: RunLoop) throws {
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = port.bigEndian
    inet_pton(AF_INET, host, &target.sin_addr)
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    let failed = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) != 0
      }
    }
    precondition(!failed, "cannot connect to \(host):\(port): errno \(errno)")
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    socket = try Socket(adopting: descriptor, on: loop)
  }

  convenience init(to address: Listener.Address, on loop: RunLoop) throws {
    try self.init(host: address.host, port: address.port, on: loop)
  }

  func send(_ text: String) async throws { try await socket.send(Array(text.utf8)) }
  func send(_ bytes: [UInt8]) async throws { try await socket.send(bytes) }

  /// Sends a request with its length and waits for the response.
  func request(
    _ line: String, _ headers: [String] = [], body: [UInt8]? = nil
  ) async throws -> RawResponse {
    var head = "\(line) HTTP/1.1\r\nHost: test\r\n"
    for header in headers { head += "\(header)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    try await send(Array("\(head)\r\n".utf8) + (body ?? []))
    return try await response(toHead: line.hasPrefix("HEAD "))
  }

  func request(_ line: String, _ headers: [String] = [], body: String) async throws -> RawResponse {
    try await request(line, headers, body: Array(body.utf8))
  }

  /// Waits for a response of known length; status 0 where the connection ends before it.
  func response(toHead: Bool = false) async throws -> RawResponse {
    let separator = Array("\r\n\r\n".utf8)
    var searched = 0
    while true {
      let end = (searched..<max(searched, buffer.count - 3)).first {
        buffer[$0..<($0 + 4)].elementsEqual(separator)
      }
      guard let end else {
        searched = max(0, buffer.count - 3)
        guard try await receive() > 0 else { return RawResponse() }
        continue
      }
      var response = Self.parse(buffer[..<end])
      let length = toHead ? 0 : response["Content-Length"].flatMap(Int.init) ?? 0
      while buffer.count < end + 4 + length {
        guard try await receive() > 0 else { return RawResponse() }
      }
      response.body = Array(buffer[(end + 4)..<(end + 4 + length)])
      buffer.removeFirst(end + 4 + length)
      return response
    }
  }

  /// All that still comes until the other side has finished sending.
  func rest() async throws -> [UInt8] {
    while try await receive() > 0 {}
    defer { buffer = [] }
    return buffer
  }

  func close() { socket.close() }

  private func receive() async throws -> Int {
    try await socket.receive { buffer.append(contentsOf: $0) }
  }

  private static func parse(_ head: ArraySlice<UInt8>) -> RawResponse {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
    var response = RawResponse()
    response.status = Int(lines[0].split(separator: " ")[1]) ?? 0
    response.fields = lines.dropFirst().map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (
        String(line[..<colon]),
        String(line[colon...].dropFirst().drop { $0 == " " })
      )
    }
    return response
  }
}
