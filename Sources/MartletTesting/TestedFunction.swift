public import Martlet
internal import MartletJSON

/// A function on a test's platform.
public final class TestedFunction<F: Function> {
  let local: LocalEnvironment<F>?
  let emulated: EmulatedFunction?

  init(_ local: LocalEnvironment<F>) { (self.local, emulated) = (local, nil) }
  init(_ emulated: EmulatedFunction) { (local, self.emulated) = (nil, emulated) }

  /// Invokes the function with an event.
  ///
  /// An event that is `Encodable` and an output that is `Decodable` pass through their bytes, as on
  /// the platform; others reach the function, and come back, as the values they are, which only this
  /// process can do.
  ///
  /// - Throws: `InvocationError`, as the caller on the platform would read it.
  public func invoke(_ event: F.Event) async throws -> F.Output {
    if let bytes = try Bytes.of(event), Bytes.canDecode(F.Output.self) {
      let answer = try await invokeWhole(bytes)
      return try Bytes.decode(F.Output.self, from: answer)
    }
    guard let local else {
      throw InvocationError(
        type: "Test",
        message: """
          \(F.Event.self) and \(F.Output.self) cannot be sent to another process and back; conform \
          both to Codable, or test the function in process
          """, payload: "", event: "")
    }
    return try await local.invoke(value: event)
  }

  /// Invokes the function with an event as JSON and returns its answer as text.
  ///
  /// - Throws: `InvocationError`, as the caller on the platform would read it.
  public func invoke(json event: String) async throws -> String {
    String(decoding: try await invokeWhole(Array(event.utf8)), as: UTF8.self)
  }

  /// Invokes the function with an event as JSON and returns the parts of its answer.
  ///
  /// Nothing is thrown: an error may come behind the parts.
  public func stream(json event: String) async -> StreamedAnswer {
    await answer(Array(event.utf8))
  }

  /// The same for an event that is `Encodable`, or bytes.
  ///
  /// - Throws: where the event cannot be encoded.
  public func stream(_ event: F.Event) async throws -> StreamedAnswer {
    guard let bytes = try Bytes.of(event) else {
      throw InvocationError(
        type: "Test", message: "\(F.Event.self) is not Encodable; use stream(json:)", payload: "",
        event: "")
    }
    return await answer(bytes)
  }

  /// Ends the environment, so that the next invocation is a cold start.
  public func coldStart() async {
    local?.reset()
    await emulated?.reset()
  }

  /// The records that the function has logged, in process; see `log`.
  public var records: [Log.Record] { local?.records ?? [] }

  /// What the function has logged, one line a record or whatever it printed. In process, only what
  /// went through `context.log`.
  public var log: String {
    local.map { $0.records.map(\.description).joined(separator: "\n") } ?? emulated?.log ?? ""
  }

  private func answer(_ event: [UInt8]) async -> StreamedAnswer {
    if let local { return await local.invoke(event) }
    return await emulated?.invoke(event) ?? StreamedAnswer()
  }

  func invokeWhole(_ event: [UInt8]) async throws -> [UInt8] {
    let answer = await answer(event)
    if let failure = answer.failure { throw failure }
    return answer.bytes
  }
}
