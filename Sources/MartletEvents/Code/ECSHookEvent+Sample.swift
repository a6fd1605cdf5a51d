extension ECSHookEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "executionId": "3b1f0c52-7f0e-4e8e-9a39-6a3d5c1f2b04",
      "lifecycleStage": "PRODUCTION_TRAFFIC_SHIFT",
      "resourceArn": "arn:aws:ecs:eu-central-1:123456789012:service-deployment/shop/orders/1",
      "executionDetails": {
        "serviceArn": "arn:aws:ecs:eu-central-1:123456789012:service/shop/orders",
        "targetServiceRevisionArn":
          "arn:aws:ecs:eu-central-1:123456789012:service-revision/shop/orders/2",
        "testTrafficWeights": {},
        "productionTrafficWeights": {
          "arn:aws:ecs:eu-central-1:123456789012:service-revision/shop/orders/2": 10,
          "arn:aws:ecs:eu-central-1:123456789012:service-revision/shop/orders/1": 90
        }
      },
      "hookDetails": { "errorsAllowed": 3 }
    }
    """#
  }
}
