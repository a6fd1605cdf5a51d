/// The checksum of gzip (RFC 1952 §8) and of AWS's event streams (ISO 3309, reflected 0x04C11DB7).
package struct CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320
    }
  }

  private var state: UInt32 = 0xFFFF_FFFF

  /// Of no bytes yet.
  package init() {}

  /// Of all bytes so far.
  package var value: UInt32 { ~state }

  /// Takes further bytes.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    var state = state
    for byte in bytes {
      state = Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ state >> 8
    }
    self.state = state
  }
}
