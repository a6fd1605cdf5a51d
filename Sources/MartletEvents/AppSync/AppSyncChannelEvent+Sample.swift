extension AppSyncChannelEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "identity": { "sub": "1a2b", "handlerContext": { "tenant": "blue" } },
      "result": "none",
      "request": { "headers": { "host": "pets.example.com" }, "domainName": "pets.example.com" },
      "info": {
        "channel": { "path": "/pets/7", "segments": ["pets", "7"] },
        "channelNamespace": { "name": "pets" },
        "operation": "PUBLISH"
      },
      "error": "none",
      "prev": {},
      "stash": { "a": 1 },
      "outErrors": ["none"],
      "events": [{ "id": "1", "payload": { "says": "woof" } }]
    }
    """#
  }
}
