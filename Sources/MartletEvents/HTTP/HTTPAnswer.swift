internal import MartletHTTP
internal import MartletJSON

/// What is answered to an HTTP front end.
public protocol HTTPAnswer {
  /// An answer with one value for each header field.
  init(
    statusCode: Int, headers: [String: String], body: String, isBase64Encoded: Bool)
}

extension HTTPAnswer {
  /// An answer of JSON.
  ///
  /// - Throws: `EncodingError` where JSON cannot hold the value.
  public static func json(_ value: some Encodable, statusCode: Int = 200) throws -> Self {
    .text(
      String(decoding: try JSON.encode(value), as: UTF8.self), contentType: "application/json",
      statusCode: statusCode)
  }

  /// An answer of text.
  public static func text(
    _ text: String, contentType: String = "text/plain; charset=utf-8", statusCode: Int = 200
  ) -> Self {
    Self(
      statusCode: statusCode, headers: ["content-type": contentType], body: text,
      isBase64Encoded: false)
  }

  /// An answer of bytes.
  public static func bytes(
    _ bytes: [UInt8], contentType: String, statusCode: Int = 200
  ) -> Self {
    Self(
      statusCode: statusCode, headers: ["content-type": contentType],
      body: Base64.encode(bytes), isBase64Encoded: true)
  }
}

extension HTTPResponse: HTTPAnswer {
  /// An answer with one value for each header field.
  public init(
    statusCode: Int, headers: [String: String], body: String, isBase64Encoded: Bool
  ) {
    self.init(
      statusCode: statusCode, headers: headers, multiValueHeaders: nil, body: body,
      isBase64Encoded: isBase64Encoded ? true : nil)
  }
}

extension RESTResponse: HTTPAnswer {
  /// An answer with one value for each header field.
  public init(
    statusCode: Int, headers: [String: String], body: String, isBase64Encoded: Bool
  ) {
    self.init(
      statusCode: statusCode, headers: headers, multiValueHeaders: nil, body: body,
      isBase64Encoded: isBase64Encoded ? true : nil)
  }
}

extension LoadBalancerResponse: HTTPAnswer {
  /// An answer with one value for each header field.
  public init(
    statusCode: Int, headers: [String: String], body: String, isBase64Encoded: Bool
  ) {
    self.init(
      statusCode: statusCode, statusDescription: nil, headers: headers, body: body,
      isBase64Encoded: isBase64Encoded)
  }
}

extension LatticeResponse: HTTPAnswer {
  /// An answer with one value for each header field.
  public init(
    statusCode: Int, headers: [String: String], body: String, isBase64Encoded: Bool
  ) {
    self.init(
      statusCode: statusCode, statusDescription: nil, headers: headers, body: body,
      isBase64Encoded: isBase64Encoded ? true : nil)
  }
}
