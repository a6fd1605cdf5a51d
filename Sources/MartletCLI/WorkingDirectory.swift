internal import Glibc

/// Where the command was called.
enum WorkingDirectory {
  static var path: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  /// A path that was given relative to the working directory, made absolute; without steps that
  /// lead nowhere (`dist//`, `./dist`).
  static func absolute(_ given: String) -> String {
    let whole = given.hasPrefix("/") ? given : "\(path)/\(given)"
    return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// A path as it is seen from the working directory, where it lies below it.
  static func relative(_ absolute: String) -> String {
    let here = path + "/"
    return absolute.hasPrefix(here) ? String(absolute.dropFirst(here.count)) : absolute
  }
}
