/// What a linked executable or shared object says about itself: for which machine it is, and what
/// a loader has to bring along.
///
/// Read from the program headers, as a loader reads it, so that a stripped file says as much.
/// Bytes that make no sense are an error, whatever they are.
struct ELFFile {
  let machine: Machine
  /// The loader that the file asks for; nil where it needs none.
  let interpreter: String?
  /// The shared objects that it needs, in their order.
  let needed: [String]
  /// The symbol versions that it needs, by shared object, in their order.
  let versions: [Version]

  /// A kind of processor.
  enum Machine: Hashable {
    case amd64
    case arm64
    case other(Int)
  }

  /// A version of its symbols that a shared object must have, such as `GLIBC_2.34` of `libc.so.6`.
  struct Version: Hashable {
    let library: String
    let name: String
  }

  /// Whether nothing is loaded but the file itself.
  var isStatic: Bool { interpreter == nil && needed.isEmpty }

  init(_ bytes: [UInt8]) throws(ELFError) {
    let reader = ELFReader(bytes)
    machine = try Self.machine(reader)
    let kind = try reader.integer(at: 16, size: 2)
    guard kind == 2 || kind == 3 else {
      throw ELFError("it is no executable and no shared object, but of kind \(kind)")
    }
    let segments = try ELFSegment.all(reader)
    interpreter = try segments.first { $0.kind == .interpreter }.map {
      segment throws(ELFError) in try reader.string(at: segment.offset, limit: segment.size)
    }
    guard let dynamic = segments.first(where: { $0.kind == .dynamic }) else {
      needed = []
      versions = []
      return
    }
    let section = try ELFDynamicSection(reader, dynamic, segments)
    needed = try section.needed()
    versions = try section.versions()
  }

  /// The machine of a file that may be something else than ELF; nil where it is.
  static func machine(ofHeader bytes: [UInt8]) -> Machine? {
    try? machine(ELFReader(bytes))
  }

  private static func machine(_ reader: ELFReader) throws(ELFError) -> Machine {
    guard reader.bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
      throw ELFError("it is no ELF file")
    }
    guard try reader.integer(at: 4, size: 1) == 2, try reader.integer(at: 5, size: 1) == 1 else {
      throw ELFError("it is no little-endian 64-bit ELF file")
    }
    return switch try reader.integer(at: 18, size: 2) {
    case 62: .amd64
    case 183: .arm64
    case let number: .other(number)
    }
  }
}

extension ELFFile.Machine: CustomStringConvertible {
  /// The name that Lambda has for it.
  var description: String {
    switch self {
    case .amd64: "x86_64"
    case .arm64: "arm64"
    case .other(let number): "machine \(number)"
    }
  }

  /// What this command runs on.
  static var current: ELFFile.Machine {
    #if arch(x86_64)
      .amd64
    #elseif arch(arm64)
      .arm64
    #else
      .other(0)
    #endif
  }
}

/// Why bytes are no file that could be loaded.
struct ELFError: Error, Equatable {
  let message: String

  init(_ message: String) { self.message = message }
}
