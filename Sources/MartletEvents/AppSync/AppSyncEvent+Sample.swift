extension AppSyncEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "arguments": { "id": "7" },
      "identity": {
        "sub": "1a2b",
        "issuer": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI",
        "username": "ada",
        "claims": { "token_use": "access", "auth_time": 1772366400 },
        "sourceIp": ["192.0.2.1"],
        "defaultAuthStrategy": "ALLOW",
        "groups": ["readers"],
        "accountId": "123456789012",
        "cognitoIdentityPoolId": "eu-central-1:pool",
        "cognitoIdentityId": "eu-central-1:identity",
        "cognitoIdentityAuthType": "authenticated",
        "cognitoIdentityAuthProvider": "cognito",
        "userArn": "arn:aws:iam::123456789012:user/ada",
        "resolverContext": { "tenant": "blue" }
      },
      "source": { "id": "1" },
      "request": {
        "headers": { "x-forwarded-for": "192.0.2.1" },
        "domainName": "pets.example.com"
      },
      "prev": { "result": { "count": 1 } },
      "info": {
        "selectionSetList": ["id", "owner", "owner/name"],
        "selectionSetGraphQL": "{\n  id\n  owner { name }\n}",
        "fieldName": "pet",
        "parentTypeName": "Query",
        "variables": { "id": "7" }
      },
      "stash": { "a": 1 }
    }
    """#
  }
}
