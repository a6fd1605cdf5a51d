/// Writes log records: a message with a level and values, and which invocation it belongs to.
///
/// ```swift
/// context.log.info("order accepted", metadata: ["order": .string(order.id), "items": 3])
/// ```
///
/// A record is one line of standard output, or one frame where the platform has a descriptor for
/// them, written in one piece. `AWS_LAMBDA_LOG_FORMAT` chooses JSON or text, and what is below
/// `AWS_LAMBDA_LOG_LEVEL` (`INFO` where it is not set) is not even made: messages and metadata are
/// only evaluated for records that are written.
///
/// The runtime itself never logs an event or an output.
public struct Log: Sendable {
  @usableFromInline let outlet: LogOutlet
  @usableFromInline var requestID: String?
  @usableFromInline var traceID: String?
  @usableFromInline var tenantID: String?
  @usableFromInline var metadata: Metadata

  @inlinable init(
    outlet: LogOutlet, requestID: String? = nil, traceID: String? = nil, tenantID: String? = nil,
    metadata: Metadata = [:]
  ) {
    self.outlet = outlet
    self.requestID = requestID
    self.traceID = traceID
    self.tenantID = tenantID
    self.metadata = metadata
  }

  /// Makes a log that hands its records to `receive` instead of writing them, such as for a test
  /// that looks at what a handler logs: `Context(log: Log { … })`.
  ///
  /// - Parameters:
  ///   - level: the lowest level that is handed on.
  ///   - receive: is called by whoever logs, on its thread.
  public init(level: Level = .trace, _ receive: @escaping @Sendable (Record) -> Void) {
    self.init(outlet: LogOutlet(level: level, .closure(receive)))
  }

  /// The process's log, whose records belong to no invocation: for a function's `init()`, and for
  /// work that outlives invocations.
  public static var process: Log { Log(outlet: .process) }

  /// A log that adds values to each of its records; a record's own values win.
  public func with(_ metadata: Metadata) -> Log {
    var log = self
    log.metadata.merge(metadata)
    return log
  }

  /// Whether records of this level are written.
  @inlinable public func isEnabled(_ level: Level) -> Bool { level >= outlet.level }

  /// Writes a record for whoever looks for a fault, at the finest level.
  @inlinable public func trace(
    _ message: @autoclosure () -> String, metadata: @autoclosure () -> Metadata = [:]
  ) {
    if isEnabled(.trace) { write(.trace, message(), error: nil, metadata: metadata()) }
  }

  /// Writes a record for whoever looks for a fault.
  @inlinable public func debug(
    _ message: @autoclosure () -> String, metadata: @autoclosure () -> Metadata = [:]
  ) {
    if isEnabled(.debug) { write(.debug, message(), error: nil, metadata: metadata()) }
  }

  /// Writes a record of what the function does in the normal course of things.
  @inlinable public func info(
    _ message: @autoclosure () -> String, metadata: @autoclosure () -> Metadata = [:]
  ) {
    if isEnabled(.info) { write(.info, message(), error: nil, metadata: metadata()) }
  }

  /// Writes a record of what may become a failure.
  ///
  /// - Parameter error: adds `errorType` and `errorMessage`, as a caller would read them.
  @inlinable public func warn(
    _ message: @autoclosure () -> String, error: (any Error)? = nil,
    metadata: @autoclosure () -> Metadata = [:]
  ) {
    if isEnabled(.warn) { write(.warn, message(), error: error, metadata: metadata()) }
  }

  /// Writes a record of a failure. An error that a handler throws need not be logged: the runtime
  /// does.
  ///
  /// - Parameter error: adds `errorType` and `errorMessage`, as a caller would read them.
  @inlinable public func error(
    _ message: @autoclosure () -> String, error: (any Error)? = nil,
    metadata: @autoclosure () -> Metadata = [:]
  ) {
    if isEnabled(.error) { write(.error, message(), error: error, metadata: metadata()) }
  }

  /// Writes a record of a failure after which the process is of no use. It does not end it.
  ///
  /// - Parameter error: adds `errorType` and `errorMessage`, as a caller would read them.
  @inlinable public func fatal(
    _ message: @autoclosure () -> String, error: (any Error)? = nil,
    metadata: @autoclosure () -> Metadata = [:]
  ) {
    if isEnabled(.fatal) { write(.fatal, message(), error: error, metadata: metadata()) }
  }

  @inline(never) @usableFromInline
  func write(_ level: Level, _ message: String, error: (any Error)?, metadata: Metadata) {
    write(level, message, document: error.map { ErrorDocument($0) }, metadata: metadata)
  }

  /// Writes a record of an error that has become a document already.
  func write(
    _ level: Level, _ message: String, document: ErrorDocument?, metadata: Metadata = [:]
  ) {
    guard isEnabled(level) else { return }
    var all = self.metadata
    all.merge(metadata)
    outlet.take(
      Record(
        level: level, message: message, errorType: document?.errorType,
        errorMessage: document?.errorMessage, metadata: all, requestID: requestID,
        traceID: traceID.map(TraceHeader.root), tenantID: tenantID, instant: .now))
  }
}
