internal import Glibc
internal import MartletCurl
internal import MartletHTTP

/// Writes each invocation into a folder: its event, and beside it what came of it.
///
/// `0001-Hello-REQUESTID.event.json` holds the event as the function got it, byte by byte, and
/// `….answer.json` the output, or `….error.json` the error in its place; an output that is no JSON is
/// `….answer.txt`. The numbers tell the order, and go on behind those that the folder has already.
final class InvocationRecorder {
  private let folder: String
  private var count: Int
  /// The beginnings of the files' names, by request ID, of what has no answer yet.
  private var open: [String: String] = [:]

  /// - Parameter folder: made where there is none, in a folder that exists.
  /// - Throws: `TransportError`, code `system`, where it cannot be made or read.
  init(folder: String) throws(TransportError) {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .system(Self.problem(folder)) }
    guard let names = Folder.names(in: folder) else { throw .system(Self.problem(folder)) }
    self.folder = folder
    let numbers = names.compactMap { $0.wholeMatch(of: #/([0-9]{4,9})-.*/#).flatMap { Int($0.1) } }
    count = numbers.max() ?? 0
  }

  /// Writes an event, before the function has it.
  ///
  /// - Throws: `TransportError`, code `system`, where it cannot be written.
  func begin(_ request: InvocationRequest) throws(TransportError) {
    count += 1
    let digits = String(count)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    let name = "\(padding)\(digits)-\(request.function)-\(request.requestID)"
    open[request.requestID] = name
    try write(request.event, to: "\(name).event.json")
  }

  /// Writes what came of it.
  ///
  /// - Throws: `TransportError`, code `system`, where it cannot be written.
  func end(_ requestID: String, with answer: InvocationAnswer) throws(TransportError) {
    guard let name = open.removeValue(forKey: requestID) else { return }
    if answer.errorType != nil {
      try write(answer.errorDetails ?? answer.payload, to: "\(name).error.json")
    } else if JSONText.validate(answer.payload) == nil {
      try write(answer.payload, to: "\(name).answer.json")
    } else {
      try write(answer.payload, to: "\(name).answer.txt")
    }
  }

  /// Waits no longer for what comes of an event.
  func forget(_ requestID: String) { open[requestID] = nil }

  private func write(_ bytes: [UInt8], to name: String) throws(TransportError) {
    let path = "\(folder)/\(name)"
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system(Self.problem(path)) }
    defer { close(file) }
    guard writeAll(bytes, to: file) else { throw .system(Self.problem(path)) }
  }

  private static func problem(_ path: String) -> String {
    "invocations cannot be recorded in \(path)"
  }
}
