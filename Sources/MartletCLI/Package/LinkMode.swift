/// How much of what a bootstrap needs is inside of it.
enum LinkMode: String, CaseIterable {
  /// All of it, down to the C library.
  case `static`
  /// Swift's libraries; the system's are loaded.
  case staticStdlib = "static-stdlib"
  /// Nothing: all libraries are loaded.
  case dynamic
}

/// Which libcurl a bootstrap is linked with.
enum LibcurlSource: String, CaseIterable {
  /// One built here, for plain HTTP alone: all that the Runtime API takes.
  case minimal
  /// The same with TLS, for functions that call others through it.
  case tls
  /// The shared one that this system has.
  case system
}

/// What is made of a function's files.
enum ArtifactFormat: String, CaseIterable {
  /// What Lambda takes.
  case zip
  /// What is copied into an image.
  case directory
}

extension Arguments {
  /// One of the values that an option may have; nil where it is not given.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ name: String, of type: Value.Type
  ) throws(CommandError) -> Value? where Value.RawValue == String {
    guard let text = value(name) else { return nil }
    guard let value = Value(rawValue: text) else {
      let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandError(.usage, "\(name) is \"\(text)\"; the choices are: \(choices)")
    }
    return value
  }
}
