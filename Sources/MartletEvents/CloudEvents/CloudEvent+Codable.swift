extension CloudEvent: SampledEvent {
  private enum Attribute: String, CodingKey, CaseIterable {
    case id, source, type, subject, time, data
    case specVersion = "specversion"
    case dataContentType = "datacontenttype"
    case dataSchema = "dataschema"
    case dataBase64 = "data_base64"
  }

  /// Decodes the attributes; those that the specification does not name become `extensions`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Attribute.self)
    id = try container.decode(String.self, forKey: .id)
    source = try container.decode(String.self, forKey: .source)
    specVersion = try container.decodeIfPresent(String.self, forKey: .specVersion) ?? "1.0"
    type = try container.decode(String.self, forKey: .type)
    dataContentType = try container.decodeIfPresent(String.self, forKey: .dataContentType)
    dataSchema = try container.decodeIfPresent(String.self, forKey: .dataSchema)
    subject = try container.decodeIfPresent(String.self, forKey: .subject)
    time = try container.decodeIfPresent(Timestamp.self, forKey: .time)
    data = try container.decodeIfPresent(JSONValue.self, forKey: .data)
    dataBase64 = try container.decodeIfPresent(Base64Bytes.self, forKey: .dataBase64)
    extensions = [:]
    let all = try decoder.container(keyedBy: AnyKey.self)
    for key in all.allKeys where Attribute(stringValue: key.stringValue) == nil {
      let value = try all.decode(JSONValue.self, forKey: key)
      // A null attribute is an absent one (JSON Event Format, §2.2).
      if value != .null { extensions[key.stringValue] = value }
    }
  }

  /// Encodes the attributes; an extension that has the name of an attribute is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Attribute.self)
    try container.encode(id, forKey: .id)
    try container.encode(source, forKey: .source)
    try container.encode(specVersion, forKey: .specVersion)
    try container.encode(type, forKey: .type)
    try container.encodeIfPresent(dataContentType, forKey: .dataContentType)
    try container.encodeIfPresent(dataSchema, forKey: .dataSchema)
    try container.encodeIfPresent(subject, forKey: .subject)
    try container.encodeIfPresent(time, forKey: .time)
    try container.encodeIfPresent(data, forKey: .data)
    try container.encodeIfPresent(dataBase64, forKey: .dataBase64)
    var others = encoder.container(keyedBy: AnyKey.self)
    for (name, value) in extensions where Attribute(stringValue: name) == nil {
      try others.encode(value, forKey: AnyKey(stringValue: name))
    }
  }
}
