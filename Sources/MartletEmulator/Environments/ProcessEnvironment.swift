internal import Glibc

/// The environment variables of this process and of the functions it starts.
public enum ProcessEnvironment {
  /// A variable of this process; nil where it is absent or empty.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  /// All variables of this process, as `NAME=value`.
  static var inherited: [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      variables.append(String(cString: variable))
      next += 1
    }
    return variables
  }

  /// Variables that Lambda sets and a function's own may replace.
  private static let unreserved: Set = [
    "AWS_LAMBDA_LOG_FORMAT", "AWS_XRAY_CONTEXT_MISSING", "TZ",
  ]

  /// What belongs to an outer runtime, should this process itself run in a function.
  private static let ofOuterRuntime: Set = [
    "_X_AMZN_TRACE_ID", "_LAMBDA_TELEMETRY_LOG_FD", "AWS_LAMBDA_MAX_CONCURRENCY",
    "AWS_EXECUTION_ENV", "AWS_LAMBDA_METADATA_API", "AWS_LAMBDA_METADATA_TOKEN",
  ]

  /// What an extension finds of what a function finds: all but what is the runtime's own.
  static func forExtension(_ variables: [String]) -> [String] {
    let hidden: Set = [
      "AWS_EXECUTION_ENV", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
      "AWS_LAMBDA_MAX_CONCURRENCY", "AWS_XRAY_CONTEXT_MISSING", "AWS_XRAY_DAEMON_ADDRESS",
      "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "MARTLET_COLD_START_MARKS",
    ]
    return variables.filter { variable in
      !variable.hasPrefix("_") && !hidden.contains(String(variable.prefix { $0 != "=" }))
    }
  }

  /// What a function finds: this process's variables, so that a function under development sees
  /// the shell's settings, below its own, below those that Lambda sets.
  public static func forFunction(
    _ function: FunctionConfiguration, runtimeAPI: String, logStream: String,
    metadataToken: String? = nil
  ) -> [String] {
    let region = FunctionName.defaultRegion
    var variables = [
      "AWS_LAMBDA_RUNTIME_API": runtimeAPI,
      "AWS_LAMBDA_FUNCTION_NAME": function.name,
      "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
      "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(function.memorySize),
      "AWS_LAMBDA_INITIALIZATION_TYPE": function.initialization.name,
      "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(function.name)",
      "AWS_LAMBDA_LOG_STREAM_NAME": logStream,
      "AWS_REGION": region,
      "AWS_DEFAULT_REGION": region,
      "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
      "LAMBDA_TASK_ROOT": function.taskRoot,
      "LAMBDA_RUNTIME_DIR": "/var/runtime",
      "TZ": ":UTC",
      "_HANDLER": function.handler,
      "MARTLET_COLD_START_MARKS": "1",
    ]
    switch function.initialization {
    case .onDemand: break
    // A snapshot is made before there is a log stream for the environments that come of it.
    case .snapStart:
      variables["AWS_LAMBDA_LOG_GROUP_NAME"] = nil
      variables["AWS_LAMBDA_LOG_STREAM_NAME"] = nil
    case .managedInstances(let number):
      variables["AWS_LAMBDA_MAX_CONCURRENCY"] = String(number)
      // The only format there.
      variables["AWS_LAMBDA_LOG_FORMAT"] = "JSON"
    }
    if let metadataToken {
      variables["AWS_LAMBDA_METADATA_API"] = runtimeAPI
      variables["AWS_LAMBDA_METADATA_TOKEN"] = metadataToken
    }
    var hidden = ofOuterRuntime
    if let credentials = Credentials.current {
      if case .snapStart = function.initialization, let metadataToken {
        // A snapshot holds none; it gets them when it is restored.
        variables.merge(Credentials.place(at: runtimeAPI, token: metadataToken)) { $1 }
        hidden.formUnion(Credentials.variables)
      } else if !credentials.areInherited {
        variables.merge(credentials.values) { $1 }
      }
    }
    for (name, value) in function.environment
    where variables[name] == nil || unreserved.contains(name) { variables[name] = value }
    let kept = inherited.filter { variable in
      let name = String(variable.prefix { $0 != "=" })
      return variables[name] == nil && !hidden.contains(name)
    }
    return kept + variables.map { "\($0.key)=\($0.value)" }.sorted()
  }
}
