#define _GNU_SOURCE
#include "CMartletProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Everything here runs in a copy of a process that may have had other threads: nothing but system
// calls is safe, no allocation and no stream.

enum { most_groups = 16384, buffer_size = 32 * 1024 };

static pid_t groups[most_groups];
static size_t group_count;
static char buffer[buffer_size];

static void take(int32_t news) {
  pid_t group = news < 0 ? -news : news;
  size_t index = 0;
  while (index < group_count && groups[index] != group) index += 1;
  if (news > 0 && index == group_count && group_count < most_groups) {
    groups[group_count++] = group;
  } else if (news < 0 && index < group_count) {
    groups[index] = groups[--group_count];
  }
}

// Reads what is told until nobody can tell anything any more.
static void listen_until_end(int channel) {
  int32_t news;
  for (;;) {
    ssize_t count = recv(channel, &news, sizeof news, 0);
    if (count == sizeof news) {
      take(news);
    } else if (count == 0 || errno != EINTR) {
      return;
    }
  }
}

// Whether a process was started with the variable in its environment. What runs under another user
// is not ours to read, or to kill.
static bool is_marked(int folder, const char *process, const char *variable, size_t length) {
  int directory = openat(folder, process, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return false;
  int file = openat(directory, "environ", O_RDONLY | O_CLOEXEC);
  close(directory);
  if (file < 0) return false;
  // What is read is searched together with the end of what was read before it.
  static char text[8192];
  size_t kept = 0;
  bool is_found = false;
  ssize_t count;
  while (!is_found && (count = read(file, text + kept, sizeof text - kept)) > 0) {
    size_t filled = kept + (size_t)count;
    is_found = memmem(text, filled, variable, length) != NULL;
    kept = filled < length ? filled : length;
    memmove(text, text + filled - kept, kept);
  }
  close(file);
  return is_found;
}

static pid_t number(const char *name) {
  pid_t value = 0;
  for (; *name != 0; name += 1) {
    if (*name < '0' || *name > '9') return 0;
    value = value * 10 + (*name - '0');
  }
  return value;
}

struct entry {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[];
};

// Kills all marked processes that there are at the moment; returns whether there were any.
static bool kill_marked(const char *variable) {
  int folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  size_t length = strlen(variable);
  bool is_any = false;
  long count;
  while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long offset = 0; offset < count;) {
      struct entry *entry = (struct entry *)(buffer + offset);
      offset += entry->length;
      pid_t process = number(entry->name);
      if (process <= 1 || process == getpid()) continue;
      if (!is_marked(folder, entry->name, variable, length)) continue;
      if (kill(process, SIGKILL) == 0) is_any = true;
    }
  }
  close(folder);
  return is_any;
}

// Closes all that is open but the channel: whoever waits for the end of the process's output must
// not wait for the guard, and the guard waits for the end of the channel's other end.
static void close_others(int channel, int other_end) {
  close(other_end);
  bool is_done = channel == 0 || syscall(SYS_close_range, 0, channel - 1, 0) == 0;
  if (is_done && syscall(SYS_close_range, channel + 1, ~0u, 0) == 0) return;
  // A system that does not know the call, or does not allow it. Should there be no list either, the
  // other end at least is closed.
  int folder = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  long count;
  while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long offset = 0; offset < count;) {
      struct entry *entry = (struct entry *)(buffer + offset);
      offset += entry->length;
      int descriptor = number(entry->name);
      bool is_number = entry->name[0] >= '0' && entry->name[0] <= '9';
      if (is_number && descriptor != channel && descriptor != folder) close(descriptor);
    }
  }
  close(folder);
}

static void guard(int channel, int other_end, const char *variable) {
  prctl(PR_SET_NAME, "martlet-guard");
  // A terminal's signals, and those to the group of the process, are not for the guard.
  setsid();
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  if (chdir("/") != 0) _exit(1);
  close_others(channel, other_end);

  listen_until_end(channel);
  for (size_t index = 0; index < group_count; index += 1) kill(-groups[index], SIGKILL);
  // One that was just being started shows up in the next round; a dead one stays for a moment.
  for (int round = 0; round < 200 && kill_marked(variable); round += 1) usleep(2000);
  _exit(0);
}

int martlet_start_guard(const char *variable, pid_t *process) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  *process = fork();
  if (*process == 0) guard(ends[1], ends[0], variable);
  int failure = errno;
  close(ends[1]);
  if (*process > 0) return ends[0];
  close(ends[0]);
  errno = failure;
  return -1;
}
