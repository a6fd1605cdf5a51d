import Glibc
import MartletCurl
import TestSupport

/// A finished child process.
struct Child: Sendable {
  enum Ending: Sendable, Equatable {
    case status(Int32)
    case signal(Int32)
  }

  let ending: Ending
  let output: String
  let errors: String

  /// Runs an executable of this package to its end, with nothing in its environment but
  /// `variables`.
  ///
  /// - Parameter descriptors: this process's, under the numbers that the child is to have them.
  init(
    _ product: String, arguments: [String] = [], variables: [String: String] = [:],
    descriptors: [Int32: Int32] = [:], on loop: RunLoop
  ) async throws {
    let output = try Self.pipe(on: loop)
    let errors = try Self.pipe(on: loop)
    let process = try Self.spawn(
      Self.path(of: product), arguments, variables,
      descriptors.merging([STDOUT_FILENO: output.child, STDERR_FILENO: errors.child]) { $1 })
    close(output.child)
    close(errors.child)
    // Both end when the process does. Neither fills up while the other is read: a socket's buffer
    // holds far more than a function of these tests writes.
    self.output = try await Self.text(of: output.parent)
    self.errors = try await Self.text(of: errors.parent)
    // Not on the loop's thread: a process that has closed its streams may still want the loop.
    let status = try await resultFromAnotherThread {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      return status
    }
    ending = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }

  /// An executable of this package, which SwiftPM puts next to the one that runs the tests.
  static func path(of product: String) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    precondition(count > 0, "cannot find the executable of the tests")
    let path = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return path.prefix(through: path.lastIndex(of: "/")!) + product
  }

  private struct SpawnError: Error { let path: String, number: Int32 }

  /// A socket that acts as a pipe, since a loop's sockets receive.
  private static func pipe(on loop: RunLoop) throws -> (parent: Socket, child: Int32) {
    var pair: [Int32] = [0, 0]
    let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue
    precondition(socketpair(AF_UNIX, Int32(type), 0, &pair) == 0, "no socket pair")
    _ = fcntl(pair[0], F_SETFL, O_NONBLOCK)
    return (try Socket(adopting: pair[0], on: loop), pair[1])
  }

  private static func text(of socket: Socket) async throws -> String {
    var bytes: [UInt8] = []
    while try await socket.receive({ bytes.append(contentsOf: $0) }) > 0 {}
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ variables: [String: String],
    _ descriptors: [Int32: Int32]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (child, parent) in descriptors {
      posix_spawn_file_actions_adddup2(&actions, parent, child)
    }
    var strings = ([path] + arguments).map { strdup($0) } + [nil]
    var environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in strings + environment { free(string) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, path, &actions, nil, &strings, &environment)
    guard failure == 0 else { throw SpawnError(path: path, number: failure) }
    return process
  }
}

/// What a Runtime API saw of an executable of this package, and how its process ended.
struct ChildSession: Sendable {
  let child: Child
  let session: Session

  init(
    of product: String, _ script: [Answer], host: String = "127.0.0.1",
    arguments: [String] = [], variables: [String: String] = [:],
    descriptors: [Int32: Int32] = [:]
  ) throws {
    self = try withRuntimeAPI(script, host: host) { api, loop in
      var variables = variables
      variables["AWS_LAMBDA_RUNTIME_API"] = variables["AWS_LAMBDA_RUNTIME_API"] ?? api.address
      let child = try await Child(
        product, arguments: arguments, variables: variables, descriptors: descriptors, on: loop)
      return ChildSession(
        child: child,
        session: Session(
          requests: api.requests, connectionCount: api.connectionCount, failure: nil))
    }
  }

  init(child: Child, session: Session) {
    self.child = child
    self.session = session
  }
}
