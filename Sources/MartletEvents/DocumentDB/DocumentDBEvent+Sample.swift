extension DocumentDBEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "eventSourceArn": "arn:aws:rds:eu-central-1:123456789012:cluster:pets",
      "events": [
        {
          "event": {
            "_id": { "_data": "0163eeb6e7000000090100000009000041e1" },
            "clusterTime": { "$timestamp": { "t": 1772366400, "i": 9 } },
            "documentKey": { "_id": { "$oid": "63eeb6e7d418cd98afb1c1d7" } },
            "fullDocument": { "_id": { "$oid": "63eeb6e7d418cd98afb1c1d7" }, "name": "Rex" },
            "fullDocumentBeforeChange": { "name": "Max" },
            "ns": { "db": "shop", "coll": "pets" },
            "to": { "db": "shop", "coll": "animals" },
            "operationType": "update",
            "updateDescription": {
              "updatedFields": { "name": "Rex" },
              "removedFields": ["owner"],
              "truncatedArrays": [{ "field": "visits", "newSize": 1 }]
            },
            "txnNumber": 1,
            "lsid": { "id": "1" }
          }
        }
      ],
      "eventSource": "aws:docdb"
    }
    """#
  }
}
