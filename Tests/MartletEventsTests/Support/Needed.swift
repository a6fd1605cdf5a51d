/// The members without which an event is refused; all others may be absent. What is listed here is
/// what names the thing, or is the thing itself.
enum Needed {
  static let members: [String: [String]] = [
    "activemq": [
      "messages[].data",
      "messages[].messageID",
    ],
    "alarm-state": [
      "detail",
      "detail.alarmName",
      "detail.previousState.value",
      "detail.state",
      "detail.state.value",
    ],
    "appsync": [
      "info",
      "info.fieldName",
      "info.parentTypeName",
    ],
    "appsync-authorizer": [
      "authorizationToken"
    ],
    "appsync-channel": [
      "events[].id",
      "info",
      "info.channel.path",
      "info.channelNamespace.name",
      "info.operation",
    ],
    "batch-job": [
      "detail",
      "detail.jobId",
      "detail.jobName",
      "detail.status",
    ],
    "bedrock-agent": [
      "actionGroup",
      "parameters[].name",
      "requestBody.content.application/json.properties[].name",
    ],
    "cloudevent": [
      "id",
      "source",
      "type",
    ],
    "cloudtrail": [
      "detail",
      "detail.eventName",
      "detail.eventSource",
    ],
    "cloudwatch-alarm": [
      "alarmData",
      "alarmData.alarmName",
      "alarmData.previousState.value",
      "alarmData.state",
      "alarmData.state.value",
    ],
    "cloudwatch-logs": [
      "awslogs",
      "awslogs.data",
    ],
    "codebuild": [
      "detail",
      "detail.build-id",
      "detail.project-name",
    ],
    "codecommit": [
      "Records[].codecommit",
      "Records[].codecommit.references[].commit",
      "Records[].codecommit.references[].ref",
    ],
    "codedeploy": [
      "detail",
      "detail.deploymentId",
      "detail.state",
    ],
    "codedeploy-hook": [
      "DeploymentId",
      "LifecycleEventHookExecutionId",
    ],
    "codepipeline": [
      "detail",
      "detail.execution-id",
      "detail.pipeline",
      "detail.state",
    ],
    "codepipeline-job": [
      "CodePipeline.job",
      "CodePipeline.job.data",
      "CodePipeline.job.id",
    ],
    "cognito-create-auth-challenge": [
      "request",
      "request.session[].challengeName",
      "triggerSource",
    ],
    "cognito-custom-message": [
      "request",
      "triggerSource",
    ],
    "cognito-custom-sender": [
      "request",
      "triggerSource",
    ],
    "cognito-define-auth-challenge": [
      "request",
      "request.session[].challengeName",
      "triggerSource",
    ],
    "cognito-inbound-federation": [
      "request",
      "triggerSource",
    ],
    "cognito-post-authentication": [
      "request",
      "triggerSource",
    ],
    "cognito-post-confirmation": [
      "request",
      "triggerSource",
    ],
    "cognito-pre-authentication": [
      "request",
      "triggerSource",
    ],
    "cognito-pre-sign-up": [
      "request",
      "triggerSource",
    ],
    "cognito-pre-token-generation": [
      "request",
      "triggerSource",
    ],
    "cognito-pre-token-generation-v2": [
      "request",
      "triggerSource",
    ],
    "cognito-user-migration": [
      "request",
      "triggerSource",
    ],
    "cognito-verify-auth-challenge": [
      "request",
      "triggerSource",
    ],
    "config": [
      "invokingEvent",
      "resultToken",
    ],
    "connect": [
      "Details",
      "Details.ContactData",
      "Details.ContactData.ContactId",
    ],
    "custom-resource": [
      "LogicalResourceId",
      "RequestId",
      "RequestType",
      "ResourceType",
      "StackId",
    ],
    "destination": [
      "requestContext",
      "requestContext.requestId",
    ],
    "documentdb": [
      "events[].event",
      "events[].event.ns.db",
      "events[].event.operationType",
      "events[].event.to.db",
    ],
    "dynamodb": [
      "Records[].dynamodb",
      "Records[].eventName",
    ],
    "ecr-image-action": [
      "detail",
      "detail.repository-name",
    ],
    "ecr-image-scan": [
      "detail",
      "detail.repository-name",
    ],
    "ecs-hook": [
      "lifecycleStage"
    ],
    "execution-status": [
      "detail",
      "detail.executionArn",
      "detail.stateMachineArn",
      "detail.status",
    ],
    "firehose": [
      "records[].data",
      "records[].recordId",
    ],
    "http-api": [
      "rawPath",
      "requestContext.http.method",
    ],
    "http-authorizer": [
      "requestContext.http.method",
      "routeArn",
    ],
    "instance-state": [
      "detail",
      "detail.instance-id",
      "detail.state",
    ],
    "iot-rule-error": [
      "ruleName"
    ],
    "kafka": [
      "records.orders-0[].offset",
      "records.orders-0[].partition",
      "records.orders-0[].topic",
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
    "lex": [
      "interpretations[].intent.name",
      "interpretations[].nluConfidence.score",
      "invocationSource",
      "sessionId",
      "sessionState",
      "sessionState.activeContexts[].name",
      "sessionState.activeContexts[].timeToLive.timeToLiveInSeconds",
      "sessionState.activeContexts[].timeToLive.turnsToLive",
      "sessionState.dialogAction.type",
      "sessionState.intent.name",
    ],
    "lifecycle-action": [
      "detail",
      "detail.AutoScalingGroupName",
      "detail.EC2InstanceId",
      "detail.LifecycleActionToken",
      "detail.LifecycleHookName",
    ],
    "load-balancer": [
      "httpMethod",
      "path",
    ],
    "rabbitmq": [
      "rmqMessagesByQueue.orders::/[].data"
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
    "s3-batch": [
      "invocationId",
      "invocationSchemaVersion",
      "tasks[].s3Key",
      "tasks[].taskId",
    ],
    "s3-object": [
      "detail",
      "detail.bucket",
      "detail.bucket.name",
      "detail.object",
      "detail.object.key",
    ],
    "s3-object-lambda": [
      "getObjectContext.inputS3Url",
      "getObjectContext.outputRoute",
      "getObjectContext.outputToken",
      "headObjectContext.inputS3Url",
      "listObjectsContext.inputS3Url",
      "listObjectsV2Context.inputS3Url",
    ],
    "scaling-activity": [
      "detail",
      "detail.AutoScalingGroupName",
    ],
    "secret-rotation": [
      "ClientRequestToken",
      "SecretId",
      "Step",
    ],
    "ses": [
      "Records[].ses",
      "Records[].ses.mail",
      "Records[].ses.mail.headers[].name",
      "Records[].ses.mail.headers[].value",
      "Records[].ses.mail.messageId",
      "Records[].ses.receipt.dkimVerdict.status",
      "Records[].ses.receipt.dmarcVerdict.status",
      "Records[].ses.receipt.spamVerdict.status",
      "Records[].ses.receipt.spfVerdict.status",
      "Records[].ses.receipt.virusVerdict.status",
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
    "spot-interruption": [
      "detail",
      "detail.instance-action",
      "detail.instance-id",
    ],
    "sqs": [
      "Records[].body",
      "Records[].messageAttributes.checksum.dataType",
      "Records[].messageAttributes.customer.dataType",
      "Records[].messageId",
    ],
    "step-functions": [
      "Execution.Id",
      "Task.Token",
    ],
    "task-state": [
      "detail",
      "detail.clusterArn",
      "detail.containers[].name",
      "detail.lastStatus",
      "detail.taskArn",
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
    "records", "rmqMessagesByQueue", "extractedFields", "dimensions", "requestHeaders",
    "requestAttributes", "sessionAttributes", "contextAttributes", "sentimentScore", "slots",
    "Attributes", "Parameters", "Tags", "parameters", "promptSessionAttributes", "content",
    "configuration", "userArguments", "userAttributes", "validationData", "clientMetadata",
    "publicChallengeParameters", "privateChallengeParameters", "claimsToAddOrOverride",
    "testTrafficWeights", "productionTrafficWeights", "finding-severity-counts", "tags",
  ]
}
