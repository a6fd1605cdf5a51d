internal import Glibc

/// What the system tells of a process: its memory, and whether a debugger has attached to it.
///
/// The files with the figures stay open, because they are read at every answer and opening one takes
/// as long as reading it. They belong to one process: when that has ended, nothing can be read any
/// more, also when its number is given to another.
final class ProcessStatus {
  private let process: Int32
  /// `status`, which takes the system long to write, and `stat`, which does not.
  private var status: Int32 = -1
  private var statistics: Int32 = -1
  /// The highest size when it was last read, and how many page faults there had been before.
  private var seen: (faults: Int, peak: Int?)?

  init(of process: Int32) { self.process = process }

  deinit {
    if status >= 0 { close(status) }
    if statistics >= 0 { close(statistics) }
  }

  /// The resident size now, in bytes; nil once the process has ended. A shorter file than the one
  /// with the highest size, for who looks often.
  var size: Int? {
    let file = open("/proc/\(process)/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    // In pages: the size, the resident size, and more.
    let pages = Self.read(file) { bytes in
      bytes.firstIndex(of: UInt8(ascii: " ")).flatMap { Self.number(in: bytes, from: $0) }
    }
    return pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }
  }

  /// The highest resident size since the process's executable was loaded, in bytes; nil once the
  /// process has ended. `VmHWM` belongs to the memory map, so unlike `getrusage` it does not count
  /// what the parent used.
  ///
  /// A process gets memory by page faults alone, so where there was none since, it has not grown.
  var peakSize: Int? {
    let faults = self.faults
    if let faults, let seen, seen.faults == faults { return seen.peak }
    let peak = field("VmHWM:").map { $0 * 1024 }
    seen = faults.map { ($0, peak) }
    return peak
  }

  /// How many page faults the process has had, in all of its threads.
  private var faults: Int? {
    if statistics < 0 { statistics = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC) }
    guard statistics >= 0 else { return nil }
    return Self.read(statistics) { bytes in
      // The name, in parentheses, may hold anything. The minor faults are the eighth field behind
      // it and the major ones the tenth.
      guard var place = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
      var total = 0
      for field in 1...10 {
        guard let space = bytes[(place + 1)...].firstIndex(of: UInt8(ascii: " ")) else {
          return nil
        }
        place = space
        if field == 8 || field == 10 { total &+= Self.number(in: bytes, from: space) ?? 0 }
      }
      return total
    }
  }

  /// Whether another process traces this one.
  var isTraced: Bool { field("TracerPid:") ?? 0 != 0 }

  private func field(_ name: StaticString) -> Int? {
    if status < 0 { status = open("/proc/\(process)/status", O_RDONLY | O_CLOEXEC) }
    guard status >= 0 else { return nil }
    return Self.read(status) { Self.number(of: name, in: $0) }
  }

  private static func read(
    _ file: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Int?
  ) -> Int? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
      let count = pread(file, buffer.baseAddress, buffer.count, 0)
      guard count > 0 else { return nil }
      return body(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The number in the line that begins with a name.
  private static func number(
    of name: StaticString, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var line = 0
    while bytes.count - line > name.utf8CodeUnitCount {
      if memcmp(base + line, name.utf8Start, name.utf8CodeUnitCount) == 0 {
        return number(in: bytes, from: line)
      }
      guard let end = memchr(base + line, 0x0A, bytes.count - line) else { return nil }
      line = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
    }
    return nil
  }

  /// The first number at or behind a place.
  private static func number(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let number = bytes[start...].drop { !digits.contains($0) }.prefix { digits.contains($0) }
    return number.isEmpty ? nil : number.reduce(0) { $0 &* 10 &+ Int($1 - digits.lowerBound) }
  }
}
