/// Jobs in the order in which they came.
///
/// Memory of its own, because an array of jobs would have to make its type when the process starts;
/// each such type costs tens of thousands of instructions before the first event is asked for.
struct JobRing: ~Copyable {
  private var jobs: UnsafeMutableBufferPointer<RunLoop.Job>
  private var first = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  init() {
    jobs = .allocate(capacity: 16)
  }

  deinit {
    // A job is a reference that nobody counts: what is left has nothing to give back.
    jobs.deallocate()
  }

  mutating func append(_ job: RunLoop.Job) {
    if count == jobs.count { grow() }
    jobs.initializeElement(at: (first + count) & (jobs.count - 1), to: job)
    count += 1
  }

  mutating func popFirst() -> RunLoop.Job? {
    guard count > 0 else { return nil }
    let job = jobs.moveElement(from: first)
    first = (first + 1) & (jobs.count - 1)
    count -= 1
    return job
  }

  /// Keeps the capacity a power of two, so that positions wrap with a mask.
  private mutating func grow() {
    let larger = UnsafeMutableBufferPointer<RunLoop.Job>.allocate(capacity: jobs.count * 2)
    for index in 0..<count {
      larger.initializeElement(
        at: index, to: jobs.moveElement(from: (first + index) & (jobs.count - 1)))
    }
    jobs.deallocate()
    jobs = larger
    first = 0
  }
}
