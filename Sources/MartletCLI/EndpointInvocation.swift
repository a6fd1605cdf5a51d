internal import FoundationEssentials
internal import MartletCurl
internal import MartletEmulator
internal import MartletHTTP

/// An invocation over the Invoke API of a running server.
struct EndpointInvocation {
  let endpoint: Endpoint
  let function: String
  let tenant: String?

  func run(
    _ payload: [UInt8], timeout: Duration?, in session: Session
  ) async throws(CommandError) -> ExitStatus {
    let response = try await post(payload, timeout: timeout, in: session)
    guard response.status == 200 else { throw refusal(response) }
    if let log = response.headers["X-Amz-Log-Result"].flatMap(Base64.decode) {
      let text = String(decoding: log, as: UTF8.self).trimmingSuffix(while: \.isNewline)
      if !text.isEmpty { Console.status(Array(text.utf8), .dim) }
    }
    let errorType = response.headers["X-Amz-Function-Error"].map { kind in
      (try? JSONDecoder().decode(FunctionError.self, from: Data(response.body)))?.errorType ?? kind
    }
    return try InvocationResult(response.body, errorType: errorType).print()
  }

  private func post(
    _ payload: [UInt8], timeout: Duration?, in session: Session
  ) async throws(CommandError) -> HTTPResponse {
    do {
      let client = try Client(
        .init(
          base: endpoint.base, userAgent: "martlet/\(MartletVersion.current)",
          connectTimeout: .seconds(5)),
        on: session.loop)
      var headers: HTTPHeaders = [
        "Content-Type": "application/json", "X-Amz-Log-Type": "Tail",
      ]
      if let tenant { headers.append("X-Amz-Tenant-Id", tenant) }
      return try await client.post(
        "\(endpoint.prefix)/2015-03-31/functions/\(PercentCoding.encode(function))/invocations",
        headers: headers, body: payload, timeout: timeout)
    } catch {
      let remedy = error.code == .connect ? "; is `martlet dev` running there?" : ""
      throw CommandError(
        error.code == .timeout ? .timeout : .unavailable,
        "cannot invoke \(function) at \(endpoint.base)\(endpoint.prefix): \(error.message)\(remedy)"
      )
    }
  }

  /// The server's own words where they are the Invoke API's, and all that it says otherwise.
  private func refusal(_ response: HTTPResponse) -> CommandError {
    let members = try? JSONDecoder().decode([String: String].self, from: Data(response.body))
    // The API spells the member in two ways.
    let text =
      members?["message"] ?? members?["Message"]
      ?? String(decoding: response.body.prefix(500), as: UTF8.self)
    let name = response.headers["x-amzn-ErrorType"].map { "\($0): " } ?? ""
    return CommandError(
      response.status < 500 ? .usage : .unavailable,
      "\(endpoint.base)\(endpoint.prefix) answered \(response.status): \(name)"
        + text.trimmingSuffix(while: \.isWhitespace))
  }

  /// The body of an answer with `X-Amz-Function-Error`.
  private struct FunctionError: Decodable {
    var errorType: String?
  }
}
