/// Which environments and invocations belong together.
extension ControlPlane {
  /// How many tenants' pools without an environment a function keeps for what they know of crashes.
  private static let mostRemembered = 1000

  /// Serves a function that was not there, with no environments yet.
  mutating func addFunction(_ configuration: FunctionConfiguration) {
    let shared = PoolID(number: number())
    pools[shared] = Pool(function: configuration.name, tenant: nil)
    functions[configuration.name] = FunctionState(configuration, shared: shared)
  }

  /// The pool that an invocation waits in; nil when no function has that name.
  mutating func pool(for request: InvocationRequest) -> PoolID? {
    guard let function = functions[request.function] else { return nil }
    guard function.configuration.isolatesTenants, let tenant = request.tenantID else {
      return function.shared
    }
    if let known = function.tenants[tenant] { return known }
    let id = PoolID(number: number())
    pools[id] = Pool(function: request.function, tenant: tenant)
    functions[request.function]?.tenants[tenant] = id
    return id
  }

  /// All of a function's environments that have not ended.
  func environments(of function: FunctionState) -> [EnvironmentID] {
    function.pools.flatMap { pools[$0]?.all ?? [] }
  }

  /// How many invocations of a function are under way or wait.
  ///
  /// One whose caller has its answer, and whose environment is about to ask for the next event, is not
  /// among them: a caller who sends one invocation after the other has never more than one.
  func load(of function: FunctionState, now: Instant) -> Int {
    let running = environments(of: function).compactMap { environments[$0] }.reduce(0) {
      $0 + (isReturning($1, now: now) ? 0 : $1.load)
    }
    return function.pools.reduce(running) { $0 + (pools[$1]?.pending.count ?? 0) }
  }

  private func isReturning(_ environment: EnvironmentState, now: Instant) -> Bool {
    // An extension may still be about to ask when the runtime has asked already.
    guard environment.concurrency == nil, [.responseSent, .ready].contains(environment.state),
      !environment.isStopping, let invocation = environment.invocation.flatMap({ invocations[$0] }),
      invocation.isCallerAnswered || invocation.event != nil
    else { return false }
    return graceEnd(of: environment).map { now < $0 } ?? false
  }

  /// How many environments of a function may be started. What it has reserved is never exceeded, also
  /// where one has answered and then takes its time.
  func places(for function: FunctionState) -> Int {
    let all = environments(of: function)
    let places = limits.environmentsPerFunction - all.count
    guard let reserved = function.configuration.reservedConcurrency,
      !function.configuration.initialization.isManagedInstances
    else { return places }
    // What waits was admitted; that there is nothing reserved any more is for those who come.
    return min(places, max(1, reserved) - all.count { environments[$0]?.isStopping == false })
  }

  /// Brings waiting invocations and environments of a function together, and starts environments for
  /// the invocations that none is about to be free for.
  mutating func schedule(_ name: String, now: Instant) {
    guard !isShuttingDown, let function = functions[name] else { return }
    guard !function.tenants.isEmpty else { return schedule(function.shared, now: now) }
    // The tenant whose invocation waits longest has the first of the places that are left.
    let waiting = function.pools.compactMap { id in
      pools[id]?.pending.first.map { (id, $0.number) }
    }
    for (id, _) in waiting.sorted(by: { $0.1 < $1.1 }) { schedule(id, now: now) }
  }

  /// Retires environments of other tenants that wait for an event, the one that waits longest first,
  /// for invocations that find no place for theirs.
  mutating func makePlaces(_ count: Int, in function: FunctionState, now: Instant) {
    guard !function.tenants.isEmpty else { return }
    let all = environments(of: function).compactMap { environments[$0] }
    let leaving = all.count { $0.isStopping }
    let idle = all.filter { $0.idleSince != nil && !$0.isStopping && !isWanted($0) }
    let oldest = idle.sorted {
      ($0.idleSince ?? now, $0.id.number) < ($1.idleSince ?? now, $1.id.number)
    }
    for environment in oldest.prefix(max(0, count - leaving)) { retire(environment, now: now) }
  }

  private func isWanted(_ environment: EnvironmentState) -> Bool {
    pools[environment.pool]?.pending.isEmpty == false
  }

  /// Forgets the pool of a tenant that has neither environments nor invocations; callers choose the
  /// tenants' names, so there may be any number of them.
  mutating func forgetPool(_ id: PoolID) {
    guard let pool = pools[id], let tenant = pool.tenant, pool.all.isEmpty, pool.pending.isEmpty
    else { return }
    let isRemembered = pool.resets > 0 || !pool.lost.isEmpty
    let tenants = functions[pool.function]?.tenants ?? [:]
    guard !isRemembered || tenants.count > Self.mostRemembered else { return }
    pools[id] = nil
    functions[pool.function]?.tenants[tenant] = nil
  }
}
