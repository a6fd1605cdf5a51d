/// How the platform makes a function's execution environments, and what it gives each.
public enum InitializationType: Sendable, Hashable {
  /// An environment is started for an invocation and has one at a time.
  case onDemand
  /// Lambda SnapStart: an environment is kept as a snapshot after its init phase, and restored for
  /// its first invocation.
  case snapStart
  /// Lambda Managed Instances: an environment has several invocations at a time, is never frozen,
  /// and is not ended for an invocation that takes too long.
  case managedInstances(maximumConcurrency: Int)

  /// How many invocations Lambda Managed Instances may give an environment at a time.
  public static let concurrencies = 1...1600

  /// The name that a function reads as `AWS_LAMBDA_INITIALIZATION_TYPE`.
  public var name: String {
    switch self {
    case .onDemand: "on-demand"
    case .snapStart: "snap-start"
    case .managedInstances: "lambda-managed-instances"
    }
  }

  /// How many invocations an environment has at a time at most.
  public var maximumConcurrency: Int {
    if case .managedInstances(let number) = self { number } else { 1 }
  }

  /// Whether an environment may have several invocations at a time.
  public var isManagedInstances: Bool { if case .managedInstances = self { true } else { false } }

  /// Whether environments are made long before they are needed. What goes wrong then is not tried
  /// again as part of an invocation.
  var startsAhead: Bool { self != .onDemand }
}
