internal import CMartlet
internal import Glibc
internal import MartletEmulator

/// `martlet doctor`: what this machine lacks, and how to get it.
struct DoctorCommand: Command {
  static let help = """
    Say what this machine lacks to build, to emulate and to package functions, and how to get it.

    USAGE: martlet doctor

    Exits with 0 when nothing is missing, with 5 otherwise.

    EXAMPLE:
      martlet doctor

    """
  static let options: [Option] = []

  init(_ arguments: Arguments) throws(CommandError) {
    if let word = arguments.positionals.first {
      throw CommandError(.usage, "martlet doctor takes no argument, but there is \"\(word)\"")
    }
  }

  /// One thing that has to be there: what was found, or how to get it.
  private enum Finding {
    case found(String)
    case missing(String)
  }

  func run(in session: Session) async throws(CommandError) -> ExitStatus {
    let findings: [(String, Finding)] = [
      ("Swift", try await swift(in: session)),
      ("libcurl", libcurl()),
      ("packaging", packaging()),
      ("process descriptors", processDescriptors()),
      ("open files", openFiles()),
    ]
    let output = StandardStream.output
    var isComplete = true
    for (name, finding) in findings {
      switch finding {
      case .found(let what):
        try Console.output("\(output.styled("ok", .green))       \(name): \(what)\n")
      case .missing(let remedy):
        isComplete = false
        try Console.output("\(output.styled("missing", .red))  \(name): \(remedy)\n")
      }
    }
    return isComplete ? .success : .unavailable
  }

  private func swift(in session: Session) async throws(CommandError) -> Finding {
    guard SwiftTool.path != nil else { return .missing("get it from swift.org/install") }
    var printed: [UInt8] = []
    _ = try await SwiftTool.run(["--version"], in: session) { printed.append(contentsOf: $0) }
    let text = String(decoding: printed, as: UTF8.self)
    guard let version = text.firstMatch(of: #/Swift version (([0-9]+)\.([0-9]+)[0-9.]*)/#),
      let major = Int(version.2), let minor = Int(version.3)
    else { return .missing("`swift --version` does not say which it is: \(text)") }
    guard (major, minor) >= (6, 2) else {
      return .missing("6.2 or later is needed, here is \(major).\(minor): swift.org/install")
    }
    return .found(String(version.1))
  }

  /// What building needs: the headers and the library's name without a version. `runtime/setup`
  /// looks in the same folders.
  private func libcurl() -> Finding {
    let triplets = ["x86_64-linux-gnu", "aarch64-linux-gnu", "arm-linux-gnueabihf"]
    let headers = ["/usr/include", "/usr/local/include"] + triplets.map { "/usr/include/\($0)" }
    let libraries = ["/usr/lib", "/usr/lib64"] + triplets.map { "/usr/lib/\($0)" }
    guard let folder = headers.first(where: { access("\($0)/curl/curl.h", R_OK) == 0 }),
      libraries.contains(where: { access("\($0)/libcurl.so", R_OK) == 0 })
    else {
      return .missing(
        """
        install libcurl4-openssl-dev (Debian, Ubuntu) or libcurl-devel (Amazon Linux, Fedora); \
        in Martlet's own checkout runtime/setup does it
        """)
    }
    return .found("\(folder)/curl, \(String(cString: curl_version()).split(separator: " ")[0])")
  }

  private func packaging() -> Finding {
    guard let gzip = Tool.path(of: "gzip") else { return .missing("install gzip") }
    guard let objcopy = SymbolSplit.program else {
      return .missing("install binutils: there is no objcopy, and no llvm-objcopy beside swift")
    }
    return .found("\(gzip), \(objcopy)")
  }

  private func processDescriptors() -> Finding {
    let descriptor = martlet_pidfd_open(getpid())
    guard descriptor >= 0 else { return .missing("the emulator needs Linux 5.3 or later") }
    close(descriptor)
    return .found("supported by this kernel")
  }

  private func openFiles() -> Finding {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard limit.rlim_max >= 1024 else {
      return .missing("only \(limit.rlim_max) are allowed; raise the limit with ulimit -n 4096")
    }
    return .found("up to \(limit.rlim_max)")
  }
}
