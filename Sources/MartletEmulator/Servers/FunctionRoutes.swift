internal import MartletHTTP
internal import MartletJSON

/// The parts of Lambda's own API by which SDKs and the command line look at functions and set their
/// reserved concurrency.
struct FunctionRoutes {
  private enum Call {
    case list
    case function, configuration
    case concurrency
    case setConcurrency
  }

  private struct Concurrency: Codable {
    var reserved: Int

    enum CodingKeys: String, CodingKey {
      case reserved = "ReservedConcurrentExecutions"
    }
  }

  /// Nil for a path that is none of theirs.
  func answer(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    var parts = head.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    if parts.last == "" { parts.removeLast() }
    guard let (methods, call) = Self.route(Array(parts)) else { return nil }
    guard methods.contains(head.method) else {
      return InvokeError.methodNotServed(head, allowed: methods).response
    }
    do {
      if case .list = call { return try Self.list(head.query, isolation) }
      let name = try InvokeRoutes.functionName(parts.dropFirst(2).first ?? "", head, isolation)
      guard let function = isolation.configuration(named: name.name) else {
        throw InvokeError.functionNotFound(name, served: isolation.functionNames)
      }
      switch call {
      case .list, .function: return Self.describe(function)
      case .configuration: return .json(200, FunctionDescription(function).json)
      case .concurrency: return .json(200, Self.concurrency(function.reservedConcurrency))
      case .setConcurrency where head.method == "DELETE":
        isolation.setReservedConcurrency(nil, of: name.name)
        return HTTPResponse(status: 204)
      case .setConcurrency:
        let number = try Self.number(try await connection.body(atMost: 4096).bytes)
        isolation.setReservedConcurrency(number, of: name.name)
        return .json(200, Self.concurrency(number))
      }
    } catch let error as InvokeError {
      return error.response
    } catch let error as HTTPError {
      return error.response
    } catch {
      return HTTPResponse(status: 400)
    }
  }

  private static func route(_ parts: [Substring]) -> (methods: [String], Call)? {
    guard parts.count >= 2, parts[1] == "functions" else { return nil }
    switch (parts[0], parts.dropFirst(3).first, parts.count) {
    case ("2015-03-31", nil, 2): return (["GET"], .list)
    case ("2015-03-31", nil, 3): return (["GET"], .function)
    case ("2015-03-31", "configuration"?, 4): return (["GET"], .configuration)
    case ("2019-09-30", "concurrency"?, 4): return (["GET"], .concurrency)
    case ("2017-10-31", "concurrency"?, 4): return (["PUT", "DELETE"], .setConcurrency)
    default: return nil
    }
  }

  private static func number(_ body: [UInt8]) throws(InvokeError) -> Int {
    guard let concurrency = try? JSON.decode(Concurrency.self, from: body),
      (0...1000).contains(concurrency.reserved)
    else {
      throw .invalidParameterValue("ReservedConcurrentExecutions must be a number from 0 to 1000.")
    }
    return concurrency.reserved
  }

  private static func concurrency(_ number: Int?) -> String {
    number.map { "{\"ReservedConcurrentExecutions\":\($0)}" } ?? "{}"
  }

  private static func describe(_ function: FunctionConfiguration) -> HTTPResponse {
    let location = JSONText.quote("file://\(function.bootstrap)")
    let reserved = function.reservedConcurrency.map { ",\"Concurrency\":\(concurrency($0))" } ?? ""
    return .json(
      200,
      "{\"Configuration\":\(FunctionDescription(function).json),"
        + "\"Code\":{\"RepositoryType\":\"S3\",\"Location\":\(location)}\(reserved)}")
  }

  /// A page has 50 functions at most, whatever is asked for, as Lambda's have. Its marker, which
  /// callers hand back as it is, is the name of its last one.
  private static func list(
    _ query: String?, _ isolation: isolated Emulator
  ) throws(InvokeError) -> HTTPResponse {
    let items = QueryItems(query)
    if let version = items?["FunctionVersion"], version != "ALL" {
      throw .invalidParameterValue("FunctionVersion is \(version); it can be ALL.")
    }
    var most = 50
    if let text = items?["MaxItems"] {
      guard let number = Int(text), (1...10_000).contains(number) else {
        throw .invalidParameterValue("MaxItems must be a number from 1 to 10000.")
      }
      most = min(number, most)
    }
    let names = isolation.functionNames.drop { name in
      items?["Marker"].map { name <= $0 } ?? false
    }
    let page = names.prefix(most)
    let functions = page.compactMap { name in
      isolation.configuration(named: name).map { FunctionDescription($0).json }
    }
    let isLast = page.count == names.count
    let marker = isLast ? "" : ",\"NextMarker\":\(JSONText.quote(page.last ?? ""))"
    return .json(200, "{\"Functions\":[\(functions.joined(separator: ","))]\(marker)}")
  }
}
