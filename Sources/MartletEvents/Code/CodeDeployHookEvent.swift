/// What CodeDeploy asks of a deployment's lifecycle hook (AWS: “AppSpec 'hooks' section for an AWS
/// Lambda deployment”). The hook answers with `PutLifecycleEventHookExecutionStatus`.
public struct CodeDeployHookEvent: SampledEvent {
  public var deploymentID: String
  /// Names this run of the hook in the answer.
  public var executionID: String

  /// Makes one, such as for a test; every argument has a default.
  public init(deploymentID: String = "", executionID: String = "") {
    self.deploymentID = deploymentID
    self.executionID = executionID
  }

  enum CodingKeys: String, CodingKey {
    case deploymentID = "DeploymentId"
    case executionID = "LifecycleEventHookExecutionId"
  }
}
