/// Decompresses DEFLATE data (RFC 1951).
struct Inflation {
  /// How many bytes may come out: a few kilobytes can stand for gigabytes.
  let limit: Int
  var reader: BitReader
  private(set) var output: [UInt8] = []

  init(_ reader: BitReader, limit: Int) {
    self.reader = reader
    self.limit = limit
  }

  /// Decompresses all blocks; `reader` then stands behind them.
  mutating func run() throws(GzipError) {
    var isLast = false
    while !isLast {
      isLast = try reader.bits(1) == 1
      switch try reader.bits(2) {
      case 0: try stored()
      case 1: try compressed(.fixed())
      case 2: try compressed(.dynamic(from: &reader))
      default: throw GzipError("a block has the reserved type 3")
      }
    }
  }

  /// A block without compression (§3.2.4).
  private mutating func stored() throws(GzipError) {
    let lengths = try reader.wholeBytes(4)
    let bytes = Array(lengths)
    let length = Int(bytes[0]) | Int(bytes[1]) << 8
    guard length ^ 0xFFFF == Int(bytes[2]) | Int(bytes[3]) << 8 else {
      throw GzipError("a stored block's length and its complement differ")
    }
    try reserve(length)
    output += try reader.wholeBytes(length)
  }

  /// A block of literal bytes, and of lengths and distances of what is to be repeated (§3.2.5).
  private mutating func compressed(_ codes: InflationCodes) throws(GzipError) {
    while true {
      let symbol = try codes.literals.symbol(from: &reader)
      switch symbol {
      case 0..<256:
        try reserve(1)
        output.append(UInt8(symbol))
      case 256: return
      case 257..<286:
        let length = try InflationCodes.length(symbol - 257, &reader)
        let distance = try InflationCodes.distance(codes.distances.symbol(from: &reader), &reader)
        try copy(length, from: distance)
      default: throw GzipError("a length has the unused symbol \(symbol)")
      }
    }
  }

  /// Repeats what was written `distance` bytes ago; it may overlap with what is being written.
  private mutating func copy(_ length: Int, from distance: Int) throws(GzipError) {
    guard distance <= output.count else {
      throw GzipError("a distance of \(distance) leads before the beginning")
    }
    try reserve(length)
    for _ in 0..<length { output.append(output[output.count - distance]) }
  }

  private func reserve(_ count: Int) throws(GzipError) {
    guard count <= limit - output.count else {
      throw GzipError("more than \(limit) bytes would come out")
    }
  }
}
