/// Signals under the names that Lambda's messages use.
public enum SignalName {
  private static let names: [Int32: String] = [
    1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction", 5: "trace/breakpoint trap",
    6: "aborted", 7: "bus error", 8: "floating point exception", 9: "killed",
    10: "user defined signal 1", 11: "segmentation fault", 12: "user defined signal 2",
    13: "broken pipe", 14: "alarm clock", 15: "terminated", 16: "stack fault",
    24: "CPU time limit exceeded", 25: "file size limit exceeded", 31: "bad system call",
  ]

  /// The name of a signal's number.
  public static func of(_ number: Int32) -> String { names[number] ?? "signal \(number)" }
}
