internal import MartletHTTP

/// What containers write into their frames.
extension Output {
  /// Makes a frame's value a container, or goes on with the one that it is.
  ///
  /// A type that wants two kinds of containers at one place, or one beside a single value, is an
  /// error. Containers cannot throw when they are made, so it is kept, and thrown when the frame is
  /// closed.
  func begin(_ kind: Frame.Kind, in frame: Int) {
    guard isLast(frame) else { return fail("a container that is finished", in: frame) }
    switch frames.elements[frame].kind {
    case .none:
      guard depth + frame < JSONText.maximumDepth else {
        if failure == nil { failure = tooDeep(frame) }
        return
      }
      frames.elements[frame].kind = kind
      text.append(UInt8(ascii: kind == .object ? "{" : "["))
    case kind: break
    default: fail("a second kind of container", in: frame)
    }
  }

  /// Begins a member of an object: comma, key and colon.
  @inline(__always)
  func beginMember(_ key: some CodingKey, in frame: Int) throws {
    try check(frame, .object)
    let name = key.stringValue
    if frames.elements[frame].count > 0 { text.append(UInt8(ascii: ",")) }
    let start = text.count
    if !text.append(quoted: name) { frames.elements[frame].hasEscapes = true }
    let member = Member(start: start, length: text.count &- start &- 2)
    if frames.elements[frame].count > 0, frames.elements[frame].isOrdered {
      let last = members.elements[members.count &- 1]
      frames.elements[frame].isOrdered =
        !frames.elements[frame].hasEscapes && compare(last, member) < 0
    }
    members.push(member)
    frames.elements[frame].count &+= 1
    text.append(UInt8(ascii: ":"))
  }

  /// Begins an element of an array.
  @inline(__always)
  func beginElement(in frame: Int) throws {
    try check(frame, .array)
    if frames.elements[frame].count > 0 { text.append(UInt8(ascii: ",")) }
    frames.elements[frame].count &+= 1
  }

  /// Begins a single value.
  @inline(__always)
  func beginSingleValue(in frame: Int) throws {
    try check(frame, .none)
    frames.elements[frame].kind = .scalar
  }

  /// A frame can be written to while it is the last one and of the kind that the container is.
  @inline(__always)
  func check(_ frame: Int, _ kind: Frame.Kind) throws {
    if let failure { throw failure }
    guard isLast(frame), frames.elements[frame].kind == kind else {
      throw misuse("a container that is finished, or a second value", in: frame)
    }
  }

  private func isLast(_ frame: Int) -> Bool { frame == frames.count &- 1 }

  private func fail(_ what: String, in frame: Int) {
    if failure == nil { failure = misuse(what, in: frame) }
  }

  /// Values that are nested too deep, as in a circle of objects.
  func tooDeep(_ frame: Int) -> EncodingError {
    .invalidValue(
      frame,
      .init(
        codingPath: path(to: frame),
        debugDescription: "The value is nested deeper than \(JSONText.maximumDepth)."))
  }

  private func misuse(_ what: String, in frame: Int) -> EncodingError {
    .invalidValue(
      what,
      .init(
        codingPath: path(to: min(frame, frames.count)),
        debugDescription: "Attempt to encode into \(what) at one place."))
  }
}
