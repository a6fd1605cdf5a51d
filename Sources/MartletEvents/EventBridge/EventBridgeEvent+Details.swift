// The events of AWS services that functions are most often given. Details of others are one's own
// types, or `JSONValue`.

/// An object of S3 that was created, deleted, restored or moved.
public typealias S3ObjectEvent = EventBridgeEvent<S3ObjectDetail>
/// An instance of EC2 that changed its state.
public typealias InstanceStateEvent = EventBridgeEvent<InstanceStateDetail>
/// An image of ECR that was pushed or deleted.
public typealias ECRImageActionEvent = EventBridgeEvent<ECRImageActionDetail>
/// An instance of an Auto Scaling group that waits for its hook.
public typealias LifecycleActionEvent = EventBridgeEvent<LifecycleActionDetail>
/// An execution of Step Functions that changed its status.
public typealias ExecutionStatusEvent = EventBridgeEvent<ExecutionStatusDetail>
/// An alarm of CloudWatch that changed its state.
public typealias AlarmStateEvent = EventBridgeEvent<AlarmStateDetail>
/// A call of an AWS API.
public typealias CloudTrailEvent = EventBridgeEvent<CloudTrailDetail>
/// A build of CodeBuild that changed its state or phase.
public typealias CodeBuildEvent = EventBridgeEvent<CodeBuildDetail>
/// A deployment of CodeDeploy that changed its state.
public typealias CodeDeployEvent = EventBridgeEvent<CodeDeployDetail>
/// A pipeline of CodePipeline, or a part of one, that changed its state.
public typealias CodePipelineEvent = EventBridgeEvent<CodePipelineDetail>
