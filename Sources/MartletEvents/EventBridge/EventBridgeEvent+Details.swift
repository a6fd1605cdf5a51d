// The events of AWS services that functions are most often given. Details of others are one's own
// types, or `JSONValue`.

/// An object of S3 that was created, deleted, restored or moved.
public typealias S3ObjectEvent = EventBridgeEvent<S3ObjectDetail>
/// An instance of EC2 that changed its state.
public typealias InstanceStateEvent = EventBridgeEvent<InstanceStateDetail>
/// A Spot instance of EC2 that is about to be taken back.
public typealias SpotInterruptionEvent = EventBridgeEvent<SpotInterruptionDetail>
/// A task of ECS that changed its state.
public typealias TaskStateEvent = EventBridgeEvent<TaskStateDetail>
/// A job of AWS Batch that changed its state.
public typealias BatchJobEvent = EventBridgeEvent<BatchJobDetail>
/// An instance that an Auto Scaling group launched or terminated, or could not.
public typealias ScalingActivityEvent = EventBridgeEvent<ScalingActivityDetail>
/// An image of ECR that was scanned.
public typealias ECRImageScanEvent = EventBridgeEvent<ECRImageScanDetail>
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
