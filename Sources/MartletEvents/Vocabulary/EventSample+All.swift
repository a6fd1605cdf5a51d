extension EventSample {
  /// Every source, in alphabetical order of the names.
  public static var all: [EventSample] {
    [queues, http, schedules].flatMap { $0 }.sorted { $0.name < $1.name }
  }

  private static var queues: [EventSample] {
    [
      EventSample("sqs", "Amazon SQS", SQSEvent.self),
      EventSample("sns", "Amazon SNS", SNSEvent.self),
      EventSample("s3", "Amazon S3 notifications", S3Event.self),
      EventSample("dynamodb", "DynamoDB streams", DynamoDBEvent.self),
      EventSample("kinesis", "Kinesis data streams", KinesisEvent.self),
    ]
  }

  private static var http: [EventSample] {
    [
      EventSample("rest-api", "API Gateway REST API", RESTRequest.self),
      EventSample("http-api", "API Gateway HTTP API, function URL", HTTPRequest.self),
      EventSample("websocket", "API Gateway WebSocket API", WebSocketRequest.self),
      EventSample(
        "token-authorizer", "REST API, authorizer of a token", TokenAuthorizerRequest.self),
      EventSample(
        "request-authorizer", "REST API, authorizer of a request", RequestAuthorizerRequest.self),
      EventSample("http-authorizer", "HTTP API, authorizer", HTTPAuthorizerRequest.self),
      EventSample("load-balancer", "Application Load Balancer", LoadBalancerRequest.self),
      EventSample("lattice", "VPC Lattice", LatticeRequest.self),
      EventSample("lattice-v1", "VPC Lattice, version 1.0", LatticeRequestV1.self),
    ]
  }

  private static var schedules: [EventSample] {
    [EventSample("schedule", "EventBridge schedule", ScheduledEvent.self)]
  }
}
