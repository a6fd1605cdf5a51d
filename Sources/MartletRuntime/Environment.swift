internal import CMartlet
internal import Glibc

/// What the platform says through environment variables.
struct Environment {
  /// `host:port` of the Runtime API.
  let runtimeAPI: String
  /// Which function of a host is asked for; nil where the variable is absent or empty.
  let handler: String?
  let functionName: String
  let functionVersion: String
  /// In megabytes.
  let memorySize: Int
  /// How many invocations the environment is given at a time; 1 except on managed instances.
  let concurrency: Int
  /// Whether the environment is kept as a snapshot (SnapStart).
  let isSnapshot: Bool
  /// Whether the process runs under Martlet's emulator, which wants the cold start's marks.
  let wantsColdStartMarks: Bool
  /// Whether the process logs its cold start once it is over.
  let logsColdStart: Bool

  /// Reads and checks the variables that `variable` looks up.
  init(
    function: String? = nil, _ variable: (String) -> String?
  ) throws(RuntimeError) {
    func value(_ name: String) -> String? {
      guard let value = variable(name), !value.isEmpty else { return nil }
      return value
    }
    guard let runtimeAPI = value("AWS_LAMBDA_RUNTIME_API") else {
      throw RuntimeError(.invalidEnvironment, Self.howToRun(function))
    }
    self.runtimeAPI = try Self.checked(address: runtimeAPI)
    handler = value("_HANDLER")
    functionName = value("AWS_LAMBDA_FUNCTION_NAME") ?? "function"
    functionVersion = value("AWS_LAMBDA_FUNCTION_VERSION") ?? "$LATEST"
    wantsColdStartMarks = value("MARTLET_COLD_START_MARKS") != nil
    logsColdStart = value("MARTLET_COLD_START_LOG") == "1"
    isSnapshot = value("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"
    memorySize = try Self.number(
      value("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), named: "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
      else: 128, what: "a number of megabytes")
    // Each costs a connection; Lambda's own limit is 1600.
    concurrency = try Self.number(
      value("AWS_LAMBDA_MAX_CONCURRENCY"), named: "AWS_LAMBDA_MAX_CONCURRENCY", else: 1,
      upTo: 10_000, what: "how many invocations to handle at a time, up to 10000")
  }

  /// The variables of this process. The function of a host may also be its first argument, as the
  /// command of a container image is, where the platform need not set `_HANDLER`.
  ///
  /// - Parameter function: the name of one function of this executable; nil where the executable's
  ///   own name is the function's.
  static func current(function: String?) throws(RuntimeError) -> Environment {
    let argument = martlet_first_argument()
    let isFunction = argument.map { $0.pointee != UInt8(ascii: "-") } ?? false
    return try Environment(function: function) { name in
      let value = name == "_HANDLER" && isFunction ? argument : UnsafePointer(getenv(name))
      return value.map { String(cString: $0) }
    }
  }

  private static func number(
    _ text: String?, named name: String, else absent: Int, upTo limit: Int = .max, what: String
  ) throws(RuntimeError) -> Int {
    guard let text else { return absent }
    guard let number = Int(text), number > 0, number <= limit else {
      throw RuntimeError(.invalidEnvironment, "\(name) is \"\(text)\"; set it to \(what)")
    }
    return number
  }

  private static func howToRun(_ function: String?) -> String {
    let executable = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
    let name = function ?? executable ?? "FUNCTION"
    return """
      AWS_LAMBDA_RUNTIME_API is not set, so there is no platform to take events from; run this \
      function under the emulator with: martlet invoke \(name) '{}'
      """
  }

  /// An address that is put into a URL must not smuggle a path, a user or a space into it; without
  /// a port, the URL would mean port 80.
  private static func checked(address: String) throws(RuntimeError) -> String {
    guard let colon = address.utf8.lastIndex(of: UInt8(ascii: ":")), isHost(address[..<colon]),
      isPort(address[address.utf8.index(after: colon)...])
    else {
      throw RuntimeError(
        .invalidEnvironment,
        "AWS_LAMBDA_RUNTIME_API is \"\(address)\"; set it to host:port, such as 127.0.0.1:9001")
    }
    return address
  }

  /// Whether it is a name, an IPv4 address or an IPv6 address in brackets.
  private static func isHost(_ host: Substring) -> Bool {
    if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") {
      return host.utf8.count > 2
        && host.utf8.dropFirst().dropLast().allSatisfy {
          isLetterOrDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
        }
    }
    return !host.isEmpty
      && host.utf8.allSatisfy {
        isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: "_")
      }
  }

  private static func isPort(_ port: Substring) -> Bool {
    // Of a sign in front, which `UInt16` would take, libcurl would make something else.
    guard port.utf8.allSatisfy(isLetterOrDigit), let number = UInt16(port) else { return false }
    return number > 0
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
