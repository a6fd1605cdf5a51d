internal import Glibc
internal import MartletEmulator
internal import MartletJSON
public import Testing

/// An invocation as `martlet dev --record` has written it into a folder, or as somebody has by hand.
///
/// `0001-Hello-REQUESTID.event.json` is the event. Beside it may be `….answer.json` (or `.txt`), the
/// output, or `….error.json`, the error in its place. A name of another form is an invocation of
/// whichever function is tested.
public struct RecordedInvocation: Sendable, Hashable, CustomTestStringConvertible {
  /// The file's name without its ending.
  public let name: String
  /// The function that was invoked; nil where the name does not tell.
  public let function: String?
  /// The event's bytes.
  public let event: [UInt8]
  /// The output; nil where there was an error, or where nothing is recorded.
  public let answer: [UInt8]?
  /// The error; nil where there was an output, or where nothing is recorded.
  public let error: InvocationError?

  /// How a test's argument is shown.
  public var testDescription: String { name }

  /// The invocations that a folder holds, in the order of their names.
  ///
  /// - Parameters:
  ///   - folder: as a path from the file that calls this, or from `/`.
  ///   - function: leaves out those of other functions.
  /// - Throws: `InvocationError` of type `Test` where the folder cannot be read or holds none.
  public static func all(
    in folder: String, of function: String? = nil, from file: String = #filePath
  ) throws -> [RecordedInvocation] {
    let path = folder.hasPrefix("/") ? folder : "\(self.folder(of: file))/\(folder)"
    let ending = ".event.json"
    let names = try Files.names(in: path).filter { $0.hasSuffix(ending) }.sorted()
    let all = try names.map { try RecordedInvocation(String($0.dropLast(ending.count)), in: path) }
    let chosen = all.filter { function == nil || $0.function == nil || $0.function == function }
    guard !chosen.isEmpty else {
      throw InvocationError(
        "Test",
        "there is no recorded event\(function.map { " of \($0)" } ?? "") in \(path); "
          + "martlet dev --record \(path) makes some")
    }
    return chosen
  }

  private init(_ name: String, in folder: String) throws {
    self.name = name
    // A request's ID has 36 characters.
    function = name.wholeMatch(of: #/[0-9]{4,}-(.+)-[0-9a-f\-]{36}/#).map { String($0.1) }
    event = try Files.bytes("\(folder)/\(name).event.json")
    answer =
      try Files.bytesIfPresent("\(folder)/\(name).answer.json")
      ?? Files.bytesIfPresent("\(folder)/\(name).answer.txt")
    error = try Files.bytesIfPresent("\(folder)/\(name).error.json")
      .map { [event] in InvocationError(document: $0, event: event) }
  }

  /// The event as a type.
  ///
  /// - Throws: `DecodingError` where it has another shape.
  public func event<Event: Decodable>(as type: Event.Type) throws -> Event {
    try JSON.decode(type, from: event)
  }

  private static func folder(of file: String) -> String {
    file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}

/// Files as bytes.
private enum Files {
  static func names(in folder: String) throws -> [String] {
    guard let names = Folder.names(in: folder) else { throw problem(folder) }
    return names
  }

  static func bytesIfPresent(_ path: String) throws -> [UInt8]? {
    access(path, F_OK) == 0 ? try bytes(path) : nil
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw problem(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    guard ferror(file) == 0 else { throw problem(path) }
    return bytes
  }

  private static func problem(_ path: String) -> InvocationError {
    InvocationError("Test", "\(path) cannot be read: \(String(cString: strerror(errno)))")
  }
}
