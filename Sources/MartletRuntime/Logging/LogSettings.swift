internal import Glibc

/// How the platform wants records written.
struct LogSettings {
  enum Format {
    case text
    case json
  }

  private(set) var format = Format.text
  private(set) var level = Log.Level.info
  /// What is wrong with the variables; the default is taken in their place.
  private(set) var warnings: [String] = []

  /// Reads the variables that `variable` looks up.
  init(_ variable: (String) -> String?) {
    func value(_ name: String) -> String? {
      guard let value = variable(name), !value.isEmpty else { return nil }
      return value
    }
    if let name = value("AWS_LAMBDA_LOG_FORMAT") {
      if strcasecmp(name, "JSON") == 0 {
        format = .json
      } else if strcasecmp(name, "Text") != 0 {
        warnings.append(
          "AWS_LAMBDA_LOG_FORMAT is \"\(name)\"; set it to JSON or Text. Text is taken")
      }
    }
    if let name = value("AWS_LAMBDA_LOG_LEVEL") {
      if let level = Log.Level(name: name) {
        self.level = level
      } else {
        let names = Log.Level.allCases.map(\.description).joined(separator: ", ")
        warnings.append(
          "AWS_LAMBDA_LOG_LEVEL is \"\(name)\"; set it to one of \(names). INFO is taken")
      }
    }
  }
}
