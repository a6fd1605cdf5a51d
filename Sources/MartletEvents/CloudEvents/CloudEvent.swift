/// An event in the JSON format of CloudEvents 1.0 (CNCF: “JSON Event Format for CloudEvents”).
public struct CloudEvent: Hashable, Sendable {
  /// Identifies the event together with its source.
  public var id: String
  /// Where it arose: a URI reference.
  public var source: String
  /// `1.0`.
  public var specVersion: String
  /// What kind of event it is: `com.example.order.paid`.
  public var type: String
  /// The media type of the data.
  public var dataContentType: String?
  /// The schema of the data: a URI.
  public var dataSchema: String?
  /// What it is about, within the source.
  public var subject: String?
  /// When it arose.
  public var time: Timestamp?
  /// The data, where it is JSON or text.
  public var data: JSONValue?
  /// The data, where it is binary.
  public var dataBase64: Base64Bytes?
  /// The attributes that the specification does not name, such as `traceparent`.
  public var extensions: [String: JSONValue]

  /// Makes an event.
  public init(
    id: String = "", source: String = "", specVersion: String = "1.0", type: String = "",
    dataContentType: String? = nil, dataSchema: String? = nil, subject: String? = nil,
    time: Timestamp? = nil, data: JSONValue? = nil, dataBase64: Base64Bytes? = nil,
    extensions: [String: JSONValue] = [:]
  ) {
    self.id = id
    self.source = source
    self.specVersion = specVersion
    self.type = type
    self.dataContentType = dataContentType
    self.dataSchema = dataSchema
    self.subject = subject
    self.time = time
    self.data = data
    self.dataBase64 = dataBase64
    self.extensions = extensions
  }

  /// The data as a type of one's own.
  ///
  /// - Throws: `DecodingError` where it has another shape, or there is none.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let dataBase64 { return try dataBase64.decode(type) }
    return try (data ?? .null).decode(type)
  }
}
