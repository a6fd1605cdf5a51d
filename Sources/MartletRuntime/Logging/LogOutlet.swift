internal import Glibc

/// Where the records of a log go, and from which level on.
@usableFromInline
final class LogOutlet: Sendable {
  enum Destination {
    case closure(@Sendable (Log.Record) -> Void)
    case stream(LogStream)
  }

  @usableFromInline let level: Log.Level
  private let destination: Destination

  init(level: Log.Level, _ destination: Destination) {
    self.level = level
    self.destination = destination
  }

  /// The process's own, as the environment wants it. It is made for the first context or the first
  /// record, whichever comes first: never before the first `next`, unless something is logged.
  @usableFromInline static let process = LogOutlet(
    LogSettings { getenv($0).map { String(cString: $0) } },
    output: STDOUT_FILENO, telemetry: PlatformLog.descriptor)

  /// Writes to a descriptor, and what is wrong with the settings to begin with.
  convenience init(_ settings: LogSettings, output: Int32, telemetry: Int32?) {
    self.init(
      level: settings.level,
      .stream(LogStream(settings.format, output: output, telemetry: telemetry)))
    for warning in settings.warnings { Log(outlet: self).warn(warning) }
  }

  func take(_ record: Log.Record) {
    switch destination {
    case .closure(let receive): receive(record)
    case .stream(let stream): stream.write(record)
    }
  }
}
