#define _GNU_SOURCE
#include "CMartletProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// What this process has raised for itself is not its children's.
static void limit_open_files(rlim_t most) {
  struct rlimit limit;
  if (most == 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// The child shares this process's memory until it runs its executable, so that it can tell the
// instant, and so that the size of this process costs it nothing.
static void run(martlet_launch *launch, pid_t parent) {
  launch->failed_step = martlet_step_prepare;
  // More than the group that is wanted: who leads a session cannot leave its group, and nobody in it
  // can join a group outside of it, where it would be missed by a signal or hit others with one.
  if (setsid() < 0) return;
  // Should this process be killed, nothing stays behind; it may have been already.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return;
  if (getppid() != parent) _exit(127);

  int input = open("/dev/null", O_RDONLY);
  if (input < 0 || dup2(input, 0) < 0 || dup2(launch->output, 1) < 0 ||
      (launch->errors >= 0 && dup2(launch->errors, 2) < 0))
    return;
  if (input > 2) close(input);

  launch->failed_step = martlet_step_folder;
  if (launch->directory != NULL && chdir(launch->directory) != 0) return;

  // What this process ignores or blocks must not stay so in the child.
  for (int number = 1; number < NSIG; number += 1) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  limit_open_files(launch->open_files);

  launch->failed_step = martlet_step_group;
  for (size_t index = 0; index < launch->write_count; index += 1) {
    const martlet_write *one = &launch->writes[index];
    if (write(one->descriptor, one->bytes, one->count) != (ssize_t)one->count) return;
  }

  launch->failed_step = martlet_step_execute;
  struct timespec used, now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  launch->cpu_before = (uint64_t)used.tv_sec * 1000000000u + (uint64_t)used.tv_nsec;
  clock_gettime(CLOCK_MONOTONIC, &now);
  launch->began = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
  execve(launch->path, launch->arguments, launch->environment);
}

pid_t martlet_start(martlet_launch *launch) {
  launch->failure = 0;
  pid_t parent = getpid();
  pid_t child = vfork();
  if (child == 0) {
    run(launch, parent);
    launch->failure = errno;
    _exit(127);
  }
  if (child < 0) {
    launch->failed_step = martlet_step_process;
    launch->failure = errno;
    return -1;
  }
  if (launch->failure == 0) return child;
  waitpid(child, NULL, 0);
  return -1;
}

const char *martlet_step_name(int step) {
  switch (step) {
    case martlet_step_prepare: return "prepare the process";
    case martlet_step_folder: return "enter its folder";
    case martlet_step_group: return "join the control group";
    case martlet_step_execute: return "start it";
    default: return "start a process";
  }
}

int64_t martlet_cpu_time(pid_t process) {
  clockid_t clock;
  struct timespec used;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0) return -1;
  return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}
