// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "martlet",
  products: [
    .library(name: "Martlet", targets: ["Martlet"]),
    .library(name: "MartletRuntime", targets: ["MartletRuntime"]),
    .library(name: "MartletJSON", targets: ["MartletJSON"]),
    .library(name: "MartletEvents", targets: ["MartletEvents"]),
    .library(name: "MartletBatch", targets: ["MartletBatch"]),
    .library(name: "MartletCloudFormation", targets: ["MartletCloudFormation"]),
    .library(name: "MartletTesting", targets: ["MartletTesting"]),
    .executable(name: "martlet", targets: ["MartletCLI"]),
  ],
  dependencies: [],
  targets: [
    // Typed doors to libcurl's variadic calls, and system headers that Glibc's module hides.
    .target(
      name: "CMartlet",
      linkerSettings: [.linkedLibrary("curl")]
    ),
    // HTTP/1.1 message values and the strict incremental parser. No I/O.
    .target(name: "MartletHTTP", swiftSettings: settings),
    // The one loop: executor, waiting, timers, sockets, and libcurl on it.
    .target(
      name: "MartletCurl",
      dependencies: ["CMartlet", "MartletHTTP"],
      swiftSettings: settings
    ),
    // What a raw-bytes function links: the serve loop and the Runtime API, without JSON.
    .target(
      name: "MartletRuntime",
      dependencies: ["CMartlet", "MartletCurl", "MartletHTTP"],
      exclude: ["README.md"],
      swiftSettings: settings
    ),
    // Codable values from and to JSON, without Foundation.
    .target(
      name: "MartletJSON", dependencies: ["CMartlet", "MartletHTTP"], swiftSettings: settings),
    // What other functions link: the same, and JSON.
    .target(
      name: "Martlet", dependencies: ["MartletJSON", "MartletRuntime"], swiftSettings: settings),
    // What the event sources send, one source per file.
    .target(
      name: "MartletEvents", dependencies: ["MartletHTTP", "MartletJSON"], swiftSettings: settings),
    // Functions over one message or record, with partial batch failures made by the runtime.
    .target(
      name: "MartletBatch", dependencies: ["Martlet", "MartletEvents", "MartletJSON"],
      swiftSettings: settings),
    // Functions behind custom resources of CloudFormation, which are always answered.
    .target(
      name: "MartletCloudFormation", dependencies: ["CMartlet", "Martlet", "MartletEvents"],
      swiftSettings: settings),
    // How a process is started, in C because the child has hardly a footing for Swift.
    .target(name: "CMartletProcess"),
    // The platform's side: control plane, Runtime API and Invoke API, supervisor of environments.
    .target(
      name: "MartletEmulator",
      dependencies: ["CMartlet", "CMartletProcess", "MartletCurl", "MartletHTTP", "MartletJSON"],
      exclude: ["README.md"],
      swiftSettings: settings
    ),
    // What a test of a function imports: the function in the test's process, or under the emulator.
    .target(
      name: "MartletTesting",
      dependencies: [
        "Martlet", "MartletCurl", "MartletEmulator", "MartletEvents", "MartletJSON",
        "MartletRuntime",
      ],
      swiftSettings: settings
    ),
    // The instrument: cold starts and invocations of bootstraps, measured and compared.
    .target(
      name: "MartletBench",
      dependencies: ["CMartlet", "CMartletProcess", "MartletEmulator"],
      // What the instrument takes is part of what it measures, in debug builds too.
      swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]
    ),
    // The command line.
    .executableTarget(
      name: "MartletCLI",
      dependencies: [
        "CMartlet", "MartletBench", "MartletCurl", "MartletEmulator", "MartletEvents",
        "MartletHTTP", "MartletJSON",
      ],
      swiftSettings: settings
    ),
    // Example functions.
    .executableTarget(
      name: "Hello", dependencies: ["Martlet"], path: "Functions/Hello", swiftSettings: settings),
    .executableTarget(
      name: "Echo", dependencies: ["MartletRuntime"], path: "Functions/Echo",
      swiftSettings: settings),
    .executableTarget(
      name: "Countdown", dependencies: ["Martlet"], path: "Functions/Countdown",
      swiftSettings: settings),
    .executableTarget(
      name: "Temperature", dependencies: ["Martlet"], path: "Functions/Temperature",
      swiftSettings: settings),
    .executableTarget(
      name: "Receipts", dependencies: ["MartletBatch"], path: "Functions/Receipts",
      swiftSettings: settings),
    .executableTarget(
      name: "Nightly", dependencies: ["Martlet", "MartletEvents"], path: "Functions/Nightly",
      swiftSettings: settings),
    .executableTarget(
      name: "Password", dependencies: ["MartletCloudFormation"], path: "Functions/Password",
      swiftSettings: settings),
    // A bootstrap that keeps the Runtime API's protocol, or breaks it, as its handler's name says.
    // It shares no code with the product.
    .executableTarget(
      name: "ScriptedBootstrap", path: "Tests/ScriptedBootstrap", swiftSettings: settings),
    // A function that traps in the way that its event names.
    .executableTarget(
      name: "Trapping", dependencies: ["MartletRuntime"], path: "Tests/Trapping",
      swiftSettings: settings),
    // Functions for each way in which a platform makes and uses environments.
    .executableTarget(
      name: "Personalities", dependencies: ["Martlet"], path: "Tests/Personalities",
      swiftSettings: settings),
    // What several test targets share.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "MartletHTTPTests",
      dependencies: ["MartletHTTP", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletJSONTests",
      dependencies: ["MartletJSON", "MartletHTTP", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletEventsTests",
      dependencies: ["MartletEvents", "MartletJSON", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletBatchTests",
      dependencies: ["MartletBatch", "MartletJSON", "Receipts", "Nightly"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletCloudFormationTests",
      dependencies: [
        "MartletCloudFormation", "MartletTesting", "MartletJSON", "Password", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletCurlTests",
      dependencies: ["MartletCurl", "MartletHTTP", "CMartlet", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletRuntimeTests",
      dependencies: [
        "Martlet", "MartletRuntime", "MartletCurl", "MartletHTTP", "Hello", "Echo", "Countdown",
        "Temperature", "Trapping", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletEmulatorTests",
      dependencies: [
        "MartletEmulator", "MartletCurl", "MartletHTTP", "ScriptedBootstrap", "Hello", "Echo",
        "Countdown", "Temperature", "Trapping", "Personalities", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletTestingTests",
      dependencies: [
        "MartletTesting", "Martlet", "MartletCurl", "MartletEmulator", "MartletEvents",
        "MartletHTTP", "Hello", "Echo", "Countdown", "Receipts",
      ],
      exclude: ["Recordings"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletBenchTests",
      dependencies: [
        "MartletBench", "MartletEmulator", "ScriptedBootstrap", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MartletCLITests",
      dependencies: [
        "MartletCLI", "MartletBench", "CMartlet", "ScriptedBootstrap", "TestSupport",
      ],
      swiftSettings: settings
    ),
  ]
)
