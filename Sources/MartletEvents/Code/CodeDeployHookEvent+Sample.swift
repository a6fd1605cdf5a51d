extension CodeDeployHookEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    { "DeploymentId": "d-A1B2C3D4E", "LifecycleEventHookExecutionId": "eyJkYXRhIjoiMSJ9" }
    """#
  }
}
