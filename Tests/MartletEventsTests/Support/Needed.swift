/// The members without which an event is refused; all others may be absent. What is listed here is
/// what names the thing, or is the thing itself.
enum Needed {
  static let members: [String: [String]] = [
    "dynamodb": [
      "Records[].dynamodb",
      "Records[].eventName",
    ],
    "http-api": [
      "rawPath",
      "requestContext.http.method",
    ],
    "http-authorizer": [
      "requestContext.http.method",
      "routeArn",
    ],
    "kinesis": [
      "Records[].kinesis",
      "Records[].kinesis.data",
      "Records[].kinesis.partitionKey",
      "Records[].kinesis.sequenceNumber",
      "window.end",
      "window.start",
    ],
    "lattice": [
      "method",
      "path",
    ],
    "lattice-v1": [
      "method",
      "raw_path",
    ],
    "load-balancer": [
      "httpMethod",
      "path",
    ],
    "rest-api": [
      "httpMethod",
      "path",
    ],
    "s3": [
      "Records[].eventName",
      "Records[].s3",
      "Records[].s3.bucket",
      "Records[].s3.bucket.name",
      "Records[].s3.object",
      "Records[].s3.object.key",
    ],
    "schedule": [
      "detail",
      "detail-type",
      "id",
      "source",
    ],
    "sns": [
      "Records[].Sns",
      "Records[].Sns.Message",
      "Records[].Sns.MessageAttributes.checksum.Type",
      "Records[].Sns.MessageAttributes.checksum.Value",
      "Records[].Sns.MessageAttributes.kind.Type",
      "Records[].Sns.MessageAttributes.kind.Value",
      "Records[].Sns.MessageId",
    ],
    "sqs": [
      "Records[].body",
      "Records[].messageAttributes.checksum.dataType",
      "Records[].messageAttributes.customer.dataType",
      "Records[].messageId",
    ],
    "token-authorizer": [
      "authorizationToken",
      "methodArn",
    ],
    "websocket": [
      "requestContext",
      "requestContext.connectionId",
      "requestContext.eventType",
      "requestContext.routeKey",
    ],
  ]

  /// The objects whose members' names are the user's or the service's data.
  static let maps: Set<String> = [
    "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters",
    "query_string_parameters", "pathParameters", "stageVariables", "attributes",
    "messageAttributes", "MessageAttributes", "state", "Keys", "NewImage", "OldImage",
  ]
}
