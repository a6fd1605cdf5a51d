internal import CMartlet
internal import MartletHTTP

/// A type of Foundation's that JSON has a form for which the type's own coding does not know.
///
/// The module does not link Foundation: it knows these types by the address of their metadata, and
/// reaches their values through their own coding, by giving and taking what that asks for.
enum FoundationType: Int32 {
  /// A Base64 string; by its own coding an array of bytes.
  case data = 1
  /// A string; by its own coding an object of a reference and a base.
  case url
  /// A number; by its own coding an object of a mantissa and an exponent.
  case decimal

  /// Nil for any other type.
  @inline(__always)
  init?<T>(_ type: T.Type) {
    self.init(
      rawValue: martlet_foundation_type(unsafeBitCast(type as Any.Type, to: UnsafeRawPointer.self)))
  }

  /// Decodes a value of a type that this is.
  func decode<T: Decodable>(_ type: T.Type, _ document: Document, _ place: Place) throws -> T {
    let entry = document[Int(place.index)]
    if entry.kind == .null { throw document.mismatch(type, at: place) }
    switch self {
    case .data:
      let text = try document.string(at: place)
      guard let bytes = Base64.decodePadded(text) else {
        throw document.corrupted("Encountered Data is not valid Base64.", at: place)
      }
      return try T(from: BytesDecoder(bytes: bytes, codingPath: document.path(to: place)))
    case .url:
      let text = try document.string(at: place)
      var form = ByteBuffer(capacity: text.utf8.count + 16)
      form.append(#"{"relative":"#)
      form.append(quoted: text)
      form.append(UInt8(ascii: "}"))
      guard let url = try? JSON.decode(T.self, from: form.bytes, asItself: ()) else {
        throw document.corrupted("Invalid URL string.", at: place)
      }
      return url
    case .decimal:
      guard entry.kind == .integer || entry.kind == .number else {
        throw document.mismatch(type, at: place)
      }
      let number = document.withBytes(of: entry) { WrittenNumber($0) }
      guard let form = DecimalForm(number) else { throw document.unrepresentable(type, at: place) }
      return try JSON.decode(T.self, from: form.json, asItself: ())
    }
  }

  /// Encodes a value of a type that this is.
  func encode<T: Encodable>(_ value: T, to output: Output) throws {
    let form = try JSON.encode(value, asItself: ())
    switch self {
    case .data:
      output.text.append(quoted: Base64.encode(try JSON.decode([UInt8].self, from: form)))
    case .url: output.text.append(quoted: try JSON.decode(URLForm.self, from: form).absolute)
    case .decimal:
      guard let number = try JSON.decode(DecimalForm.self, from: form).text else {
        throw EncodingError.invalidValue(
          value,
          .init(
            codingPath: output.path(to: output.frames.count),
            debugDescription: "Unable to encode Decimal.nan directly in JSON."))
      }
      output.text.append(number: number)
    }
  }
}

extension JSON {
  /// Decodes a value by its type's own coding, whatever form the type has in JSON.
  fileprivate static func decode<T: Decodable>(
    _ type: T.Type, from bytes: [UInt8], asItself: Void
  ) throws -> T {
    try T(from: ValueDecoder(document: Document(bytes), place: .root))
  }

  /// Encodes a value by its type's own coding.
  fileprivate static func encode<T: Encodable>(_ value: T, asItself: Void) throws -> [UInt8] {
    let output = Output()
    let frame = try output.open()
    try value.encode(to: ValueEncoder(output: output, frame: frame))
    try output.close()
    return output.text.bytes
  }
}
