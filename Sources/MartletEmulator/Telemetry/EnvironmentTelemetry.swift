internal import MartletHTTP

/// The telemetry of one environment with extensions.
final class EnvironmentTelemetry {
  /// By the extensions' identifiers.
  private(set) var streams: [String: TelemetryStream] = [:]
  /// What happened in the init phase, for those that subscribe in the course of it; nil afterwards.
  private var backlog: [TelemetryEvent]? = []
  private static let mostEvents = 1000
  /// The extensions that have asked for an event.
  private var ready: Set<String> = []

  /// Whether extensions may still subscribe.
  var isOpen: Bool { backlog != nil }

  func append(_ event: TelemetryEvent) {
    for stream in streams.values { stream.append(event) }
    if let count = backlog?.count, count < Self.mostEvents { backlog?.append(event) }
  }

  /// Whether an extension asks for an event for the first time.
  func isFirstCall(of identifier: String) -> Bool { ready.insert(identifier).inserted }

  /// The init phase is over.
  func endInit() { backlog = nil }

  /// An extension subscribes, once.
  func subscribe(_ stream: TelemetryStream, as identifier: String) {
    streams[identifier] = stream
    for event in backlog ?? [] { stream.append(event) }
  }

  func close() {
    for stream in streams.values { stream.close() }
    streams = [:]
  }
}
