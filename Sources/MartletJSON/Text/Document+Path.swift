extension Document {
  /// The keys that lead to a value.
  ///
  /// Nothing notes them on the way: they are read off the tape, from the inside out, when an error
  /// or a type asks for them.
  func path(to place: Place) -> [any CodingKey] {
    // For each step the index of the key, or the position in an array as a negative number.
    var steps: [Int] = []
    var index = Int(place.index)
    var parent = Int(place.parent)
    var position = Int(place.position)
    while parent != 0 {
      steps.append(self[parent].kind == .array ? ~position : index - 1)
      let holder = self[parent + 1]
      (index, parent, position) = (parent, holder.offset, holder.length)
    }
    var path: [any CodingKey] = []
    path.reserveCapacity(steps.count)
    for step in steps.reversed() {
      path.append(step < 0 ? JSONKey.index(~step) : .member(pathKeys.text(path.count, step, self)))
    }
    return path
  }

  /// The keys that lead to a container.
  func path(toContainer index: Int) -> [any CodingKey] {
    path(to: place(ofContainer: index))
  }

  /// Where a container lies.
  func place(ofContainer index: Int) -> Place {
    let holder = self[index + 1]
    return Place(index: index, parent: holder.offset, position: holder.length)
  }

  /// The keys of the path that was asked for last, by their depth.
  ///
  /// Many values may fail below one key that is very long. Were it copied for each of them, a text
  /// would take a time that grows with the square of its size.
  struct PathKeys {
    private var indices: [Int] = []
    private var texts: [String] = []

    /// The text of a key at a depth.
    mutating func text(_ depth: Int, _ index: Int, _ document: Document) -> String {
      while indices.count <= depth {
        indices.append(0)
        texts.append("")
      }
      if indices[depth] != index {
        indices[depth] = index
        texts[depth] = document.string(document[index])
      }
      return texts[depth]
    }
  }
}
