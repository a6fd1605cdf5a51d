/// A value that fails to encode leaves nothing behind, for types that go on without it.
extension Output {
  /// What an output was like before a value.
  struct State {
    fileprivate let length: Int
    fileprivate let frame: Frame
    fileprivate let frames: Int
    fileprivate let members: Int
    fileprivate let gap: Gap?
  }

  /// What the output is like, with the last frame's container open.
  @inline(__always)
  var state: State {
    State(
      length: text.count, frame: frames.elements[frames.count &- 1], frames: frames.count,
      members: members.count, gap: gap)
  }

  /// Makes the output what it was.
  func restore(_ state: State) {
    text.truncate(to: state.length)
    frames.truncate(to: state.frames)
    frames.elements[state.frames - 1] = state.frame
    members.truncate(to: state.members)
    gap = state.gap
    failure = nil
  }
}
