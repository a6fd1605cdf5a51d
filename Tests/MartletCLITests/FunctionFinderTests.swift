import Glibc
import Testing

/// What `invoke` and `dev` make of a package, with a toolchain that is a script.
@Suite struct FunctionFinderTests {
  private let one = FakePackage.function(registering: "")
  private let shapes = FakePackage.function(registering: "echo", "Other")

  @Test func `an executable's own name is its function's, from any folder of the package`() async {
    let package = await FakePackage(["echo": one])
    for folder in ["", "/inner"] {
      let outcome = await package.martlet("invoke", "echo", "[1]", directory: folder)
      #expect(outcome.status == 0)
      #expect(outcome.text == "[1]")
      #expect(outcome.errors.contains("\ncold start "))
    }
  }

  @Test func `a function may be registered by a host`() async {
    let package = await FakePackage(["Alone": one, "Shapes": shapes])
    #expect((await package.martlet("invoke", "echo", "[1]")).text == "[1]")
  }

  @Test func `an unknown function lists the choices`() async {
    let package = await FakePackage(["Alone": one, "Shapes": shapes])
    let outcome = await package.martlet("invoke", "Nope")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "error: no function is called Nope; the functions are: Alone, Other, echo\n")
  }

  @Test func `a host that holds several functions lists them`() async {
    let package = await FakePackage(["Shapes": shapes])
    let outcome = await package.martlet("invoke", "Shapes")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == "error: Shapes holds several functions: Other, echo; name one of them\n")
  }

  @Test func `a package without functions says what one is`() async {
    let package = await FakePackage([:])
    let outcome = await package.martlet("invoke", "Nope")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasSuffix(
        " has no function: an executable target that depends on Martlet\n"))
  }

  @Test func `an executable among the tests is no function`() async {
    let package = await FakePackage(["Alone": one, "Trapping": one])
    package.describe(["Alone", "Trapping"], amongTests: ["Trapping"])
    let outcome = await package.martlet("invoke", "Trapping")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == "error: no function is called Trapping; the functions are: Alone\n")
  }

  /// Of a product of another package, SwiftPM does not say what is behind it.
  @Test(arguments: ["Martlet", "MartletRuntime", "MartletBatch", "MartletCloudFormation"])
  func `whatever brings the runtime makes an executable a function`(product: String) async {
    let package = await FakePackage(["echo": one])
    package.describe(["echo"], dependingOn: product)
    #expect((await package.martlet("invoke", "echo", "[1]")).text == "[1]")
    package.describe(["echo"], dependingOn: "MartletEvents")
    #expect((await package.martlet("invoke", "echo", "[1]")).status == 2)
  }

  @Test func `dev serves every function of the package`() async {
    let package = await FakePackage(["Alone": one, "Shapes": shapes])
    let command = package.start("dev", "--port", "0")
    let text = await command.errors(until: "-d '{}'")
    #expect(
      text.contains("\n\n  Alone  out/Alone\n  Other  out/Shapes\n  echo   out/Shapes\n\n"))
    command.signal(SIGTERM)
    #expect((await command.outcome()).status == 143)
  }

  @Test func `dev serves what is named, a host's name for all that it holds`() async {
    let package = await FakePackage(["Alone": one, "Shapes": shapes, "Third": one])
    let command = package.start("dev", "Shapes", "Alone", "echo", "--port", "0")
    let text = await command.errors(until: "-d '{}'")
    #expect(text.contains("\n  Alone  ") && text.contains("\n  echo   "))
    #expect(!text.contains("Third"))
    command.signal(SIGTERM)
    _ = await command.outcome()
  }

  @Test func `two executables that hold one name are named`() async {
    let package = await FakePackage(["A": shapes, "B": shapes])
    let outcome = await package.martlet("dev", "--port", "0")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasSuffix("in out/A and out/B; rename one\n"))
  }
}
