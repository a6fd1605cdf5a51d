extension Document {
  /// The keys that lead to a value.
  ///
  /// Nothing notes them on the way: they are read off the tape, from the inside out, when an error
  /// or a type asks for them.
  func path(to place: Place) -> [any CodingKey] {
    var path: [any CodingKey] = []
    var index = Int(place.index)
    var parent = Int(place.parent)
    var position = Int(place.position)
    while parent != 0 {
      if self[parent].kind == .array {
        path.append(JSONKey.index(position))
      } else {
        path.append(JSONKey.member(string(self[index - 1])))
      }
      let holder = self[parent + 1]
      (index, parent, position) = (parent, holder.offset, holder.length)
    }
    path.reverse()
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
}
