extension Output {
  /// The keys that lead to a frame's value. They are read off the text when an error or a type asks
  /// for them.
  func path(to frame: Int) -> [any CodingKey] {
    var path: [any CodingKey] = []
    if let parent { path = parent.output.path(to: parent.frame) + [parent.key] }
    for index in 0..<min(frame, frames.count) {
      let frame = frames.elements[index]
      switch frame.kind {
      case .object where frame.count > 0:
        path.append(JSONKey(stringValue: name(of: lastMember(of: index))))
      case .array where frame.count > 0: path.append(JSONKey(intValue: frame.count - 1))
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
  func invalid<T: BinaryFloatingPoint>(
    _ value: T, in frame: Int, _ key: (any CodingKey)? = nil
  ) -> EncodingError {
    .invalidValue(
      value,
      .init(
        codingPath: path(to: frame) + (key.map { [$0] } ?? []),
        debugDescription: "Unable to encode \(T.self).\(value) directly in JSON."))
  }
}
