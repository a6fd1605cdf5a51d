extension LatticeRequestV1 {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "raw_path": "/pets?colour=red",
      "method": "GET",
      "headers": { "accept": "application/json" },
      "query_string_parameters": { "colour": "red" },
      "body": "{}",
      "is_base64_encoded": false
    }
    """#
  }
}
