internal import FoundationEssentials
internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// The `swift` command of the toolchain.
enum SwiftTool {
  /// Where it is; nil when it is not on the PATH.
  static let path = Tool.path(of: "swift")

  /// Where another program of the toolchain is; nil when it has none of that name.
  static func neighbour(_ name: String) -> String? {
    guard let own = path.flatMap({ realpath($0, nil) }) else { return nil }
    defer { free(own) }
    let folder = String(cString: own).split(separator: "/").dropLast().joined(separator: "/")
    let neighbour = "/\(folder)/\(name)"
    return access(neighbour, X_OK) == 0 ? neighbour : nil
  }

  /// Runs `swift` with arguments and waits for its end.
  static func run(
    _ arguments: [String], errors: ChildProcess.Command.Errors = .merged, in session: Session,
    onOutput: @escaping (UnsafeRawBufferPointer) -> Void
  ) async throws(CommandError) -> ChildProcess.Exit {
    guard let path else {
      throw CommandError(
        .unavailable, "swift is not on the PATH; get it from swift.org/install")
    }
    return try await Tool.run(
      .init(path: path, arguments: arguments, errors: errors), in: session, onOutput: onOutput)
  }

  /// What `swift` answers to a question. Warnings that it repeats each time are dropped; when it
  /// fails it is asked again, so that its reason is seen.
  static func ask(
    _ arguments: [String], in session: Session
  ) async throws(CommandError) -> [UInt8] {
    if let answer = try await answer(to: arguments, in: session) { return answer }
    throw try await failure(of: arguments, in: session)
  }

  /// The same; nil where it fails, for whoever can say more about it than `failure`.
  static func answer(
    to arguments: [String], in session: Session
  ) async throws(CommandError) -> [UInt8]? {
    var answer: [UInt8] = []
    let exit = try await run(arguments, errors: .dropped, in: session) {
      answer.append(contentsOf: $0)
    }
    return exit == .status(0) ? answer : nil
  }

  /// Why a question failed: asks it again, and lets the reason be seen.
  static func failure(
    of arguments: [String], in session: Session
  ) async throws(CommandError) -> CommandError {
    var output: [UInt8] = []
    _ = try await run(arguments, in: session) { output.append(contentsOf: $0) }
    while output.last == UInt8(ascii: "\n") { output.removeLast() }
    return CommandError(
      .buildFailed, "swift \(arguments.joined(separator: " ")) failed; see above", details: output)
  }

  /// The folders of the toolchain's shared libraries.
  static func runtimeLibraries(in session: Session) async throws(CommandError) -> [String] {
    try await paths([], in: session).runtimeLibraryPaths
  }

  /// The folder of what the compiler needs for linking Swift's libraries statically.
  static func staticResources(in session: Session) async throws(CommandError) -> String {
    try await paths(["-static-stdlib"], in: session).runtimeResourcePath
  }

  private struct Paths: Decodable {
    var runtimeLibraryPaths: [String]
    var runtimeResourcePath: String
  }

  private static func paths(
    _ options: [String], in session: Session
  ) async throws(CommandError) -> Paths {
    struct Information: Decodable { var paths: Paths }
    let json = try await ask(["-print-target-info"] + options, in: session)
    do {
      return try JSONDecoder().decode(Information.self, from: Data(json)).paths
    } catch {
      throw CommandError(.buildFailed, "swift -print-target-info says something else: \(error)")
    }
  }
}
