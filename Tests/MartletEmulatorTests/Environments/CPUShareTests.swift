import Glibc
import Testing

@testable import MartletEmulator

@Suite struct CPUShareTests {
  /// 1769 MB are one processor, and the kernel takes no less than a millisecond.
  @Test(arguments: [
    (128, 1447), (256, 2894), (1024, 11_577), (1769, 20_000), (3538, 40_000), (10_240, 115_771),
    (64, 1000),
  ])
  func `the quota is the memory's part of 1769 MB`(megabytes: Int, microseconds: Int) {
    #expect(CPUShare(memorySize: megabytes).quota == .microseconds(microseconds))
  }

  private func find(
    _ mounts: String, _ membership: String, controllers: String = ""
  ) -> ControlGroups? {
    ControlGroups.find(mounts: mounts, membership: membership) { _ in controllers }
  }

  @Test func `a hierarchy of its own for processor time is found`() throws {
    let groups = try #require(
      find(
        """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct
        32 31 0:29 / /sys/fs/cgroup/cpu\\040time rw shared:9 - cgroup cgroup rw,cpu,cpuacct
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """, "5:cpuset:/other\n1:cpu,cpuacct:/user.slice/one\n0::/\n"))
    #expect(groups.version == .one)
    #expect(
      groups.folders == [
        "/sys/fs/cgroup/cpu time/user.slice/one", "/sys/fs/cgroup/cpu time/user.slice",
        "/sys/fs/cgroup/cpu time",
      ])
  }

  @Test func `the unified hierarchy is found where it has processor time`() throws {
    let mounts = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n"
    let groups = try #require(
      find(mounts, "0::/user.slice/a.scope\n", controllers: "cpuset cpu io memory"))
    #expect(groups.version == .two)
    #expect(groups.folders.first == "/sys/fs/cgroup/user.slice/a.scope")
    #expect(find(mounts, "0::/\n", controllers: "memory pids") == nil)
  }

  @Test func `in a container the path is told from the mounted part on`() throws {
    let groups = try #require(
      find(
        "9 8 0:29 /docker/ab /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n",
        "1:cpu:/docker/ab/inner\n"))
    #expect(groups.folders == ["/sys/fs/cgroup/cpu/inner", "/sys/fs/cgroup/cpu"])
    // A group outside of what is mounted: the top of the mount is as near as one gets.
    let outside = try #require(
      find("9 8 0:29 / /sys/fs/cgroup ro - cgroup2 cgroup2 rw\n", "0::/../x\n", controllers: "cpu"))
    #expect(outside.folders == ["/sys/fs/cgroup"])
  }

  @Test func `a system without control groups has none`() {
    #expect(find("", "") == nil)
    #expect(find("31 23 0:28 / /sys rw - sysfs sysfs rw\nnonsense\n", "0::/\n") == nil)
  }

  @Test func `a group holds processes and goes with its last user`() throws {
    let group: CPUShare.Group
    do {
      group = try CPUShare.Group(CPUShare(memorySize: 128))
    } catch {
      // What a person reads who may not make one.
      #expect(error.message.contains("control group"))
      return
    }
    #expect(group.joining.count == 2)
    #expect(group.joining[0].text == "0")
    #expect(group.joining[1].text.hasPrefix("1447"))
    #expect(!group.add(-5))
  }

  @Test func `what is still in a group ends with it`() throws {
    var group = try? CPUShare.Group(CPUShare(memorySize: 128))
    guard group != nil else { return }
    var process = pid_t()
    var words = [strdup("sleep"), strdup("4242"), nil]
    defer { for word in words { free(word) } }
    #expect(posix_spawnp(&process, "sleep", nil, nil, &words, environ) == 0)
    #expect(group?.add(process) == true)
    group = nil
    var status: Int32 = 0
    #expect(waitpid(process, &status, 0) == process)
    #expect(status & 0x7F == SIGKILL)
  }
}
