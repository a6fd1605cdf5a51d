extension EventSample {
  /// Every source, in alphabetical order of the names.
  public static var all: [EventSample] {
    [queues, storage, http, eventBridge, code, cognito, conversations, devices, operations]
      .flatMap { $0 }.sorted { $0.name < $1.name }
  }

  private static var queues: [EventSample] {
    [
      EventSample("sqs", "Amazon SQS", SQSEvent.self),
      EventSample("sns", "Amazon SNS", SNSEvent.self),
      EventSample("kinesis", "Kinesis data streams", KinesisEvent.self),
      EventSample("firehose", "Data Firehose, transformation", FirehoseEvent.self),
      EventSample("kafka", "Amazon MSK, self-managed Kafka", KafkaEvent.self),
      EventSample("activemq", "Amazon MQ for ActiveMQ", ActiveMQEvent.self),
      EventSample("rabbitmq", "Amazon MQ for RabbitMQ", RabbitMQEvent.self),
      EventSample("ses", "Amazon SES, received mail", SESEvent.self),
      EventSample("destination", "Lambda destination", DestinationRecord.self),
      EventSample("cloudevent", "CloudEvents 1.0", CloudEvent.self),
    ]
  }

  private static var storage: [EventSample] {
    [
      EventSample("s3", "Amazon S3 notifications", S3Event.self),
      EventSample("s3-batch", "S3 Batch Operations", S3BatchEvent.self),
      EventSample("s3-object-lambda", "S3 Object Lambda", S3ObjectLambdaEvent.self),
      EventSample("dynamodb", "DynamoDB streams", DynamoDBEvent.self),
      EventSample("documentdb", "DocumentDB change streams", DocumentDBEvent.self),
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
      EventSample("appsync", "AppSync, resolver", AppSyncEvent.self),
      EventSample("appsync-authorizer", "AppSync, authorizer", AppSyncAuthorizerRequest.self),
      EventSample("appsync-channel", "AppSync Events", AppSyncChannelEvent.self),
    ]
  }

  private static var eventBridge: [EventSample] {
    [
      EventSample("schedule", "EventBridge schedule", ScheduledEvent.self),
      EventSample("s3-object", "EventBridge, S3", S3ObjectEvent.self),
      EventSample("instance-state", "EventBridge, EC2", InstanceStateEvent.self),
      EventSample("spot-interruption", "EventBridge, EC2 Spot", SpotInterruptionEvent.self),
      EventSample("task-state", "EventBridge, ECS", TaskStateEvent.self),
      EventSample("batch-job", "EventBridge, AWS Batch", BatchJobEvent.self),
      EventSample("scaling-activity", "EventBridge, Auto Scaling", ScalingActivityEvent.self),
      EventSample("ecr-image-scan", "EventBridge, ECR", ECRImageScanEvent.self),
      EventSample("ecr-image-action", "EventBridge, ECR", ECRImageActionEvent.self),
      EventSample("lifecycle-action", "EventBridge, Auto Scaling", LifecycleActionEvent.self),
      EventSample("execution-status", "EventBridge, Step Functions", ExecutionStatusEvent.self),
      EventSample("alarm-state", "EventBridge, CloudWatch alarms", AlarmStateEvent.self),
      EventSample("cloudtrail", "EventBridge, CloudTrail", CloudTrailEvent.self),
    ]
  }

  private static var code: [EventSample] {
    [
      EventSample("codebuild", "EventBridge, CodeBuild", CodeBuildEvent.self),
      EventSample("codedeploy", "EventBridge, CodeDeploy", CodeDeployEvent.self),
      EventSample("codedeploy-hook", "CodeDeploy, lifecycle hook", CodeDeployHookEvent.self),
      EventSample("ecs-hook", "Amazon ECS, lifecycle hook", ECSHookEvent.self),
      EventSample("codepipeline", "EventBridge, CodePipeline", CodePipelineEvent.self),
      EventSample("codepipeline-job", "CodePipeline, job", CodePipelineJobEvent.self),
      EventSample("codecommit", "CodeCommit, trigger", CodeCommitEvent.self),
    ]
  }

  private static var cognito: [EventSample] {
    [
      EventSample("cognito-pre-sign-up", "Cognito", PreSignUpEvent.self),
      EventSample("cognito-post-confirmation", "Cognito", PostConfirmationEvent.self),
      EventSample("cognito-pre-authentication", "Cognito", PreAuthenticationEvent.self),
      EventSample("cognito-post-authentication", "Cognito", PostAuthenticationEvent.self),
      EventSample("cognito-define-auth-challenge", "Cognito", DefineAuthChallengeEvent.self),
      EventSample("cognito-create-auth-challenge", "Cognito", CreateAuthChallengeEvent.self),
      EventSample("cognito-verify-auth-challenge", "Cognito", VerifyAuthChallengeEvent.self),
      EventSample("cognito-user-migration", "Cognito", UserMigrationEvent.self),
      EventSample("cognito-custom-message", "Cognito", CustomMessageEvent.self),
      EventSample("cognito-custom-sender", "Cognito", CustomSenderEvent.self),
      EventSample("cognito-pre-token-generation", "Cognito", PreTokenGenerationEvent.self),
      EventSample(
        "cognito-pre-token-generation-v2", "Cognito, versions 2 and 3",
        PreTokenGenerationV2Event.self),
      EventSample("cognito-inbound-federation", "Cognito", InboundFederationEvent.self),
    ]
  }

  private static var conversations: [EventSample] {
    [
      EventSample("lex", "Lex V2", LexEvent.self),
      EventSample("connect", "Amazon Connect, flow", ConnectEvent.self),
      EventSample("bedrock-agent", "Bedrock agents, action group", BedrockAgentEvent.self),
    ]
  }

  private static var devices: [EventSample] {
    [
      EventSample("iot-authorizer", "IoT Core, authorizer", IoTAuthorizerRequest.self),
      EventSample("iot-provisioning", "IoT Core, provisioning hook", IoTProvisioningRequest.self),
      EventSample("iot-rule-error", "IoT Core, error action of a rule", IoTRuleError.self),
    ]
  }

  private static var operations: [EventSample] {
    [
      EventSample("cloudwatch-logs", "CloudWatch Logs, subscription", CloudWatchLogsEvent.self),
      EventSample("cloudwatch-alarm", "CloudWatch alarm", CloudWatchAlarmEvent.self),
      EventSample("config", "AWS Config, rule", ConfigEvent.self),
      EventSample("custom-resource", "CloudFormation, custom resource", CustomResourceEvent.self),
      EventSample("secret-rotation", "Secrets Manager, rotation", SecretRotationEvent.self),
      EventSample("step-functions", "Step Functions, context object", StepFunctionsContext.self),
    ]
  }
}
