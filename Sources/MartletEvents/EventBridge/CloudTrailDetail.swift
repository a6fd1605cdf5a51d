/// A call of an AWS API, as CloudTrail tells EventBridge (AWS: “CloudTrail record contents”).
public struct CloudTrailDetail: EventBridgeDetail {
  public var eventVersion: String?
  public var eventID: String?
  public var eventTime: Timestamp?
  public var eventSource: String
  public var eventName: String
  public var eventType: String?
  public var eventCategory: String?
  public var awsRegion: String?
  public var sourceIPAddress: String?
  public var userAgent: String?
  public var requestID: String?
  public var recipientAccountID: String?
  public var readOnly: Bool?
  public var managementEvent: Bool?
  public var errorCode: String?
  public var errorMessage: String?
  public var userIdentity: JSONValue?
  public var requestParameters: JSONValue?
  public var responseElements: JSONValue?
  public var additionalEventData: JSONValue?
  public var resources: [JSONValue]
  public var tlsDetails: JSONValue?
  /// Of an event that no call set off: what the service says of it.
  public var serviceEventDetails: JSONValue?
  public var sharedEventID: String?
  public var apiVersion: String?
  public var vpcEndpointID: String?
  public var sessionCredentialFromConsole: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    eventVersion: String? = nil, eventID: String? = nil, eventTime: Timestamp? = nil,
    eventSource: String = "", eventName: String = "", eventType: String? = nil,
    eventCategory: String? = nil, awsRegion: String? = nil, sourceIPAddress: String? = nil,
    userAgent: String? = nil, requestID: String? = nil, recipientAccountID: String? = nil,
    readOnly: Bool? = nil, managementEvent: Bool? = nil, errorCode: String? = nil,
    errorMessage: String? = nil, userIdentity: JSONValue? = nil,
    requestParameters: JSONValue? = nil, responseElements: JSONValue? = nil,
    additionalEventData: JSONValue? = nil, resources: [JSONValue] = [],
    tlsDetails: JSONValue? = nil, serviceEventDetails: JSONValue? = nil,
    sharedEventID: String? = nil, apiVersion: String? = nil, vpcEndpointID: String? = nil,
    sessionCredentialFromConsole: Bool? = nil
  ) {
    self.eventVersion = eventVersion
    self.eventID = eventID
    self.eventTime = eventTime
    self.eventSource = eventSource
    self.eventName = eventName
    self.eventType = eventType
    self.eventCategory = eventCategory
    self.awsRegion = awsRegion
    self.sourceIPAddress = sourceIPAddress
    self.userAgent = userAgent
    self.requestID = requestID
    self.recipientAccountID = recipientAccountID
    self.readOnly = readOnly
    self.managementEvent = managementEvent
    self.errorCode = errorCode
    self.errorMessage = errorMessage
    self.userIdentity = userIdentity
    self.requestParameters = requestParameters
    self.responseElements = responseElements
    self.additionalEventData = additionalEventData
    self.resources = resources
    self.tlsDetails = tlsDetails
    self.serviceEventDetails = serviceEventDetails
    self.sharedEventID = sharedEventID
    self.apiVersion = apiVersion
    self.vpcEndpointID = vpcEndpointID
    self.sessionCredentialFromConsole = sessionCredentialFromConsole
  }

  enum CodingKeys: String, CodingKey {
    case eventVersion, eventID, eventTime, eventSource, eventName, eventType, eventCategory,
      awsRegion, sourceIPAddress, userAgent, requestID
    case recipientAccountID = "recipientAccountId"
    case readOnly, managementEvent, errorCode, errorMessage, userIdentity, requestParameters,
      responseElements, additionalEventData, resources, tlsDetails, serviceEventDetails,
      sharedEventID, apiVersion
    case vpcEndpointID = "vpcEndpointId"
    case sessionCredentialFromConsole
  }
}
