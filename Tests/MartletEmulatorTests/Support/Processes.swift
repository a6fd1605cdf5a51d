import Glibc

/// Whether a process runs. One that has ended and is not yet collected by its parent does not.
func isRunning(_ process: Int32) -> Bool {
  guard kill(process, 0) == 0 else { return false }
  let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return false }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 512)
  let count = read(file, &bytes, bytes.count)
  // pid (name) state …
  guard count > 0, let bracket = bytes[..<count].lastIndex(of: UInt8(ascii: ")")),
    bracket + 2 < count
  else { return false }
  return bytes[bracket + 2] != UInt8(ascii: "Z") && bytes[bracket + 2] != UInt8(ascii: "X")
}

/// The letter of a process's state: `T` is stopped.
func state(ofProcess process: Int32) -> String {
  let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return "" }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 512)
  let count = read(file, &bytes, bytes.count)
  guard count > 0, let bracket = bytes[..<count].lastIndex(of: UInt8(ascii: ")")),
    bracket + 2 < count
  else { return "" }
  return String(UnicodeScalar(bytes[bracket + 2]))
}

/// Returns when a process that was told to end has done so.
func untilEnded(_ process: Int32) async {
  while isRunning(process) { await Task.yield() }
}

/// Waits until the emulator, too, has noticed that a process of its own has ended.
func untilReaped(_ process: Int32) async {
  while kill(process, 0) == 0 { await Task.yield() }
}

/// A folder of a test's own, which goes with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/martlet-test-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template))
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink("\(path)/\(name)")
    }
    closedir(folder)
    rmdir(path)
  }

  /// Makes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String, mode: mode_t = 0o644) -> String {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    let bytes = Array(text.utf8)
    let written = Glibc.write(descriptor, bytes, bytes.count)
    close(descriptor)
    precondition(written == bytes.count, "cannot write \(file)")
    return file
  }
}

/// How many descriptors this process has open.
func openDescriptors() -> Int { (0..<4096).count { fcntl($0, F_GETFD) >= 0 } }
