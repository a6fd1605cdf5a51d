internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// Watches what `martlet dev` serves, builds it again on a change, and serves the new build.
///
/// Sharing is safe: all of it is made and used on the loop's thread.
final class DevLoop: @unchecked Sendable {
  private let emulator: Emulator
  private let package: DevPackage?
  private let settings: DevSettings
  /// The files that flags name.
  private let flagFiles: [String]
  /// What is to be served, with all settings read anew.
  private let configurations: () throws(CommandError) -> [FunctionConfiguration]
  private let session: Session
  private var watch: FileWatch?
  private var served: [String: Served] = [:]
  private var changed: Set<String> = []
  private var isWorking = false

  private struct Served: Equatable {
    let configuration: FunctionConfiguration
    let file: FileIdentity?

    init(_ configuration: FunctionConfiguration) {
      self.configuration = configuration
      file = FileIdentity(of: configuration.bootstrap)
    }
  }

  init(
    _ emulator: Emulator, serving functions: [FunctionConfiguration], of package: DevPackage?,
    settings: DevSettings, flagFiles: [String], in session: Session,
    configurations: @escaping () throws(CommandError) -> [FunctionConfiguration]
  ) {
    self.emulator = emulator
    self.package = package
    self.settings = settings
    self.flagFiles = flagFiles
    self.session = session
    self.configurations = configurations
    for function in functions { served[function.name] = Served(function) }
  }

  /// Begins to watch, until the session ends.
  func start(polling: Bool) {
    let watch = FileWatch(polls: polling, on: session.loop) { [unowned self] in
      changed.formUnion($0)
      work()
    }
    self.watch = watch
    session.onEnd { watch.stop() }
    watch.watch(paths)
    // What was saved while the first build ran, and nobody watched yet.
    changed.formUnion(package?.savedSources ?? [])
    work(isFirst: true)
  }

  private var paths: WatchedPaths {
    var paths = WatchedPaths()
    if let package = package?.package {
      paths.folders = Set(package.sourceFolders)
      paths.files = Set(["Package.swift", "Package.resolved"].map { "\(package.root)/\($0)" })
    }
    paths.files.formUnion(settings.files.keys)
    paths.files.formUnion(flagFiles)
    for function in served.values where !isBuilt(function.configuration) {
      paths.insert(file: function.configuration.bootstrap)
    }
    return paths
  }

  private func isBuilt(_ function: FunctionConfiguration) -> Bool {
    package?.executables.contains { $0.functions.contains(function.name) } ?? false
  }

  /// One change after the other: what comes during a build is built after it.
  ///
  /// - Parameter isFirst: whether settings and bootstraps may have changed unseen.
  private func work(isFirst: Bool = false) {
    guard !isWorking, isFirst || !changed.isEmpty else { return }
    isWorking = true
    Task(executorPreference: session.loop) {
      repeat {
        let changed = self.changed
        self.changed = []
        await self.handle(changed)
      } while !self.changed.isEmpty
      self.isWorking = false
    }
  }

  private func handle(_ changed: Set<String>) async {
    let begin = ContinuousClock.now
    let sources = changed.subtracting(ownFiles)
    let isBuild = package != nil && !sources.isEmpty
    do throws(CommandError) {
      var failure: CommandError?
      if isBuild, let package {
        await emulator.record(.started)
        // What is saved while it builds counts too.
        failure = try await package.rebuild(changed: sources) { watch?.watch(paths) }
      }
      // The last that can fail, and without it the new build is not served: a build has one outcome.
      let configurations = try configurations(after: failure)
      if isBuild, failure == nil { await emulator.record(.done(begin.duration(to: .now))) }
      let (names, gone) = await serve(configurations)
      watchServed()
      Console.panel("")
      report(names, gone, isBuild, begin.duration(to: .now), failed: failure != nil)
      if let failure { await show(failure, isBuild, begin) }
    } catch {
      watchServed()
      await show(error, isBuild, begin)
    }
  }

  /// What is to be served once a build has failed or not, which is told first.
  private func configurations(
    after failure: CommandError?
  ) throws(CommandError) -> [FunctionConfiguration] {
    do throws(CommandError) {
      return try configurations()
    } catch {
      throw failure ?? error
    }
  }

  private func show(
    _ failure: CommandError, _ isBuild: Bool, _ begin: ContinuousClock.Instant
  ) async {
    if isBuild {
      let duration = begin.duration(to: .now)
      await emulator.record(
        .failed(duration, message: failure.message, output: failure.details))
    }
    Console.panel(BuildFailure(failure).text)
  }

  /// Watches what is served by now. What nobody watched before may have changed since it was read, and
  /// is then read again.
  private func watchServed() {
    guard watch?.watch(paths) ?? false else { return }
    changed.formUnion(settings.changedFiles)
    let functions = served.values.filter { !isBuilt($0.configuration) }
    for function in functions where function != Served(function.configuration) {
      changed.insert(function.configuration.bootstrap)
    }
  }

  /// What is no source: bootstraps and settings.
  private var ownFiles: Set<String> {
    var files = paths.files
    if let root = package?.package.root {
      for name in ["Package.swift", "Package.resolved"] { files.remove("\(root)/\(name)") }
    }
    return files
  }

  /// Serves what has changed, and no longer what is gone; returns the names of both.
  private func serve(
    _ configurations: [FunctionConfiguration]
  ) async -> (names: [String], gone: [String]) {
    var names: [String] = []
    for configuration in configurations {
      let now = Served(configuration)
      let isRunnable =
        access(configuration.bootstrap, X_OK) == 0 && !FileLease.isWritten(configuration.bootstrap)
      guard now != served[configuration.name], isRunnable else { continue }
      served[configuration.name] = now
      await emulator.replace(configuration)
      names.append(configuration.name)
    }
    let gone = Set(served.keys).subtracting(configurations.map(\.name)).sorted()
    for name in gone {
      served[name] = nil
      await emulator.remove(name)
    }
    package?.removeCopies(except: Set(served.values.map(\.configuration.bootstrap)))
    return (names, gone)
  }

  private func report(
    _ names: [String], _ gone: [String], _ isBuild: Bool, _ duration: Duration, failed: Bool
  ) {
    if !gone.isEmpty {
      Console.status("\(gone.joined(separator: ", ")): gone, and no longer served.", .dim)
    }
    guard !names.isEmpty || !gone.isEmpty else {
      if isBuild, !failed {
        Console.status("Built in \(Milliseconds.text(duration)) ms: no change.", .dim)
      }
      return
    }
    guard !names.isEmpty else { return }
    let list = names.sorted().joined(separator: ", ")
    let time = isBuild ? ", built in \(Milliseconds.text(duration)) ms" : ""
    Console.status("\(list): the new version is served\(time).", .green)
  }
}
