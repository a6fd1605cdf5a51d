import Glibc
import TestSupport

/// A debugger as the system sees one: it traces a process and lets it run.
///
/// A thread of its own does it, because a process is traced by a thread.
enum Tracer {
  private typealias Call = @convention(c) (Int32, pid_t, UInt, UInt) -> Int
  private static let seize: Int32 = 0x4206
  private static let listen: Int32 = 0x4208
  private static let goOn: Int32 = 7
  private static let groupStop: Int32 = 128

  /// Whether the system has allowed it; waits for its answer.
  static func attach(to process: pid_t) async throws -> Bool {
    try await withCheckedThrowingContinuation { continuation in
      onAnotherThread {
        // Variadic in C, which no caller on Linux's 64-bit systems can tell from this.
        guard let symbol = dlsym(nil, "ptrace") else {
          return continuation.resume(returning: false)
        }
        let call = unsafeBitCast(symbol, to: Call.self)
        let hasAttached = call(seize, process, 0, 0) == 0
        continuation.resume(returning: hasAttached)
        if hasAttached { follow(process, call) }
      }
    }
  }

  /// Until the process has ended.
  private static func follow(_ process: pid_t, _ call: Call) {
    var status: Int32 = 0
    // All kinds of children (`__WALL`).
    while waitpid(process, &status, 0x4000_0000) == process, status & 0xFF == 0x7F {
      let signal = status >> 8 & 0xFF
      if status >> 16 != groupStop {
        _ = call(goOn, process, 0, UInt(signal))
      } else {
        _ = call(signal == SIGTRAP ? goOn : listen, process, 0, 0)
      }
    }
  }
}
