internal import Glibc
internal import MartletCurl

/// The processes that extensions have of their own.
extension ExecutionEnvironment {
  /// Starts all executables in the function's folder of extensions. They share what the runtime has
  /// of a processor.
  ///
  /// - Parameter command: how the runtime is started.
  static func startExtensions(
    of function: FunctionConfiguration, _ command: ChildProcess.Command, on loop: RunLoop,
    _ onOutput: @escaping (String?, UnsafeRawBufferPointer) -> Void
  ) throws(StartFailure) -> [String: ChildProcess] {
    // On Lambda they come with layers; a folder of the function's own may hold anything.
    guard let folder = function.extensionFolder else { return [:] }
    var processes: [String: ChildProcess] = [:]
    for name in files(in: folder) {
      var own = ChildProcess.Command(
        path: "\(folder)/\(name)",
        environment: ProcessEnvironment.forExtension(command.environment ?? []), directory: "/")
      own.joining = command.joining
      do throws(TransportError) {
        processes[name] = try ChildProcess(own, on: loop) { onOutput(name, $0) }
      } catch {
        throw StartFailure(error, isOfExtension: true)
      }
    }
    return processes
  }

  /// Everything but folders and hidden files, in the order of their names.
  private static func files(in folder: String) -> [String] {
    let names = (Folder.names(in: folder) ?? []).filter { name in
      var info = stat()
      return !name.hasPrefix(".") && stat("\(folder)/\(name)", &info) == 0
        && info.st_mode & S_IFMT != S_IFDIR
    }
    return names.sorted()
  }

  /// Stops the processes of the runtime and of all extensions.
  func freeze() {
    process.freeze()
    for process in extensions.values { process.freeze() }
  }

  /// Lets them run again.
  func thaw() {
    process.thaw()
    for process in extensions.values { process.thaw() }
  }

  /// Waits until all of its processes have ended.
  func waitForExit() async {
    _ = await process.waitForExit()
    for process in extensions.values { _ = await process.waitForExit() }
  }
}

extension ControlPlane.Exit {
  init(_ exit: ChildProcess.Exit) {
    self =
      switch exit {
      case .status(let status): .status(status)
      case .signal(let number): .signal(number, name: SignalName.of(number))
      }
  }
}
