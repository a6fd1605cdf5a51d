import Glibc

/// Makes the system refuse a call to this thread and to the processes that it starts, as an older
/// system does that does not know it.
enum SystemCallFilter {
  private typealias Call = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32

  /// `close_range`, whose number is the same on all of Linux's 64-bit systems.
  static let closeRange: UInt32 = 436

  /// Whether the system has allowed it.
  static func refuse(_ number: UInt32) -> Bool {
    // Variadic in C, which no caller on Linux's 64-bit systems can tell from this.
    guard let symbol = dlsym(nil, "prctl") else { return false }
    let call = unsafeBitCast(symbol, to: Call.self)
    let program: [UInt64] = [
      instruction(0x20, 0),  // Load the call's number.
      instruction(0x15, number, otherwise: 1),  // Is it this one?
      instruction(0x06, 0x0005_0000 | UInt32(ENOSYS)),
      instruction(0x06, 0x7FFF_0000),  // Allow it.
    ]
    return program.withUnsafeBufferPointer { program in
      let description = [UInt(program.count), UInt(bitPattern: program.baseAddress)]
      return description.withUnsafeBufferPointer {
        // PR_SET_NO_NEW_PRIVS, without which only the superuser may; PR_SET_SECCOMP with a filter.
        call(38, 1, 0, 0, 0) == 0 && call(22, 2, UInt(bitPattern: $0.baseAddress), 0, 0) == 0
      }
    }
  }

  /// As the kernel lays it out: a code, two distances to jump, an operand.
  private static func instruction(
    _ code: UInt64, _ operand: UInt32, otherwise distance: UInt64 = 0
  ) -> UInt64 { code | distance << 24 | UInt64(operand) << 32 }
}
