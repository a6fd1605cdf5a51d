internal import CMartlet
internal import MartletHTTP

extension Context {
  /// The context of the invocation that came with these headers of `next`.
  init(
    requestID: String, headers: HTTPHeaders, environment: Environment, isFirstInvocation: Bool
  ) {
    self.init(
      requestID: requestID,
      invocationID: headers.present("Lambda-Runtime-Invocation-Id"),
      deadline: Self.deadline(milliseconds: headers.present("Lambda-Runtime-Deadline-Ms")),
      invokedFunctionARN: headers.present("Lambda-Runtime-Invoked-Function-Arn") ?? "",
      traceID: headers.present("Lambda-Runtime-Trace-Id"),
      tenantID: headers.present("Lambda-Runtime-Aws-Tenant-Id"),
      clientContextJSON: headers.present("Lambda-Runtime-Client-Context"),
      cognitoIdentityJSON: headers.present("Lambda-Runtime-Cognito-Identity"),
      functionName: environment.functionName,
      functionVersion: environment.functionVersion,
      memorySize: environment.memorySize,
      isFirstInvocation: isFirstInvocation)
  }

  /// An instant on the continuous clock from the platform's wall-clock time, which may be set
  /// while the function runs. Without a time that makes sense, the longest that Lambda grants.
  private static func deadline(milliseconds: String?) -> ContinuousClock.Instant {
    let longest: Int64 = 900_000
    guard let milliseconds, let deadline = Int64(milliseconds), deadline >= 0 else {
      return .now + .milliseconds(longest)
    }
    let left = deadline - martlet_epoch_milliseconds()
    return .now + .milliseconds(left)
  }
}
