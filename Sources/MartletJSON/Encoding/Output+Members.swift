/// How an object's members get in order: by the bytes of their keys in UTF-8.
extension Output {
  /// Compares two keys by their literals.
  @inline(__always)
  func compare(_ one: Member, _ other: Member) -> Int {
    let (first, second) = (text.start + one.start + 1, text.start + other.start + 1)
    for index in 0..<min(one.length, other.length) where first[index] != second[index] {
      return Int(first[index]) &- Int(second[index])
    }
    return one.length &- other.length
  }

  /// Compares two keys by what their literals stand for.
  private func compareUnescaped(_ one: Member, _ other: Member) -> Int {
    let (one, other) = (Array(name(of: one).utf8), Array(name(of: other).utf8))
    return one == other ? 0 : one.lexicographicallyPrecedes(other) ? -1 : 1
  }

  /// A key of an object.
  func name(of member: Member) -> String {
    let literal = UnsafeBufferPointer(
      start: UnsafePointer(text.start) + member.start + 1, count: member.length)
    return String(unsafeUninitializedCapacity: literal.count) {
      StringScan.unescape(literal, into: $0)
    }
  }

  /// Puts the members of the last frame's object in order; of members with one key, the last counts.
  func sortMembers(of frame: Int) {
    let (first, count) = (frames.elements[frame].members, frames.elements[frame].count)
    guard count > 1 else { return }
    let end = text.count
    let sorted = UnsafeMutablePointer<Int>.allocate(capacity: 2 * count)
    defer { sorted.deallocate() }
    for index in 0..<count { sorted[index] = first + index }
    let hasEscapes = frames.elements[frame].hasEscapes
    sort(sorted, count, hasEscapes)
    var copy = ByteBuffer(capacity: end - frames.elements[frame].start)
    for index in 0..<count {
      let member = members.elements[sorted[index]]
      if index + 1 < count {
        let next = members.elements[sorted[index + 1]]
        let order = hasEscapes ? compareUnescaped(member, next) : compare(member, next)
        if order == 0 { continue }
      }
      let isLast = sorted[index] == first + count - 1
      let memberEnd = isLast ? end : members.elements[sorted[index] + 1].start - 1
      if copy.count > 0 { copy.append(UInt8(ascii: ",")) }
      copy.append(text.start + member.start, memberEnd - member.start)
    }
    text.truncate(to: frames.elements[frame].start + 1)
    text.append(copy.start, copy.count)
  }

  /// Sorts indices of members, equal ones in their order; the other half of the memory is for use.
  private func sort(_ indices: UnsafeMutablePointer<Int>, _ count: Int, _ hasEscapes: Bool) {
    var (source, target) = (indices, indices + count)
    var width = 1
    while width < count {
      var start = 0
      while start < count {
        let (middle, end) = (min(start + width, count), min(start + 2 * width, count))
        var (left, right) = (start, middle)
        for index in start..<end {
          let takesLeft: Bool
          if left < middle && right < end {
            let (one, other) = (members.elements[source[left]], members.elements[source[right]])
            takesLeft = (hasEscapes ? compareUnescaped(one, other) : compare(one, other)) <= 0
          } else {
            takesLeft = left < middle
          }
          target[index] = source[takesLeft ? left : right]
          if takesLeft { left += 1 } else { right += 1 }
        }
        start = end
      }
      (source, target) = (target, source)
      width *= 2
    }
    if source != indices { indices.update(from: source, count: count) }
  }
}
