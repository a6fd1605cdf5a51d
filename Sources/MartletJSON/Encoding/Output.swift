internal import MartletHTTP

/// The text of a value that is being encoded, and of the values within it.
///
/// Values are encoded one inside the other, so that their text grows at one end and their frames
/// are a stack. What may grow apart from that, a nested container or an encoder for a superclass,
/// gets an output of its own, for which this one keeps a `Gap`.
///
/// Its properties go without checks of exclusive access, which would cost a fifth of an encoding: no
/// access lasts longer than one call of a method of what is accessed, and none of those methods calls
/// what comes back here.
final class Output {
  @exclusivity(unchecked) var text: ByteBuffer
  @exclusivity(unchecked) var frames: Stack<Frame>
  @exclusivity(unchecked) var members: Stack<Member>
  /// The last gap of the values that are open.
  @exclusivity(unchecked) var gap: Gap?
  /// What a container that cannot throw could not do.
  @exclusivity(unchecked) var failure: (any Error)?

  /// What this is a part of: the output, and which of its frames; and the key there.
  let parent: Output?
  let parentFrame: Int
  let key: JSONKey
  /// How many containers are around it.
  let depth: Int

  /// The memory that all three begin in, so that a small value takes one allocation.
  private let memory: UnsafeMutableRawPointer

  convenience init() { self.init(within: nil, 0, .index(0)) }

  /// An output for a member or an element of a frame's container.
  init(within parent: Output?, _ frame: Int, _ key: JSONKey) {
    self.parent = parent
    parentFrame = frame
    self.key = key
    depth = if let parent { parent.depth + frame + 1 } else { 0 }
    let (frameCount, memberCount, byteCount) = (8, 16, 256)
    let frameBytes = frameCount * MemoryLayout<Frame>.stride
    let memberBytes = memberCount * MemoryLayout<Member>.stride
    memory = .allocate(byteCount: frameBytes + memberBytes + byteCount, alignment: 16)
    frames = Stack(in: memory, capacity: frameCount)
    members = Stack(in: memory + frameBytes, capacity: memberCount)
    text = ByteBuffer(in: memory + frameBytes + memberBytes, capacity: byteCount)
  }

  deinit { memory.deallocate() }

  /// Encodes the outermost value.
  func encodeRoot<T: Encodable>(_ value: T) throws {
    let frame = try open()
    try encode(value, in: frame)
    if frames.elements[frame].kind == .none {
      throw EncodingError.invalidValue(
        value,
        .init(
          codingPath: [], debugDescription: "Top-level \(T.self) did not encode any values."))
    }
    try close()
  }

  /// Encodes a value within the last frame's container, in a frame of its own where it needs one.
  func encode<T: Encodable>(_ value: T) throws {
    if appendPlain(value) { return }
    if let foundation = FoundationType(T.self) { return try foundation.encode(value, to: self) }
    let frame = try open()
    try value.encode(to: ValueEncoder(output: self, frame: frame))
    try close()
  }

  /// Encodes a value as what a frame stands for.
  func encode<T: Encodable>(_ value: T, in frame: Int) throws {
    if appendPlain(value) {
      frames.elements[frame].kind = .scalar
    } else if let foundation = FoundationType(T.self) {
      frames.elements[frame].kind = .scalar
      try foundation.encode(value, to: self)
    } else {
      try value.encode(to: ValueEncoder(output: self, frame: frame))
    }
  }

  /// Appends a value of one of the types that arrays and dictionaries mostly hold. The casts are of a
  /// type to itself, which the compiler cannot see here.
  @inline(__always)
  private func appendPlain<T>(_ value: T) -> Bool {
    if T.self == String.self {
      text.append(quoted: unsafeBitCast(value, to: String.self))
    } else if T.self == Int.self {
      text.append(integer: unsafeBitCast(value, to: Int.self))
    } else if T.self == Bool.self {
      text.append(unsafeBitCast(value, to: Bool.self))
    } else if T.self == Double.self, unsafeBitCast(value, to: Double.self).isFinite {
      text.append(unsafeBitCast(value, to: Double.self))
    } else {
      return false
    }
    return true
  }

  /// Opens a frame for a value.
  ///
  /// - Throws: `EncodingError` where values are nested too deep, as in a circle of objects.
  func open() throws -> Int {
    let frame = frames.count
    // A scalar may lie in the innermost container.
    guard depth + frame <= JSONText.maximumDepth else { throw tooDeep(frame) }
    frames.push(Frame(start: text.count, members: members.count))
    return frame
  }

  /// Closes the last frame, behind what its value has encoded.
  func close() throws {
    if let failure { throw failure }
    let frame = frames.count - 1
    if let gap, gap.offset >= frames.elements[frame].start { try fillGaps(of: frame) }
    switch frames.elements[frame].kind {
    case .none: text.append("{}")
    case .scalar: break
    case .array: text.append(UInt8(ascii: "]"))
    case .object:
      if !frames.elements[frame].isOrdered { sortMembers(of: frame) }
      text.append(UInt8(ascii: "}"))
    }
    members.truncate(to: frames.elements[frame].members)
    frames.truncate(to: frame)
  }
}
