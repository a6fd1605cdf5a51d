internal import MartletJSON

/// What an extension asks of the Telemetry API, version 2022-07-01.
struct TelemetrySubscription {
  let schema: String
  /// Of `platform`, `function` and `extension`.
  let types: [String]
  let port: Int
  /// Where the destination takes events.
  let path: String
  /// A batch is sent when it has so many events or bytes, or is so old.
  let mostItems: Int
  let mostBytes: Int
  let timeout: Duration

  /// Why a subscription is not taken.
  enum Refusal: Error, Equatable {
    case invalid(String)
    /// A destination that there is on Lambda and not here.
    case unsupported(String)
  }

  private struct Body: Decodable {
    struct Destination: Decodable {
      var `protocol`: String
      var uri: String?

      enum CodingKeys: String, CodingKey {
        case `protocol`
        case uri = "URI"
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
      throw .invalid("the body is no subscription: \(error)")
    }
    let schemas = isManaged ? Self.schemas.suffix(1) : Self.schemas[...]
    guard schemas.contains(body.schemaVersion) else {
      throw .invalid(
        "schemaVersion is \(body.schemaVersion); give one of \(schemas.joined(separator: ", "))")
    }
    for type in body.types where !Self.knownTypes.contains(type) {
      throw .invalid("\(type) is no type; give some of \(Self.knownTypes.joined(separator: ", "))")
    }
    guard !body.types.isEmpty else { throw .invalid("types is empty") }
    schema = body.schemaVersion
    types = body.types
    (port, path) = try Self.place(body.destination)
    mostItems = try Self.value(body.buffering?.maxItems ?? 1000, "maxItems", 1000...10_000)
    mostBytes = try Self.value(
      body.buffering?.maxBytes ?? 262_144, "maxBytes", 262_144...1_048_576)
    timeout = .milliseconds(
      try Self.value(body.buffering?.timeoutMs ?? 1000, "timeoutMs", 25...30_000))
  }

  /// An extension is always on the environment's own host.
  private static func place(
    _ destination: Body.Destination
  ) throws(Refusal) -> (port: Int, path: String) {
    guard destination.protocol == "HTTP" else {
      guard destination.protocol == "TCP" else {
        throw .invalid("the protocol is \(destination.protocol); give HTTP")
      }
      throw .unsupported("A TCP destination is not supported; use HTTP")
    }
    let uri = destination.uri ?? ""
    let hosts = ["sandbox.localdomain", "sandbox", "127.0.0.1", "localhost"]
    for host in hosts where uri.hasPrefix("http://\(host):") {
      let rest = uri.dropFirst("http://\(host):".count)
      let path = rest.drop { $0 != "/" }
      // What no request line can hold is no path.
      guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
        let port = Int(rest.prefix { $0 != "/" }), (1...65_535).contains(port)
      else { break }
      return (port, path.isEmpty ? "/" : String(path))
    }
    throw .invalid("the URI is \(uri); give http://sandbox.localdomain:PORT")
  }

  private static func value(
    _ value: Int, _ name: String, _ bounds: ClosedRange<Int>
  ) throws(Refusal) -> Int {
    guard bounds.contains(value) else {
      throw .invalid(
        "\(name) is \(value); give a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return value
  }
}
