/// The part of a processor that Lambda gives a function: its memory divided by 1769 MB, of one.
///
/// It is a quota in short periods, as there: a process that has used it up waits for the next. What
/// a cold start takes is decided by how many periods it needs.
public struct CPUShare: Sendable, Hashable {
  /// The memory sizes that Lambda offers, in megabytes.
  public static let memorySizes = 128...10_240

  /// After what time there is a new quota.
  public static let period = Duration.milliseconds(20)

  /// The size that the share belongs to, in megabytes.
  public let memorySize: Int

  /// The share of a function with as many megabytes.
  public init(memorySize: Int) { self.memorySize = memorySize }

  /// The processor time in each period. Under a millisecond the kernel takes none.
  public var quota: Duration { .microseconds(max(1000, 20_000 * memorySize / 1769)) }

  /// In whole microseconds, as the kernel's files have it.
  var quotaMicroseconds: Int64 { Int64(quota / .microseconds(1)) }
  static var periodMicroseconds: Int64 { Int64(period / .microseconds(1)) }

  /// Why a share cannot be applied here, and what to do.
  public struct Refusal: Error, Sendable, Hashable {
    /// One sentence with the remedy.
    public let message: String
  }
}
