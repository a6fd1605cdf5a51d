#define _GNU_SOURCE
#include "Keeping.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

void martlet_for_each_child(void (*body)(pid_t child, void *context), void *context) {
  int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  // Numbers, each with a space behind it.
  char buffer[4096];
  pid_t child = 0;
  ssize_t count;
  while ((count = read(file, buffer, sizeof buffer)) > 0) {
    for (ssize_t index = 0; index < count; index += 1) {
      if (buffer[index] >= '0' && buffer[index] <= '9') {
        child = child * 10 + (buffer[index] - '0');
      } else if (child > 0) {
        body(child, context);
        child = 0;
      }
    }
  }
  close(file);
}

enum { most_at_once = 1024 };

typedef struct {
  pid_t spared;
  size_t count;
  pid_t killed[most_at_once];
} killing;

// What runs under another user is not ours to kill, nor to wait for.
static void kill_child(pid_t child, void *context) {
  killing *killing = context;
  if (child == killing->spared || killing->count == most_at_once) return;
  if (kill(child, SIGKILL) == 0) killing->killed[killing->count++] = child;
}

void martlet_kill_children(pid_t spared) {
  static killing killing;
  killing.spared = spared;
  // Twice none: the list may leave one out while another one ends.
  for (int empty = 0; empty < 2;) {
    killing.count = 0;
    martlet_for_each_child(kill_child, &killing);
    // By the time that one is waited for, its own children are this process's.
    for (size_t index = 0; index < killing.count; index += 1) {
      while (waitpid(killing.killed[index], NULL, 0) < 0 && errno == EINTR) {
      }
    }
    empty = killing.count == 0 ? empty + 1 : 0;
  }
}
