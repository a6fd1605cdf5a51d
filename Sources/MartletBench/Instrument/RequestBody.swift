internal import Glibc

/// A request's body as it comes in: passed over, but for its beginning where that says why
/// something failed.
struct RequestBody {
  private enum State {
    case data(Int)
    case chunkSize(Int)
    case chunkExtension(Int)
    case chunkData(Int)
    case chunkEnd
    /// Trailer fields, with the characters of the current line so far.
    case trailer(Int)
    case end
  }

  private var state: State
  private let keepsBeginning: Bool
  /// The beginning, if it is kept.
  private(set) var beginning: [UInt8] = []
  private static let limit = 2048

  init(_ head: RequestHead) {
    state = head.isChunked ? .chunkSize(0) : .data(head.length)
    keepsBeginning =
      switch head.call {
      case .answer(let isError, _): isError
      case .initError: true
      default: false
      }
    if case .data(0) = state { state = .end }
  }

  var isComplete: Bool { if case .end = state { true } else { false } }

  /// Takes what belongs to the body; nil where it is malformed.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var used = 0
    while used < bytes.count {
      switch state {
      case .end: return used
      case .data(let left):
        let count = take(bytes, used, left)
        used += count
        state = left == count ? .end : .data(left - count)
      case .chunkData(let left):
        let count = take(bytes, used, left)
        used += count
        state = left == count ? .chunkEnd : .chunkData(left - count)
      default:
        guard step(bytes[used]) else { return nil }
        used += 1
      }
    }
    return used
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ most: Int) -> Int {
    let count = min(most, bytes.count - start)
    if keepsBeginning, beginning.count < Self.limit {
      let kept = min(count, Self.limit - beginning.count)
      beginning.append(contentsOf: bytes[start..<(start + kept)])
    }
    return count
  }

  /// Takes a byte between the data.
  private mutating func step(_ byte: UInt8) -> Bool {
    switch (state, byte) {
    case (.chunkSize(let size), 0x0D), (.chunkExtension(let size), 0x0D):
      state = .chunkExtension(size)
    case (.chunkSize(let size), 0x0A), (.chunkExtension(let size), 0x0A):
      state = size == 0 ? .trailer(0) : .chunkData(size)
    case (.chunkSize(let size), 0x3B), (.chunkSize(let size), 0x20):
      state = .chunkExtension(size)
    case (.chunkSize(let size), _):
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, size < 1 << 40 else {
        return false
      }
      state = .chunkSize(size * 16 + digit)
    case (.chunkExtension, _): break
    case (.chunkEnd, 0x0D): break
    case (.chunkEnd, 0x0A): state = .chunkSize(0)
    case (.chunkEnd, _): return false
    case (.trailer, 0x0D): break
    case (.trailer(let count), 0x0A): state = count == 0 ? .end : .trailer(0)
    case (.trailer(let count), _): state = .trailer(count + 1)
    case (.data, _), (.chunkData, _), (.end, _): return false
    }
    return true
  }
}
