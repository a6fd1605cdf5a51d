#define _GNU_SOURCE
#include "Keeping.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Neither name holds that of the program: whoever ends it by name (`pkill`) means the program, and
// keepers have to see its end.
static const char name[] = "function-guard";

// MARK: a process of its own

// Closes all that is open but the channel: whoever waits for the end of the process's output must
// not wait for the nursery, and the nursery waits for the end of the channel's other end.
static void close_others(int channel, int other_end) {
  static char buffer[32 * 1024];
  close(other_end);
  bool is_done = channel == 0 || syscall(SYS_close_range, 0, channel - 1, 0) == 0;
  if (is_done && syscall(SYS_close_range, channel + 1, ~0u, 0) == 0) return;
  // A system that does not know the call, or does not allow it. Should there be no list either, the
  // other end at least is closed.
  int folder = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
  };
  long count;
  while ((count = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    for (long offset = 0; offset < count;) {
      struct entry *entry = (struct entry *)(buffer + offset);
      offset += entry->length;
      if (entry->name[0] < '0' || entry->name[0] > '9') continue;
      int descriptor = atoi(entry->name);
      if (descriptor != channel && descriptor != folder) close(descriptor);
    }
  }
  close(folder);
}

// Writes the name where the system reads the process's arguments.
static void replace_arguments(void) {
  char text[1024];
  int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return;
  text[count] = 0;
  // The program's own name, in parentheses, may hold anything; behind it are the third and all
  // further fields, of which the forty-eighth and the next are where the arguments begin and end.
  char *field = strrchr(text, ')');
  for (int number = 2; field != NULL && number < 48; number += 1) field = strchr(field + 1, ' ');
  if (field == NULL) return;
  char *end;
  char *from = (char *)strtoul(field, &end, 10);
  char *to = (char *)strtoul(end, NULL, 10);
  if (from == NULL || to < from + sizeof name) return;
  memset(from, 0, (size_t)(to - from));
  memcpy(from, name, sizeof name);
  // Without the last zero the system takes the text to end with the first.
  if (to > from + sizeof name) to[-1] = ' ';
}

// Makes a process of its own of a copy of another. Returns a descriptor that is readable when a child
// has ended, or -1.
static int settle(int channel, int other_end) {
  prctl(PR_SET_NAME, name);
  replace_arguments();
  // A terminal's signals, and those to the group of the process, are not for the nursery.
  setsid();
  sigset_t all, ended;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  // Children that are stopped and go on are no news.
  struct sigaction action = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDSTOP};
  sigaction(SIGCHLD, &action, NULL);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (chdir("/") != 0) return -1;
  close_others(channel, other_end);
  // So that nothing that is passed has the number of a standard stream.
  int nowhere;
  while ((nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)) >= 0 && nowhere <= 2) {
  }
  if (nowhere >= 0) close(nowhere);
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  return signalfd(-1, &ended, SFD_CLOEXEC | SFD_NONBLOCK);
}

// MARK: keepers

enum { most_keepers = 16384 };

static pid_t keepers[most_keepers];
static size_t keeper_count;
// One keeper waits for the next request, so that none waits for a keeper to be made.
static pid_t spare = -1;

static void forget(pid_t keeper) {
  if (keeper == spare) spare = -1;
  for (size_t index = 0; index < keeper_count; index += 1) {
    if (keepers[index] != keeper) continue;
    keepers[index] = keepers[--keeper_count];
    return;
  }
}

static void kill_stray(pid_t child, void *context) {
  (void)context;
  for (size_t index = 0; index < keeper_count; index += 1) {
    if (keepers[index] == child) return;
  }
  kill(child, SIGKILL);
}

// Waits for keepers that have ended, and kills what those have left behind that were killed. What
// that leaves behind in turn is here with the news of its end.
static void collect(void) {
  pid_t child;
  while ((child = waitpid(-1, NULL, WNOHANG)) > 0) forget(child);
  if (keeper_count < most_keepers) martlet_for_each_child(kill_stray, NULL);
}

static ssize_t receive(int channel, int *passed, size_t *count, uint64_t *size) {
  struct iovec content = {.iov_base = size, .iov_len = sizeof *size};
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(most_passed * sizeof(int))];
  } control;
  struct msghdr message = {
      .msg_iov = &content,
      .msg_iovlen = 1,
      .msg_control = control.bytes,
      .msg_controllen = sizeof control.bytes,
  };
  ssize_t received = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
  *count = 0;
  if (received <= 0) return received;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header == NULL || header->cmsg_type != SCM_RIGHTS) return received;
  *count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  memcpy(passed, CMSG_DATA(header), *count * sizeof(int));
  return received;
}

static _Noreturn void await_request(int channel, int ended_children, int news) {
  int passed[most_passed];
  size_t count;
  uint64_t size;
  ssize_t received;
  while ((received = receive(channel, passed, &count, &size)) < 0 && errno == EINTR) {
  }
  if (received != sizeof size || count <= passed_output) _exit(0);
  close(channel);
  martlet_keep(passed, count, size, ended_children, news);
}

// `news` has two ends, of which keepers write to the second when they are spare no more.
static void make_spare(int channel, int ended_children, const int *news) {
  spare = fork();
  if (spare == 0) {
    close(news[0]);
    await_request(channel, ended_children, news[1]);
  }
  if (spare > 0 && keeper_count < most_keepers) keepers[keeper_count++] = spare;
}

// Answers a request that no keeper can be made for.
static void refuse(int channel, int failure) {
  int passed[most_passed];
  size_t count;
  uint64_t size;
  if (receive(channel, passed, &count, &size) <= 0 || count == 0) return;
  martlet_started started = {
      .process = -1, .failed_step = martlet_step_process, .failure = failure};
  send(passed[passed_channel], &started, sizeof started, MSG_NOSIGNAL);
  for (size_t index = 0; index < count; index += 1) close(passed[index]);
}

// Starts keepers until nobody can ask for one any more, and waits for them.
static _Noreturn void serve(int channel, int other_end) {
  int ended_children = settle(channel, other_end);
  int news[2];
  if (ended_children < 0 || pipe2(news, O_CLOEXEC) != 0) _exit(1);
  struct pollfd awaited[] = {
      {.fd = channel},
      {.fd = ended_children, .events = POLLIN},
      {.fd = news[0], .events = POLLIN},
  };
  for (;;) {
    if (spare <= 0) make_spare(channel, ended_children, news);
    int failure = errno;
    // Requests are the spare keeper's; this end is told only that there will be none any more.
    awaited[0].events = spare > 0 ? 0 : POLLIN;
    if (poll(awaited, 3, -1) < 0) continue;
    if ((awaited[0].revents & (POLLHUP | POLLERR)) != 0) break;
    if (awaited[0].revents != 0) refuse(channel, failure);
    char byte;
    if (awaited[2].revents != 0 && read(news[0], &byte, 1) > 0) spare = -1;
    struct signalfd_siginfo child;
    if (awaited[1].revents != 0 && read(ended_children, &child, sizeof child) > 0) collect();
  }
  // Each keeper sees the end for itself.
  pid_t child;
  while ((child = waitpid(-1, NULL, 0)) > 0 || errno == EINTR) {
    forget(child);
    collect();
  }
  _exit(0);
}

int martlet_start_nursery(pid_t *process) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  *process = fork();
  if (*process == 0) serve(ends[1], ends[0]);
  int failure = errno;
  close(ends[1]);
  if (*process > 0) return ends[0];
  close(ends[0]);
  errno = failure;
  return -1;
}
