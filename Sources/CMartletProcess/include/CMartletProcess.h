// How a process is started: what has to happen in the child, between its birth and its executable's
// first instruction; and the guard that sees to it that none outlives the process that started it.
// Apart from `CMartlet`, which deployed functions link.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

// Bytes that the child writes to a descriptor before it runs its executable, such as its own
// number into a control group.
typedef struct {
  int descriptor;
  const char *_Nonnull bytes;
  size_t count;
} martlet_write;

typedef struct {
  const char *_Nonnull path;
  char *_Nullable const *_Nonnull arguments;
  char *_Nullable const *_Nonnull environment;
  // The working directory; NULL for this process's own.
  const char *_Nullable directory;
  // Becomes standard output.
  int output;
  // Becomes standard error; -1 leaves this process's own.
  int errors;
  const martlet_write *_Nullable writes;
  size_t write_count;
  // The last instant before the executable is loaded, in nanoseconds on the monotonic clock.
  uint64_t began;
  // The processor time that the child had used by then, in nanoseconds.
  uint64_t cpu_before;
  // What could not be done and why, where the child could not run its executable.
  const char *_Nullable failed_call;
  int failure;
} martlet_launch;

// Starts a process in a group of its own that is killed when this thread ends. Returns its number,
// or -1 with `failure` and `failed_call` set.
pid_t martlet_start(martlet_launch *_Nonnull launch);

// Starts the guard: a process that waits until this one has ended, however it did, and then kills
// the groups that it was told of, and every process whose environment holds the variable.
//
// Returns the descriptor that it is told groups by, four bytes each, a new group as its number and
// one that has ended as the number's negative; -1 with `errno` set where there is no guard.
// `process` is then the guard's number.
int martlet_start_guard(const char *_Nonnull variable, pid_t *_Nonnull process);

// The processor time that a process and its threads have used, in nanoseconds; -1 for one that has
// ended.
int64_t martlet_cpu_time(pid_t process);

// The processor time that this thread has used, in nanoseconds.
static inline int64_t martlet_own_cpu_time(void) {
  struct timespec used;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}
