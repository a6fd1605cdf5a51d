/// One function as the emulator serves it.
public struct FunctionConfiguration: Sendable, Hashable {
  /// The name by which callers invoke it.
  public var name: String
  /// The custom-runtime bootstrap: an executable file, as an absolute path.
  public var bootstrap: String
  /// What the bootstrap reads as `_HANDLER`.
  public var handler: String
  /// In megabytes. A process that uses more is ended, as on Lambda.
  public var memorySize: Int
  /// How long one invocation may take.
  public var timeout: Duration

  /// Variables of the process beside those that it inherits and those that Lambda sets.
  public var environment: [String: String]
  /// How many invocations may be under way at a time, those beyond it being refused; nil for as
  /// many as there are environments.
  public var reservedConcurrency: Int?
  /// How asynchronous invocations are tried again, and where their outcomes go.
  public var asynchronous: AsynchronousInvocation
  /// How its environments are made, and how many invocations each has at a time.
  public var initialization: InitializationType
  /// Whether each process has no more of a processor than Lambda gives for the memory size
  /// (`CPUShare`).
  public var throttlesCPU: Bool
  /// Whether each tenant has environments of its own, and invocations must name their tenants
  /// (Lambda's tenant isolation mode `PER_TENANT`).
  public var isolatesTenants: Bool
  /// A folder whose executables are started beside each process, as those in `/opt/extensions` are
  /// on Lambda; nil for none.
  public var extensionFolder: String?

  /// Describes a function; memory and timeout default to Lambda's own defaults.
  public init(
    name: String, bootstrap: String, handler: String? = nil, memorySize: Int = 128,
    timeout: Duration = .seconds(3), environment: [String: String] = [:],
    reservedConcurrency: Int? = nil,
    asynchronous: AsynchronousInvocation = .init(),
    initialization: InitializationType = .onDemand, throttlesCPU: Bool = false,
    isolatesTenants: Bool = false, extensionFolder: String? = nil
  ) {
    self.name = name
    self.bootstrap = bootstrap
    self.handler = handler ?? name
    self.memorySize = memorySize
    self.timeout = timeout
    self.environment = environment
    self.reservedConcurrency = reservedConcurrency
    self.asynchronous = asynchronous
    self.initialization = initialization
    self.throttlesCPU = throttlesCPU
    self.isolatesTenants = isolatesTenants
    self.extensionFolder = extensionFolder
  }

  /// The folder that holds the bootstrap, which is the working directory, as on Lambda.
  public var taskRoot: String {
    guard let slash = bootstrap.lastIndex(of: "/"), slash != bootstrap.startIndex else {
      return "/"
    }
    return String(bootstrap[..<slash])
  }
}
