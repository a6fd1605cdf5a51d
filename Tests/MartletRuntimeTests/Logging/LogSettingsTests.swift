import Testing

@testable import MartletRuntime

struct LogSettingsTests {
  private func settings(format: String? = nil, level: String? = nil) -> LogSettings {
    LogSettings {
      switch $0 {
      case "AWS_LAMBDA_LOG_FORMAT": format
      case "AWS_LAMBDA_LOG_LEVEL": level
      default: nil
      }
    }
  }

  @Test(arguments: [nil, ""])
  func `without variables records are text, from INFO on`(value: String?) {
    let settings = settings(format: value, level: value)
    #expect(settings.format == .text)
    #expect(settings.level == .info)
    #expect(settings.warnings.isEmpty)
  }

  @Test(arguments: [
    ("JSON", LogSettings.Format.json), ("json", .json), ("Json", .json), ("Text", .text),
    ("TEXT", .text), ("text", .text),
  ])
  func `a format is taken in any case`(name: String, format: LogSettings.Format) {
    #expect(settings(format: name).format == format)
    #expect(settings(format: name).warnings.isEmpty)
  }

  @Test(arguments: zip(["TRACE", "debug", "Info", "wArN", "error", "FATAL"], Log.Level.allCases))
  func `a level is taken in any case`(name: String, level: Log.Level) {
    #expect(settings(level: name).level == level)
    #expect(settings(level: name).warnings.isEmpty)
  }

  @Test(arguments: ["XML", " JSON", "JSON\n", "j\u{17F}on"])
  func `a format that is none is named with the remedy`(name: String) {
    let settings = settings(format: name)
    #expect(settings.format == .text)
    #expect(
      settings.warnings == [
        "AWS_LAMBDA_LOG_FORMAT is \"\(name)\"; set it to JSON or Text. Text is taken"
      ])
  }

  @Test(arguments: ["WARNING", "3", "info ", "ınfo", "OFF"])
  func `a level that is none is named with the remedy`(name: String) {
    let settings = settings(level: name)
    #expect(settings.level == .info)
    #expect(
      settings.warnings == [
        """
        AWS_LAMBDA_LOG_LEVEL is "\(name)"; set it to one of TRACE, DEBUG, INFO, WARN, ERROR, \
        FATAL. INFO is taken
        """
      ])
  }

  @Test func `what is wrong is in the log once, before its first record`() throws {
    let channel = Channel.packets()
    let outlet = LogOutlet(
      settings(format: "XML", level: "loud"), output: channel.writing, telemetry: nil)
    Log(outlet: outlet).info("first")
    Log(outlet: outlet).info("second")
    let lines = try channel.finish().flatMap {
      try LogLine.all(of: String(decoding: $0, as: UTF8.self))
    }
    #expect(lines.map(\.level) == ["WARN", "WARN", "INFO", "INFO"])
    #expect(lines[0].message.hasPrefix("AWS_LAMBDA_LOG_FORMAT is \"XML\""))
    #expect(lines[1].message.hasPrefix("AWS_LAMBDA_LOG_LEVEL is \"loud\""))
    #expect(lines[2].message == "first")
  }

  @Test(arguments: Log.Level.allCases)
  func `only what matters enough is written`(level: Log.Level) throws {
    let channel = Channel.packets()
    let outlet = LogOutlet(settings(level: "\(level)"), output: channel.writing, telemetry: nil)
    let log = Log(outlet: outlet)
    log.trace("m")
    log.debug("m")
    log.info("m")
    log.warn("m")
    log.error("m")
    log.fatal("m")
    let lines = try channel.finish().flatMap {
      try LogLine.all(of: String(decoding: $0, as: UTF8.self))
    }
    #expect(lines.map(\.level) == Log.Level.allCases.filter { $0 >= level }.map(\.description))
  }
}
