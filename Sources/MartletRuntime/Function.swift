/// A serverless function: made once per execution environment, then asked to handle one event
/// after the other.
///
/// ```swift
/// @main
/// struct Hello: Function {
///   func handle(_ name: String, context: Context) async throws -> String { "Hello \(name)" }
/// }
/// ```
///
/// An event may be `[UInt8]` (the bytes as they came), `Void` (the event is ignored) or, with
/// `import Martlet`, any `Decodable` type; an output may be `[UInt8]`, `Void` (answered as JSON's
/// `null`), any `Encodable` type, or a `Response`, which may be streamed. Other types bring their
/// own `decode` and `encode`.
///
/// A function handles one invocation at a time, so neither it nor its event and output need be
/// `Sendable`, and `handle` may be `mutating`: what it keeps is there for the next invocation of
/// the same environment. `ConcurrentFunction` is for those that handle several at a time;
/// `ShutdownFunction` and `SnapshotFunction` are for those that take part in the rest of an
/// environment's life.
public protocol Function: SendableMetatype {
  /// What the function is given.
  associatedtype Event
  /// What the function answers.
  associatedtype Output

  /// The init phase: runs once, before the first event is asked for. What it throws is reported as
  /// the reason why the environment could not start.
  init() async throws

  /// Handles one event.
  ///
  /// - Throws: any error; the caller receives its type and description.
  mutating func handle(_ event: Event, context: Context) async throws -> Output

  /// Makes an event from the bytes of an invocation.
  static func decode(_ bytes: [UInt8]) throws -> Event

  /// Makes a response from an output.
  static func encode(_ output: Output) throws -> Response

  // How the runtime learns what a function's refinements ask for, without looking up conformances
  // when the process starts. Not for calling, nor for implementing.

  /// See `ConcurrentFunction`.
  static var _isConcurrent: Bool { get }
  /// See `ShutdownFunction`.
  static var _handlesShutdown: Bool { get }
  /// See `ShutdownFunction`.
  static func _shutdown(_ function: inout Self) async throws
  /// See `SnapshotFunction`.
  static func _beforeSnapshot(_ function: inout Self) async throws
  /// See `SnapshotFunction`.
  static func _afterRestore(_ function: inout Self) async throws
}

extension Function {
  /// False.
  public static var _isConcurrent: Bool { false }
  /// False.
  public static var _handlesShutdown: Bool { false }
  /// Does nothing.
  public static func _shutdown(_ function: inout Self) async throws {}
  /// Does nothing.
  public static func _beforeSnapshot(_ function: inout Self) async throws {}
  /// Does nothing.
  public static func _afterRestore(_ function: inout Self) async throws {}
}

extension Function where Event == [UInt8] {
  /// Passes the bytes on as they came.
  public static func decode(_ bytes: [UInt8]) throws -> Event { bytes }
}

extension Function where Output == [UInt8] {
  /// Answers with the bytes as they are.
  public static func encode(_ output: Output) throws -> Response { Response(output) }
}

extension Function where Event == Void {
  /// Ignores the event.
  public static func decode(_ bytes: [UInt8]) throws {}
}

extension Function where Output == Void {
  /// Answers `null`, because callers parse the response as JSON.
  public static func encode(_ output: Output) throws -> Response {
    Response(Array("null".utf8), contentType: "application/json")
  }
}

extension Function where Output == Response {
  /// Answers as the function says.
  public static func encode(_ output: Output) throws -> Response { output }
}
