import Testing

@testable import MartletEmulator

struct PoolTests {
  private static func bench(environments: Int = 64, idleLifetime: Duration? = nil) -> Bench {
    var bench = Bench(environments: environments, idleLifetime: idleLifetime)
    bench.function.isolatesTenants = true
    return bench
  }

  /// An environment that has handled one invocation of a tenant.
  private static func handle(
    _ requestID: String, for tenant: String, from environment: Int, in bench: inout Bench
  ) {
    bench.invoke(requestID, for: tenant)
    if bench.plane.environments[bench.environments[environment - 1]]?.isInitialized == false {
      bench.next(environment)
    }
    bench.respond(requestID, from: environment)
    bench.next(environment)
    bench.forget()
  }

  @Test func `each tenant has environments of its own`() {
    var bench = Self.bench()
    Self.handle("A", for: "blue", from: 1, in: &bench)
    bench.invoke("B", for: "red")
    #expect(bench.effects() == ["start e2"])
    bench.invoke("C", for: "blue")
    #expect(bench.effects() == ["deliver e1 C"])
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 B"])
  }

  @Test func `what is told of an invocation says whose it is`() {
    var bench = Self.bench()
    bench.invoke("A", for: "blue")
    bench.next(1)
    bench.respond("A")
    bench.next(1)
    let records = bench.plane.takeEntries().flatMap(\.platformRecords).filter {
      ["platform.start", "platform.runtimeDone", "platform.report"].contains($0.type)
    }
    #expect(records.count == 3)
    #expect(records.allSatisfy { $0.json.contains(#","tenantId":"blue","#) })
  }

  @Test func `tenants of a function that does not isolate them share its environments`() {
    var bench = Bench()
    Self.handle("A", for: "blue", from: 1, in: &bench)
    bench.invoke("B", for: "red")
    #expect(bench.effects() == ["deliver e1 B"])
  }

  @Test func `an idle environment makes place for another tenant's`() {
    var bench = Self.bench(environments: 2)
    Self.handle("A", for: "blue", from: 1, in: &bench)
    bench.advance(.seconds(1))
    Self.handle("B", for: "red", from: 2, in: &bench)
    bench.invoke("C", for: "green")
    #expect(bench.effects() == ["stop e1"])
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.effects() == ["start e3"])
  }

  @Test func `no more environments are ended than places are missing`() {
    var bench = Self.bench(environments: 2)
    Self.handle("A", for: "blue", from: 1, in: &bench)
    Self.handle("B", for: "red", from: 2, in: &bench)
    bench.invoke("C", for: "green")
    bench.tick()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
  }

  @Test func `a tenant waits for a busy environment's end, the one who came first before others`() {
    var bench = Self.bench(environments: 1)
    bench.invoke("A", for: "blue")
    bench.next(1)
    bench.invoke("B", for: "red")
    bench.invoke("C", for: "green")
    bench.forget()
    bench.respond("A", from: 1)
    #expect(bench.effects() == ["answer A ok"])
    bench.next(1)
    #expect(bench.effects() == ["stop e1"])
    bench.exit(1, .signal(9, name: "killed"))
    #expect(bench.effects() == ["start e2"])
    bench.next(2)
    #expect(bench.effects() == ["deliver e2 B"])
  }

  @Test func `a crash makes the next start part of an invocation of its own tenant`() {
    var bench = Self.bench()
    bench.invoke("A", for: "blue")
    bench.next(1)
    bench.exit(1)
    bench.forget()
    bench.invoke("B", for: "red")
    #expect(bench.entries() == ["init start e2"])
    bench.invoke("C", for: "blue")
    #expect(bench.entries() == ["init start e3", "start C"])
  }

  @Test func `the concurrency that is reserved is that of all tenants`() {
    var bench = Self.bench()
    bench.function.reservedConcurrency = 2
    bench.invoke("A", for: "blue")
    #expect(!bench.plane.isThrottled("F", now: bench.now))
    bench.invoke("B", for: "red")
    #expect(bench.plane.isThrottled("F", now: bench.now))
  }

  @Test func `a tenant whose environments have ended is forgotten`() {
    var bench = Self.bench(idleLifetime: .seconds(600))
    for number in 1...20 { Self.handle("r\(number)", for: "t\(number)", from: number, in: &bench) }
    #expect(bench.plane.pools.count == 21)
    bench.advance(.seconds(600))
    bench.tick()
    for number in 1...20 { bench.exit(number, .signal(9, name: "killed")) }
    #expect(bench.plane.pools.count == 1)
    #expect(bench.plane.functions["F"]?.tenants.isEmpty == true)
  }

  @Test func `a tenant's crash is remembered, but not that of any number of tenants`() {
    var bench = Self.bench()
    for number in 1...1100 {
      bench.invoke("r\(number)", for: "t\(number)")
      bench.next(number)
      bench.exit(number)
    }
    #expect(bench.plane.pools.count == 1001)
  }
}
