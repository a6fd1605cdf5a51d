internal import MartletEmulator

/// What is set for a function, in `runtime/functions.json` or by flags; nil where nothing is.
struct FunctionSettings: Equatable {
  var timeout: Duration?
  var memorySize: Int?
  var reservedConcurrency: Int?
  var initialization: InitializationType?
  var throttlesCPU: Bool?
  var isolatesTenants: Bool?
  var extensionFolder: String?
  var environment: [String: String] = [:]
  var maximumRetries: Int?
  var maximumAge: Duration?
  var onSuccess: AsynchronousInvocation.Destination?
  var onFailure: AsynchronousInvocation.Destination?
  var deadLetter: AsynchronousInvocation.Destination?

  /// Lambda's limits.
  static let timeouts = 0.001...900.0
  static let memorySizes = 128...32_768
  static let concurrencies = 0...1000

  /// Lambda Managed Instances keep no snapshots.
  static let bothInitializations =
    "a function with several invocations in an environment has no snapshot; leave one of the two out"

  /// Whether functions keep to those limits that depend on more than one setting.
  static func check(_ functions: [FunctionConfiguration]) throws(CommandError) {
    for function in functions {
      let most = CPUShare.memorySizes.upperBound
      if function.memorySize > most, !function.initialization.isManagedInstances {
        throw CommandError(
          .usage,
          "the memory of \(function.name) is \(function.memorySize) MB; a function has \(most) at most, "
            + "and \(memorySizes.upperBound) on Managed Instances, with --max-concurrency")
      }
      let size = function.environment.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
      guard size <= mostVariables else {
        throw CommandError(
          .usage,
          "the variables of \(function.name) have \(size) bytes together; Lambda takes "
            + "\(mostVariables) at most, names included")
      }
    }
  }

  private static let mostVariables = 4096

  /// Sets a function to these.
  func apply(to function: inout FunctionConfiguration) {
    if let timeout { function.timeout = timeout }
    if let memorySize { function.memorySize = memorySize }
    if let reservedConcurrency { function.reservedConcurrency = reservedConcurrency }
    if let initialization { function.initialization = initialization }
    if let throttlesCPU { function.throttlesCPU = throttlesCPU }
    if let isolatesTenants { function.isolatesTenants = isolatesTenants }
    if let extensionFolder { function.extensionFolder = extensionFolder }
    function.environment.merge(environment) { $1 }
    if let maximumRetries { function.asynchronous.maximumRetries = maximumRetries }
    if let maximumAge { function.asynchronous.maximumAge = maximumAge }
    if let onSuccess { function.asynchronous.onSuccess = onSuccess }
    if let onFailure { function.asynchronous.onFailure = onFailure }
    if let deadLetter { function.asynchronous.deadLetter = deadLetter }
  }

  /// Why a variable cannot be set; nil where it can.
  static func problem(withVariable name: String) -> String? {
    let first = name.utf8.first.map { Character(UnicodeScalar($0)) }
    guard name.utf8.count >= 2, first?.isLetter == true,
      name.utf8.allSatisfy({ byte in
        let character = Character(UnicodeScalar(byte))
        return character.isASCII && (character.isLetter || character.isNumber || character == "_")
      })
    else {
      return "a variable's name has two characters or more, letters, digits and _, a letter first"
    }
    return reserved.contains(name)
      ? "\(name) is set by Lambda and cannot be set by a function" : nil
  }

  private static let reserved: Set = [
    "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    "AWS_LAMBDA_MAX_CONCURRENCY", "AWS_LAMBDA_METADATA_API", "AWS_LAMBDA_METADATA_TOKEN",
  ]
}
