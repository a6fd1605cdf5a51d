extension IoTAuthorizerRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "token": "a1b2c3",
      "signatureVerified": true,
      "protocols": ["tls", "http", "mqtt"],
      "protocolData": {
        "tls": {
          "serverName": "devices.example.com",
          "x509CertificatePem": "-----BEGIN CERTIFICATE-----",
          "principalId": "p-1"
        },
        "http": { "headers": { "Host": "devices.example.com" }, "queryString": "?a=1" },
        "mqtt": { "username": "ada", "password": "c2VjcmV0", "clientId": "sensor-1" }
      },
      "connectionMetadata": { "id": "c-1" }
    }
    """#
  }
}
