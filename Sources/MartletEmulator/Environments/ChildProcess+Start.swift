internal import CMartletProcess
internal import Glibc
internal import MartletCurl

extension ChildProcess {
  static func start(
    _ command: Command, output: Int32
  ) -> Result<Nursery.Child, TransportError> {
    let texts = CStrings([command.path, command.directory ?? ""])
    let arguments = CStrings([command.path] + command.arguments)
    let environment = CStrings(command.environment ?? ProcessEnvironment.inherited)
    let joining = CStrings(command.joining.map(\.text))
    let writes = command.joining.enumerated().map { index, one in
      martlet_write(
        descriptor: one.descriptor, bytes: joining.pointers[index]!, count: one.text.utf8.count)
    }
    var launch = martlet_launch(
      path: texts.pointers[0]!, arguments: arguments.pointers, environment: environment.pointers,
      directory: command.directory == nil ? nil : UnsafePointer(texts.pointers[1]!),
      output: output, errors: errors(of: command, output), writes: nil,
      write_count: writes.count, open_files: OpenFiles.ofChildren, is_held: command.isHeld,
      began: 0, cpu_before: 0, failed_step: 0, failure: 0)
    let child = withExtendedLifetime((texts, arguments, environment, joining)) {
      writes.withUnsafeBufferPointer { writes in
        launch.writes = writes.baseAddress
        return Nursery.start(&launch)
      }
    }
    guard let child else {
      return .failure(.system(problem(launch, command), launch.failure))
    }
    return .success(child)
  }

  /// Standard error's descriptor; -1 for one that leads nowhere.
  private static func errors(of command: Command, _ output: Int32) -> Int32 {
    switch command.errors {
    case .merged: output
    case .passedOn: fcntl(STDERR_FILENO, F_GETFD) < 0 ? -1 : STDERR_FILENO
    case .dropped: -1
    }
  }

  /// What the system refused.
  private static func problem(_ launch: martlet_launch, _ command: Command) -> String {
    switch Int(launch.failed_step) {
    case martlet_step_execute: "cannot start \(command.path)"
    case martlet_step_folder:
      "cannot start \(command.path) in the folder \(command.directory ?? "")"
    case let step:
      "cannot \(String(cString: martlet_step_name(Int32(step)))) to start \(command.path)"
    }
  }
}
