extension TaskStateDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "5f3a9c1e-8a2b-4d7c-9e10-6b2f4c8d1a35",
      "detail-type": "ECS Task State Change",
      "source": "aws.ecs",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:ecs:eu-central-1:123456789012:task/shop/1"
      ],
      "detail": {
        "attachments": [
          {
            "id": "1",
            "type": "eni",
            "status": "DELETED",
            "details": [
              {
                "name": "privateIPv4Address",
                "value": "10.0.0.7"
              }
            ]
          }
        ],
        "attributes": [
          {
            "name": "ecs.cpu-architecture",
            "value": "arm64"
          }
        ],
        "availabilityZone": "eu-central-1a",
        "capacityProviderName": "FARGATE_SPOT",
        "clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/shop",
        "connectivity": "CONNECTED",
        "connectivityAt": "2026-03-01T11:00:05.123Z",
        "containers": [
          {
            "containerArn": "arn:aws:ecs:eu-central-1:123456789012:container/shop/1/1",
            "exitCode": 1,
            "lastStatus": "STOPPED",
            "name": "orders",
            "reason": "OutOfMemoryError: container killed",
            "image": "orders:7",
            "imageDigest": "sha256:7f5b2640fe6fb4f46592dfd3410c4a79",
            "runtimeId": "1-2",
            "taskArn": "arn:aws:ecs:eu-central-1:123456789012:task/shop/1",
            "networkInterfaces": [
              {
                "attachmentId": "1",
                "privateIpv4Address": "10.0.0.7"
              }
            ],
            "managedAgents": [],
            "gpuIds": [
              "0"
            ],
            "cpu": "256",
            "memory": "512",
            "memoryReservation": "128"
          }
        ],
        "cpu": "256",
        "createdAt": "2026-03-01T11:00:00.000Z",
        "desiredStatus": "STOPPED",
        "enableExecuteCommand": false,
        "ephemeralStorage": {
          "sizeInGiB": 20
        },
        "executionStoppedAt": "2026-03-01T11:59:58.000Z",
        "group": "service:orders",
        "launchType": "FARGATE",
        "lastStatus": "STOPPED",
        "memory": "512",
        "overrides": {
          "containerOverrides": [
            {
              "name": "orders"
            }
          ]
        },
        "platformFamily": "Linux",
        "platformVersion": "1.4.0",
        "pullStartedAt": "2026-03-01T11:00:10.000Z",
        "pullStoppedAt": "2026-03-01T11:00:20.000Z",
        "startedAt": "2026-03-01T11:00:21.000Z",
        "startedBy": "ecs-svc/1",
        "stopCode": "EssentialContainerExited",
        "stoppedAt": "2026-03-01T12:00:00.000Z",
        "stoppedReason": "Essential container in task exited",
        "stoppingAt": "2026-03-01T11:59:59.000Z",
        "taskArn": "arn:aws:ecs:eu-central-1:123456789012:task/shop/1",
        "taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:task-definition/orders:7",
        "updatedAt": "2026-03-01T12:00:00.000Z",
        "version": 6
      }
    }
    """#
  }
}
