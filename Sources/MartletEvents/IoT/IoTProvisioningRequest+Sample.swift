extension IoTProvisioningRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "claimCertificateId": "c-1",
      "certificateId": "c-2",
      "certificatePem": "-----BEGIN CERTIFICATE-----",
      "templateArn": "arn:aws:iot:eu-central-1:123456789012:provisioningtemplate/sensors",
      "clientId": "sensor-1",
      "parameters": { "SerialNumber": "1" }
    }
    """#
  }
}
