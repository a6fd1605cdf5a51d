internal import MartletJSON

extension CustomResourceEvent {
  /// The answer that the resource is there, or gone.
  ///
  /// - Parameters:
  ///   - physicalResourceID: identifies what was made; with updates and deletions the event's own
  ///     where it is left out.
  ///   - data: for `Fn::GetAtt`.
  public func success(
    physicalResourceID: String? = nil, data: [String: JSONValue]? = nil
  ) -> CustomResourceResponse {
    CustomResourceResponse(
      status: .success, physicalResourceID: resourceID(physicalResourceID), stackID: stackID,
      requestID: requestID, logicalResourceID: logicalResourceID, data: data)
  }

  /// The answer that it went wrong.
  public func failure(
    _ reason: String, physicalResourceID: String? = nil
  ) -> CustomResourceResponse {
    CustomResourceResponse(
      status: .failed, reason: reason, physicalResourceID: resourceID(physicalResourceID),
      stackID: stackID, requestID: requestID, logicalResourceID: logicalResourceID)
  }

  /// A failed creation needs an ID too: CloudFormation names it when it asks for the deletion.
  private func resourceID(_ given: String?) -> String {
    given ?? physicalResourceID ?? logicalResourceID
  }
}

extension CustomResourceResponse {
  /// The body of the PUT to `responseURL`.
  ///
  /// - Throws: `EncodingError` where `data` holds a number that is none.
  public func body() throws -> [UInt8] { try JSON.encode(self) }
}
