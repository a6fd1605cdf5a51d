internal import Glibc

/// The memory that a process has used at most.
enum MemoryUse {
  /// The resident size now, in bytes; nil once the process has ended. A shorter file than the one
  /// with the highest size, for who looks often.
  static func current(of process: Int32) -> Int? {
    let file = open("/proc/\(process)/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      guard count > 0 else { return nil }
      // In pages: the size, the resident size, and more.
      let fields = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
      guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
      return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  }

  /// The highest resident size since the process's executable was loaded, in bytes; nil once the
  /// process has ended. `VmHWM` belongs to the memory map, so unlike `getrusage` it does not count
  /// what the parent used.
  static func peak(of process: Int32) -> Int? {
    let file = open("/proc/\(process)/status", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      guard count > 0 else { return nil }
      let text = String(decoding: buffer[..<count], as: UTF8.self)
      guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kilobytes = Int(line.split(whereSeparator: { $0 == " " || $0 == "\t" })[1])
      else { return nil }
      return kilobytes * 1024
    }
  }
}
