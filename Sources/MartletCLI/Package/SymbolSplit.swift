internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// Takes symbols and debug information out of an executable and keeps them in a file beside it.
struct SymbolSplit {
  let session: Session

  /// The toolchain's own program, which knows all machines, before the system's.
  static var program: String? {
    SwiftTool.neighbour("llvm-objcopy") ?? Tool.path(of: "llvm-objcopy")
      ?? Tool.path(of: "objcopy")
  }

  static func find() throws(CommandError) -> String {
    if let program { return program }
    throw CommandError(
      .unavailable, "objcopy is not on the PATH, nor llvm-objcopy beside swift; install binutils")
  }

  /// Writes the stripped executable, and its symbols where they are wanted.
  ///
  /// A module's hash serves builds alone, and names the folder it was built in by way of its debug
  /// information: without it the same sources give the same bytes in every folder.
  func strip(
    _ path: String, to stripped: String, symbols: String? = nil
  ) async throws(CommandError) {
    if let symbols {
      try await objcopy("--only-keep-debug", path, symbols)
    }
    try await objcopy("--strip-all", "--remove-section=.swift_modhash", path, stripped)
    chmod(stripped, 0o755)
  }

  private func objcopy(_ arguments: String...) async throws(CommandError) {
    var printed: [UInt8] = []
    let path = try Self.find()
    let exit = try await Tool.run(.init(path: path, arguments: arguments), in: session) {
      printed.append(contentsOf: $0)
    }
    guard exit != .status(0) else { return }
    throw CommandError(
      .buildFailed, "\(path) cannot take the symbols out of \(arguments[arguments.count - 2])",
      details: printed)
  }
}
