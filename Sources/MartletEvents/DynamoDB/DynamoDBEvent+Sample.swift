extension DynamoDBEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Records": [
        {
          "eventID": "c4ca4238a0b923820dcc509a6f75849b",
          "eventName": "MODIFY",
          "eventVersion": "1.1",
          "eventSource": "aws:dynamodb",
          "awsRegion": "eu-central-1",
          "dynamodb": {
            "ApproximateCreationDateTime": 1772366400,
            "Keys": { "id": { "N": "101" } },
            "NewImage": {
              "id": { "N": "101" },
              "name": { "S": "Rex" },
              "photo": { "B": "AQID" },
              "isSold": { "BOOL": false },
              "owner": { "NULL": true },
              "visits": { "L": [{ "N": "1.5" }, { "S": "x" }] },
              "size": { "M": { "height": { "N": "40" } } },
              "tags": { "SS": ["a", "b"] },
              "scores": { "NS": ["1", "2.5"] },
              "hashes": { "BS": ["AQID", "BAUG"] }
            },
            "OldImage": { "id": { "N": "101" }, "name": { "S": "Max" } },
            "SequenceNumber": "4421584500000000017450439091",
            "SizeBytes": 59,
            "StreamViewType": "NEW_AND_OLD_IMAGES"
          },
          "userIdentity": { "type": "Service", "principalId": "dynamodb.amazonaws.com" },
          "tableName": "pets",
          "eventSourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/pets/stream/2026-01-01T00:00:00.000"
        }
      ]
    }
    """#
  }
}
