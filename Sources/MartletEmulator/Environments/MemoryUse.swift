internal import Glibc

/// The memory that a process has used at most.
enum MemoryUse {
  /// The resident size now, in bytes; nil once the process has ended. A shorter file than the one
  /// with the highest size, for who looks often.
  static func current(of process: Int32) -> Int? {
    // In pages: the size, the resident size, and more.
    guard let fields = text(of: "statm", process)?.split(separator: " "), fields.count > 1,
      let pages = Int(fields[1])
    else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The highest resident size since the process's executable was loaded, in bytes; nil once the
  /// process has ended. `VmHWM` belongs to the memory map, so unlike `getrusage` it does not count
  /// what the parent used.
  static func peak(of process: Int32) -> Int? {
    let lines = text(of: "status", process)?.split(separator: "\n")
    guard let line = lines?.first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = Int(line.split(whereSeparator: { $0 == " " || $0 == "\t" })[1])
    else { return nil }
    return kilobytes * 1024
  }

  private static func text(of file: String, _ process: Int32) -> String? {
    let descriptor = open("/proc/\(process)/\(file)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
  }
}
