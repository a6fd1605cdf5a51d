extension Output {
  /// The keys that lead to a frame's value. They are read off the text when an error or a type asks
  /// for them.
  func path(to frame: Int) -> [any CodingKey] {
    var path: [any CodingKey] = []
    if let parent { path = parent.path(to: parentFrame) + [key] }
    for index in 0..<min(frame, frames.count) {
      let frame = frames.elements[index]
      switch frame.kind {
      case .object where frame.count > 0:
        path.append(JSONKey.member(name(of: lastMember(of: index))))
      case .array where frame.count > 0: path.append(JSONKey.index(frame.count - 1))
      default: break
      }
    }
    return path
  }

  /// The member that an object is at.
  private func lastMember(of frame: Int) -> Member {
    members.elements[frames.elements[frame].members + frames.elements[frame].count - 1]
  }

  /// A number that JSON cannot hold.
  ///
  /// - Parameter keys: the member's key, or the element's, where a container was to hold it.
  @inline(never)
  func invalid<T: BinaryFloatingPoint>(
    _ value: T, in frame: Int, _ keys: any CodingKey...
  ) -> EncodingError {
    .invalidValue(
      value,
      .init(
        codingPath: path(to: frame) + keys,
        debugDescription: "Unable to encode \(T.self).\(value) directly in JSON."))
  }
}
