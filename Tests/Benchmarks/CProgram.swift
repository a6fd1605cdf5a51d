import Glibc

/// The yardsticks in C, which lie next to this file.
enum CProgram {
  /// The program of a name, compiled into a folder; nil where there is none of that name.
  static func build(_ name: String, into folder: String) throws(Failure) -> String? {
    let sources = #filePath.prefix { _ in true }.dropLast("CProgram.swift".count)
    let source = "\(sources)\(name).c"
    guard access(source, R_OK) == 0 else { return nil }
    let program = "\(folder)/\(name)"
    let compiler = getenv("CC").map { String(cString: $0) } ?? "cc"
    try run([compiler, "-O2", "-static", "-o", program, source])
    return program
  }

  private static func run(_ words: [String]) throws(Failure) {
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, words[0], nil, nil, &arguments, environ)
    guard failure == 0 else {
      throw Failure("cannot run \(words[0]): \(String(cString: strerror(failure)))")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw Failure("failed: \(words.joined(separator: " "))") }
  }
}

/// Why the promises cannot be checked, with the remedy.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
