/// Nested containers and encoders for superclasses.
extension Output {
  /// Leaves a gap for a member.
  ///
  /// - Parameter kind: what the member is; `none` for what its encoder makes of it.
  func leaveGap(_ kind: Frame.Kind, for key: some CodingKey, in frame: Int) -> Output {
    let name = key.stringValue
    if kind != .none, let output = nested(kind, name, in: frame) { return output }
    let output = Output(within: self, frame, .member(name))
    fill(output, kind) { try beginMember(key, in: frame) }
    gap = Gap(at: text.count, for: output, key: name, previous: gap)
    return output
  }

  /// Leaves a gap for an element.
  func leaveGap(_ kind: Frame.Kind, in frame: Int) -> Output {
    let index = frame < frames.count ? frames.elements[frame].count : 0
    let output = Output(within: self, frame, .index(index))
    fill(output, kind) { try beginElement(in: frame) }
    gap = Gap(at: text.count, for: output, key: nil, previous: gap)
    return output
  }

  private func fill(_ output: Output, _ kind: Frame.Kind, _ begin: () throws -> Void) {
    do {
      try begin()
      let frame = try output.open()
      if kind != .none { output.begin(kind, in: frame) }
    } catch {
      if failure == nil { failure = error }
      output.failure = error
    }
  }

  /// The container that a type has nested under the same key before, to go on with.
  private func nested(_ kind: Frame.Kind, _ name: String, in frame: Int) -> Output? {
    guard frame < frames.count else { return nil }
    var last = gap
    while let gap = last, gap.offset >= frames.elements[frame].start {
      if gap.key == name, gap.output.frames.count > 0, gap.output.frames.elements[0].kind == kind {
        return gap.output
      }
      last = gap.previous
    }
    return nil
  }

  /// Puts the text of each gap of the last frame where it belongs.
  func fillGaps(of frame: Int) throws {
    let start = frames.elements[frame].start
    var gaps: [Gap] = []
    while let last = gap, last.offset >= start {
      gaps.append(last)
      gap = last.previous
    }
    var copy = ByteBuffer(capacity: 2 * (text.count - start) + 64)
    var copied = start
    var member = frames.elements[frame].members
    for gap in gaps.reversed() {
      try gap.output.close()
      copy.append(text.start + copied, gap.offset - copied)
      // Members up to the gap's own lie where the copy has just been extended to.
      while member < members.count, members.elements[member].start < gap.offset {
        members.elements[member].start += start + copy.count - gap.offset
        member += 1
      }
      copy.append(gap.output.text.start, gap.output.text.count)
      copied = gap.offset
    }
    while member < members.count {
      members.elements[member].start += start + copy.count - copied
      member += 1
    }
    copy.append(text.start + copied, text.count - copied)
    text.truncate(to: start)
    text.append(copy.start, copy.count)
  }
}
