internal import MartletJSON

/// What an extension asks of the Telemetry API, version 2022-07-01.
struct TelemetrySubscription {
  let schema: String
  /// Of `platform`, `function` and `extension`.
  let types: [String]
  let destination: Destination
  /// A batch is sent when it has so many events or bytes, or is so old.
  let mostItems: Int
  let mostBytes: Int
  let timeout: Duration

  /// Where an extension takes events. It is always on the environment's own host.
  enum Destination: Equatable {
    /// Posts of arrays.
    case http(port: UInt16, path: String)
    /// A connection with a line for each event.
    case tcp(port: UInt16)
  }

  /// Why a subscription is not taken.
  struct Refusal: Error, Equatable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  private struct Body: Decodable {
    struct Destination: Decodable {
      var `protocol`: String
      var uri: String?
      var port: Int?

      enum CodingKeys: String, CodingKey {
        case `protocol`
        case uri = "URI"
        case port
      }
    }
    struct Buffering: Decodable {
      var maxItems: Int?
      var maxBytes: Int?
      var timeoutMs: Int?
    }
    var schemaVersion: String
    var types: [String]
    var destination: Destination
    var buffering: Buffering?
  }

  private static let schemas = ["2022-07-01", "2022-12-13", "2025-01-29"]
  private static let knownTypes = ["platform", "function", "extension"]

  /// - Parameter isManaged: whether the environment is one of Managed Instances, which know the
  ///   latest schema alone.
  init(_ bytes: [UInt8], isManaged: Bool) throws(Refusal) {
    let body: Body
    do {
      body = try JSON.decode(Body.self, from: bytes)
    } catch {
      throw Refusal("the body is no subscription: \(error)")
    }
    let schemas = isManaged ? Self.schemas.suffix(1) : Self.schemas[...]
    guard schemas.contains(body.schemaVersion) else {
      throw Refusal(
        "schemaVersion is \(body.schemaVersion); give one of \(schemas.joined(separator: ", "))")
    }
    for type in body.types where !Self.knownTypes.contains(type) {
      throw Refusal("\(type) is no type; give some of \(Self.knownTypes.joined(separator: ", "))")
    }
    guard !body.types.isEmpty else { throw Refusal("types is empty") }
    schema = body.schemaVersion
    types = body.types
    destination = try Self.place(body.destination)
    mostItems = try Self.value(body.buffering?.maxItems ?? 1000, "maxItems", 1000...10_000)
    mostBytes = try Self.value(
      body.buffering?.maxBytes ?? 262_144, "maxBytes", 262_144...1_048_576)
    timeout = .milliseconds(
      try Self.value(body.buffering?.timeoutMs ?? 1000, "timeoutMs", 25...30_000))
  }

  private static func place(
    _ destination: Body.Destination
  ) throws(Refusal) -> Destination {
    switch destination.protocol {
    case "HTTP": return try place(uri: destination.uri ?? "")
    case "TCP":
      guard let port = destination.port else {
        throw Refusal("a TCP destination has no port; give one from 1 to 65535")
      }
      return .tcp(port: UInt16(try value(port, "port", 1...65_535)))
    default: throw Refusal("the protocol is \(destination.protocol); give HTTP or TCP")
    }
  }

  private static func place(uri: String) throws(Refusal) -> Destination {
    let hosts = ["sandbox.localdomain", "sandbox", "127.0.0.1", "localhost"]
    for host in hosts where uri.hasPrefix("http://\(host):") {
      let rest = uri.dropFirst("http://\(host):".count)
      let path = rest.drop { $0 != "/" }
      // What no request line can hold is no path.
      guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
        let port = UInt16(rest.prefix { $0 != "/" }), port > 0
      else { break }
      return .http(port: port, path: path.isEmpty ? "/" : String(path))
    }
    throw Refusal("the URI is \(uri); give http://sandbox.localdomain:PORT")
  }

  private static func value(
    _ value: Int, _ name: String, _ bounds: ClosedRange<Int>
  ) throws(Refusal) -> Int {
    guard bounds.contains(value) else {
      throw Refusal(
        "\(name) is \(value); give a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return value
  }
}
