#define _GNU_SOURCE
#include "Keeping.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Waits for orphans that have ended; returns whether the child itself has, which stays.
static bool has_ended(pid_t child) {
  for (;;) {
    siginfo_t info = {0};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
      return false;
    if (info.si_pid == child) return true;
    waitpid(info.si_pid, NULL, 0);
  }
}

// Tells how the child ended when nothing else is left of its family, and returns when that was read.
static void tell_end(int channel, pid_t child) {
  // Its group first, so that most of the family goes at once.
  kill(-child, SIGKILL);
  martlet_kill_children(child);
  siginfo_t info = {0};
  struct rusage usage = {0};
  // The C library's call leaves out what was used.
  syscall(SYS_waitid, P_PID, child, &info, WEXITED | WNOWAIT, &usage);
  bool is_exit = info.si_code == CLD_EXITED;
  martlet_ended ended = {
      .signal = is_exit ? 0 : info.si_status,
      .status = is_exit ? info.si_status : 0,
      .maximum_size = (int64_t)usage.ru_maxrss * 1024,
      .page_faults = usage.ru_minflt + usage.ru_majflt,
  };
  send(channel, &ended, sizeof ended, MSG_NOSIGNAL);
  // As long as the other end may signal the child, its number must be nobody else's.
  char byte;
  while (recv(channel, &byte, 1, 0) < 0 && errno == EINTR) {
  }
}

// Waits until the child has ended or nobody wants it any more.
static void keep(int channel, int ended_children, pid_t child) {
  struct pollfd awaited[] = {
      {.fd = channel, .events = POLLIN},
      {.fd = ended_children, .events = POLLIN},
  };
  for (;;) {
    if (poll(awaited, 2, -1) < 0) continue;
    if (awaited[0].revents != 0) return;
    struct signalfd_siginfo news;
    if (read(ended_children, &news, sizeof news) < 0) continue;
    if (has_ended(child)) return tell_end(channel, child);
  }
}

void martlet_keep(
    const int *passed, size_t count, uint64_t size, int ended_children, int news) {
  int channel = passed[passed_channel];
  martlet_launch launch = {0};
  pid_t child = -1;
  launch.failed_step = martlet_step_request;
  launch.failure = EIO;
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) {
    launch.failure = errno;
  } else if (martlet_read_request(passed, count, size, &launch)) {
    if (fchdir(passed[passed_folder]) == 0) {
      child = martlet_start(&launch);
    } else {
      launch.failed_step = martlet_step_folder;
      launch.failure = errno;
    }
  }
  // Here and not by who reads the answer: by then it would have run for a while.
  if (child > 0 && launch.is_held) kill(child, SIGSTOP);
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);

  struct rusage own = {0};
  getrusage(RUSAGE_SELF, &own);
  martlet_started started = {
      .process = child,
      .keeper = getpid(),
      .failed_step = launch.failed_step,
      .failure = launch.failure,
      .instant = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec,
      .size = (int64_t)own.ru_maxrss * 1024,
  };
  // Whoever waits for the end of the child's output must not wait for the keeper.
  for (size_t index = 0; index < count; index += 1) {
    if (index != passed_channel) close(passed[index]);
  }
  if (chdir("/") != 0) _exit(1);
  send(channel, &started, sizeof started, MSG_NOSIGNAL);
  // Not before: to make another keeper is no part of what the child takes to start.
  while (write(news, "", 1) < 0 && errno == EINTR) {
  }
  close(news);
  if (child > 0) {
    keep(channel, ended_children, child);
    kill(-child, SIGKILL);
    martlet_kill_children(0);
  }
  _exit(0);
}
