import Testing

@Suite struct EndpointInvocationTests {
  @Test func `the response is on standard output byte for byte, the log on standard error`() async {
    let dev = await Dev.start()
    let outcome = await dev.invoke("say:a line;echo")
    #expect(outcome.status == 0)
    #expect(outcome.text == "\"say:a line;echo\"")
    #expect(outcome.errors.hasPrefix("START RequestId: "))
    #expect(outcome.errors.contains("\na line\n"))
    #expect(outcome.errors.contains("\nREPORT RequestId: "))
    await dev.end()
  }

  @Test func `a function error is on standard output and sets the status`() async {
    let dev = await Dev.start()
    let outcome = await dev.invoke("error")
    #expect(outcome.status == 1)
    #expect(outcome.text.hasPrefix(#"{"errorMessage":"He said \"no\""#))
    #expect(outcome.errors.hasSuffix("error: the function failed: Scripted\n"))
    await dev.end()
  }

  @Test func `the tenant is named to a function that isolates its tenants`() async {
    let dev = await Dev.start("--tenant-isolation")
    #expect((await dev.start("echo", ["--tenant-id", "blue"]).outcome()).status == 0)
    let nobody = await dev.invoke("echo")
    #expect(nobody.status == 2)
    #expect(nobody.errors.contains("add the header X-Amz-Tenant-Id"))
    let wrong = await dev.start("echo", ["--tenant-id", "a,b"]).outcome()
    #expect(wrong.status == 2)
    #expect(wrong.errors.hasPrefix("error: --tenant-id is \"a,b\"; give 1 to 256 letters"))
    await dev.end()
  }

  @Test func `a function that exits fails at once`() async {
    let dev = await Dev.start()
    let outcome = await dev.invoke("exit:3")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("Runtime.ExitError"))
    #expect((await dev.invoke("echo")).status == 0, "and the next invocation works")
    await dev.end()
  }

  @Test func `a function that takes too long has a status of its own`() async {
    let dev = await Dev.start("--timeout", "0.3")
    let outcome = await dev.invoke("hang")
    #expect(outcome.status == 4)
    #expect(outcome.text.contains("Task timed out after 0.30 seconds"))
    #expect(outcome.errors.hasSuffix("error: the function failed: Sandbox.Timedout\n"))
    await dev.end()
  }

  @Test func `a caller need not wait longer than it wants to`() async {
    let dev = await Dev.start()
    let outcome = await dev.start("hang", ["--timeout", "0.3"]).outcome()
    #expect(outcome.status == 4)
    #expect(outcome.errors.hasPrefix("error: cannot invoke Fn at \(dev.url): "))
    await dev.end()
  }

  @Test func `an unknown function lists the choices`() async {
    let dev = await Dev.start("--bootstrap", "Other=/bin/true")
    let outcome = await martlet("invoke", "Nope", "--endpoint", dev.url)
    #expect(outcome.status == 2)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("ResourceNotFoundException: Function not found: "))
    #expect(outcome.errors.hasSuffix(":Nope (served here: Fn, Other)\n"))
    await dev.end()
  }

  @Test(arguments: ["Fn:$LATEST", "arn:aws:lambda:us-east-1:123456789012:function:Fn"])
  func `a function may be named as AWS names it`(name: String) async {
    let dev = await Dev.start()
    let outcome = await martlet("invoke", name, "\"echo\"", "--endpoint", "\(dev.url)/")
    #expect(outcome.text == "\"echo\"")
    await dev.end()
  }

  @Test func `a name with any character is one segment of the path`() async {
    let dev = await Dev.start()
    let outcome = await martlet("invoke", "a/b ?ü", "--endpoint", dev.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("a%2Fb%20%3F%C3%BC is not a function's name"))
    await dev.end()
  }

  @Test func `where nothing listens the remedy is to start something`() async {
    // Nobody listens on a port that was just given back.
    let url = OneShotServer(answer: nil).url
    let outcome = await martlet("invoke", "Fn", "--endpoint", url)
    #expect(outcome.status == 5)
    #expect(outcome.errors.hasPrefix("error: cannot invoke Fn at \(url): "))
    #expect(outcome.errors.hasSuffix("; is `martlet dev` running there?\n"))
  }

  @Test(arguments: ["garbage\r\n\r\n", "", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"])
  func `a server that makes no sense is an error, not a response`(answer: String) async {
    let server = OneShotServer(answer: answer)
    let outcome = await martlet("invoke", "Fn", "--endpoint", server.url)
    #expect(outcome.status == 5)
    #expect(outcome.text == "")
    #expect(outcome.errors.hasPrefix("error: cannot invoke Fn at \(server.url): "))
  }

  @Test func `a server that refuses is quoted`() async {
    let server = OneShotServer(
      answer: "HTTP/1.1 503 Busy\r\nContent-Length: 11\r\nConnection: close\r\n\r\ncome later\n")
    let outcome = await martlet("invoke", "Fn", "--endpoint", "\(server.url)/path/")
    #expect(outcome.status == 5)
    #expect(outcome.errors == "error: \(server.url)/path answered 503: come later\n")
  }

  @Test(arguments: ["--release", "--memory=128", "--env=A=1", "--reserved-concurrency=1"])
  func `what a server has decided is no option`(option: String) async throws {
    let outcome = await martlet("invoke", "Fn", option, "--endpoint", "http://127.0.0.1:1")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("is for a function that is started here"))
  }
}
