internal import CMartlet
internal import Glibc

/// A timer of the kernel's that ends the loop's wait.
///
/// A wait can bear a limit of its own, and for one that is far away that is the cheapest way. But a
/// limit is set and taken back with each wait, and one that is nearer than the kernel's next tick
/// makes each of them program the machine's timer, which in a virtual machine its host has to do.
/// An alarm is set once for all waits until it rings; once there is one, it serves all timers.
final class Alarm {
  /// A timer that is nearer than this is worth an alarm.
  static let reach = Duration.milliseconds(10)

  private let descriptor: Int32
  private var watch: Watch?
  /// Whether it is going to ring when the earliest of the loop's timers is due, or before: a wait
  /// that ends too early is repeated.
  var isSet = false

  init(on loop: RunLoop) throws(TransportError) {
    descriptor = timerfd_create(CLOCK_BOOTTIME, Int32(TFD_CLOEXEC | TFD_NONBLOCK))
    guard descriptor >= 0 else { throw .system("timerfd_create") }
    do {
      // Changes only, so that nothing has to be read: setting it anew is what makes it silent.
      watch = try loop.watch(descriptor, for: [.readable, .changesOnly]) { [unowned self] _ in
        isSet = false
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    close(descriptor)
  }

  /// Rings after a time, and not before.
  func set(to left: Duration) {
    let (seconds, attoseconds) = left.components
    var time = itimerspec()
    time.it_value.tv_sec = Int(seconds)
    // Zero would switch it off.
    time.it_value.tv_nsec = max(1, Int(attoseconds / 1_000_000_000))
    timerfd_settime(descriptor, 0, &time, nil)
    isSet = true
  }
}
