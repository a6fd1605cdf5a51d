import Glibc
import MartletEmulator

/// Ends the tests where a loop does not turn any more, so that its own timers cannot.
///
/// Sharing is safe: semaphores are for it.
final class Watchdog: @unchecked Sendable {
  private let over = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ name: String, seconds: Int) {
    sem_init(over, 0, 0)
    let context = Unmanaged.passRetained(Watch(dog: self, name: name, seconds: seconds))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Watch>.fromOpaque(context!).takeRetainedValue().wait()
        return nil
      }, context.toOpaque())
    precondition(failure == 0, "no further thread")
    pthread_detach(thread)
  }

  deinit {
    sem_destroy(over)
    over.deallocate()
  }

  /// What is watched has ended.
  func cancel() { sem_post(over) }

  private final class Watch {
    let dog: Watchdog
    let name: String
    let seconds: Int

    init(dog: Watchdog, name: String, seconds: Int) {
      self.dog = dog
      self.name = name
      self.seconds = seconds
    }

    func wait() {
      var limit = timespec()
      clock_gettime(CLOCK_REALTIME, &limit)
      limit.tv_sec += seconds
      while sem_timedwait(dog.over, &limit) != 0 {
        guard errno == ETIMEDOUT else { continue }
        ChildProcesses.killAll()
        fatalError("the loop of \(name) does not turn any more")
      }
    }
  }
}
