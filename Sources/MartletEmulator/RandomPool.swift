internal import Glibc
internal import Synchronization

/// The system's random numbers, fetched many at a time: a request takes seven of them, and a call of
/// the system for each would be a good part of what it costs.
struct RandomPool: RandomNumberGenerator {
  private static let numbers = Mutex<[UInt64]>([])
  /// 256 bytes are what the kernel gives in one go, never less.
  private static let batch = 32

  func next() -> UInt64 {
    Self.numbers.withLock { numbers in
      if numbers.isEmpty { numbers = Self.fetch() }
      return numbers.removeLast()
    }
  }

  private static func fetch() -> [UInt64] {
    let numbers = [UInt64](unsafeUninitializedCapacity: batch) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      count = getentropy(bytes.baseAddress!, bytes.count) == 0 ? batch : 0
    }
    // A kernel without random numbers gives none to the language's own source either.
    return numbers.isEmpty ? [SystemRandomNumberGenerator.one] : numbers
  }
}

extension SystemRandomNumberGenerator {
  fileprivate static var one: UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }
}
