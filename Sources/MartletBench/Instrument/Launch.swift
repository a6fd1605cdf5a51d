internal import CMartletProcess
internal import Glibc
internal import MartletEmulator

/// A process that has been started, with what has to be known of the last instant before that.
struct Launch {
  /// The process's number, which is also its group's.
  let id: Int32
  /// The last instant before the executable was loaded.
  let began: Instant
  /// The processor time that the process had used by then, as a copy of this one.
  let cpuBefore: Duration

  /// Starts a candidate's bootstrap.
  ///
  /// - Parameters:
  ///   - runtimeAPI: where it finds its server.
  ///   - share: the part of a processor that it gets, whole at that instant; nil for all there is.
  ///   - output: becomes its standard output and standard error.
  init(
    _ candidate: Candidate, runtimeAPI: String, share: CPUShare.Group?, output: Int32
  ) throws(BenchError) {
    let function = candidate.function
    let texts = CStrings([function.bootstrap, function.taskRoot])
    let arguments = CStrings([function.bootstrap])
    let environment = CStrings(
      ProcessEnvironment.forFunction(
        function, runtimeAPI: runtimeAPI, logStream: "martlet-bench"))
    let joining = share?.joining ?? []
    let joiningTexts = CStrings(joining.map(\.text))
    let writes = joining.enumerated().map { index, joining in
      martlet_write(
        descriptor: joining.descriptor, bytes: joiningTexts.pointers[index]!,
        count: joining.text.utf8.count)
    }
    var launch = martlet_launch(
      path: texts.pointers[0]!, arguments: arguments.pointers, environment: environment.pointers,
      directory: texts.pointers[1]!, output: output, errors: output, writes: nil,
      write_count: writes.count, open_files: OpenFiles.ofChildren, is_held: false,
      began: 0, cpu_before: 0, failed_step: 0, failure: 0)
    id = withExtendedLifetime((texts, arguments, environment, joiningTexts)) {
      writes.withUnsafeBufferPointer { writes in
        launch.writes = writes.baseAddress
        return martlet_start(&launch)
      }
    }
    guard id > 0 else { throw Self.failure(of: candidate, launch) }
    began = Instant(nanoseconds: launch.began)
    cpuBefore = .nanoseconds(Int64(clamping: launch.cpu_before))
  }

  private static func failure(
    of candidate: Candidate, _ launch: martlet_launch
  ) -> BenchError {
    let bootstrap = candidate.function.bootstrap
    let call = String(cString: martlet_step_name(launch.failed_step))
    let reason =
      switch launch.failure {
      case ENOEXEC: "it is neither an executable nor a script that begins with #!"
      case ENOENT where access(bootstrap, F_OK) == 0:
        "the interpreter or the loader that it names does not exist"
      default: String(cString: strerror(launch.failure))
      }
    return BenchError(.start, "\(candidate.label): cannot \(call) (\(bootstrap)): \(reason)")
  }
}
