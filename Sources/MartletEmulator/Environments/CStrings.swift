internal import Glibc

/// C strings behind a null-terminated list of pointers, as programs are given their arguments and
/// their environment. They live as long as this does: keep it with `withExtendedLifetime`.
public final class CStrings {
  /// The list; its last pointer is null.
  public let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  /// Copies the strings.
  public init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
    pointers[count] = nil
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}
