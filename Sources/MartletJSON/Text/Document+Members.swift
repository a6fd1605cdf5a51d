/// How a member of an object is found by its key.
///
/// Types ask for members mostly in the order in which they stand. So the third word of an object
/// says which key to look at first, and one after the other is compared from there. That would find
/// the second of two equal keys, so it is only done where there are none; `examine` looks.
/// Objects with more than `smallObject` members have a `KeyTable`, so that a large object with keys
/// in the worst of orders takes no quadratic time.
extension Document {
  /// The most members that are looked through one after the other.
  static let smallObject = 16

  /// Marks an object that has been examined, and one that has two equal keys. Below them is the index
  /// of the key to look at first.
  private static let examined: UInt64 = 1 << 63
  private static let hasEqualKeys: UInt64 = 1 << 62

  /// Prepares an object for `find`; the table of a large one.
  func examine(_ object: Int) -> KeyTable? {
    let count = self[object].length
    if count > Self.smallObject {
      let table = KeyTable(of: object, in: self)
      let mark = table.hasEqualKeys ? Self.hasEqualKeys : 0
      note(Self.examined | mark | UInt64(object + 3), at: object + 2)
      return table
    }
    if self[object + 2].bits == 0 {
      let mark = count > 1 && mayHaveEqualKeys(object) ? Self.hasEqualKeys : 0
      note(Self.examined | mark | UInt64(object + 3), at: object + 2)
    }
    return nil
  }

  /// Whether two keys of a small object are equal, or one of them has an escape.
  private func mayHaveEqualKeys(_ object: Int) -> Bool {
    var seen: UInt64 = 0
    let end = self[object].offset
    var key = object &+ 3
    while key < end {
      let entry = self[key]
      if entry.kind != .string { return true }
      var sum = UInt64(entry.length)
      if entry.length > 0 {
        sum = sum &* 31 &+ UInt64(text[entry.offset])
        sum = sum &* 31 &+ UInt64(text[entry.offset &+ entry.length &- 1])
      }
      let bit: UInt64 = 1 << (sum & 63)
      if seen & bit != 0, isRepeated(key, object) { return true }
      seen |= bit
      key = index(after: key &+ 1)
    }
    return false
  }

  private func isRepeated(_ key: Int, _ object: Int) -> Bool {
    withBytes(of: self[key]) { find($0, from: object &+ 3, to: key) != 0 }
  }

  /// The index of the value that a key has in an object; 0 where there is none.
  @inline(__always)
  func find(_ key: some CodingKey, in object: Int, _ table: KeyTable?) -> Int {
    let name = key.stringValue
    let found = name.utf8.withContiguousStorageIfAvailable { find($0, in: object, table) }
    if let found { return found }
    return Array(name.utf8).withUnsafeBufferPointer { find($0, in: object, table) }
  }

  private func find(
    _ name: UnsafeBufferPointer<UInt8>, in object: Int, _ table: KeyTable?
  ) -> Int {
    let first = object &+ 3
    let end = self[object].offset
    let state = self[object &+ 2].bits
    if state & Self.hasEqualKeys != 0 {
      let key = table.map { $0.find(name, in: self) } ?? find(name, from: first, to: end)
      return key == 0 ? 0 : key &+ 1
    }
    let next = Int(truncatingIfNeeded: state & ~Self.examined)
    var key = 0
    if let table {
      if next < end && isEqual(next, name) { key = next } else { key = table.find(name, in: self) }
    } else {
      key = find(name, from: next, to: end)
      if key == 0 { key = find(name, from: first, to: next) }
    }
    if key == 0 { return 0 }
    note(Self.examined | UInt64(index(after: key &+ 1)), at: object &+ 2)
    return key &+ 1
  }

  /// The index of a key between two indices; 0 where there is none.
  @inline(__always)
  private func find(_ name: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    var key = start
    while key < end {
      if isEqual(key, name) { return key }
      key = index(after: key &+ 1)
    }
    return 0
  }

  /// Whether the key at an index is what the bytes say.
  @inline(__always)
  func isEqual(_ key: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let entry = self[key]
    if entry.kind == .string {
      guard entry.length == name.count else { return false }
      return withBytes(of: entry) { bytes in
        for index in 0..<name.count where bytes[index] != name[index] { return false }
        return true
      }
    }
    // An escape makes a string longer, by up to six times.
    guard name.count <= entry.length, entry.length <= 6 * name.count else { return false }
    return withContent(of: entry) { $0.elementsEqual(name) }
  }

  /// The indices of an object's keys, each key once.
  func forEachKey(in object: Int, _ table: KeyTable?, _ body: (Entry) -> Void) {
    let end = self[object].offset
    let hasEqualKeys = self[object + 2].bits & Self.hasEqualKeys != 0
    var key = object + 3
    while key < end {
      let entry = self[key]
      let isFirst =
        !hasEqualKeys
        || withContent(of: entry) { name in
          (table.map { $0.find(name, in: self) } ?? find(name, from: object + 3, to: end)) == key
        }
      if isFirst { body(entry) }
      key = index(after: key + 1)
    }
  }
}
