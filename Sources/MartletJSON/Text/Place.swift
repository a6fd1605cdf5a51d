/// Where a value lies: its index on the tape, that of what holds it, and its position therein.
///
/// Three small numbers, so that a decoder fits into an existential without a box.
struct Place {
  var index: UInt32
  var parent: UInt32
  var position: UInt32

  /// The outermost value.
  static let root = Place(index: 1, parent: 0, position: 0)

  @inline(__always)
  init(index: Int, parent: Int, position: Int) {
    self.index = UInt32(truncatingIfNeeded: index)
    self.parent = UInt32(truncatingIfNeeded: parent)
    self.position = UInt32(truncatingIfNeeded: position)
  }
}
