import Glibc

/// The executables that were built next to the one that runs the tests.
enum Products {
  static func path(_ name: String) -> String { "\(folder)/\(name)" }

  private static let folder: String = {
    let path = realpath("/proc/self/exe", nil)!
    defer { free(path) }
    let parts = String(cString: path).split(separator: "/")
    return "/" + parts.dropLast().joined(separator: "/")
  }()
}
