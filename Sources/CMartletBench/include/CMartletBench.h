// How the instrument starts a process: what has to happen in the child, between its birth and its
// executable's first instruction. Apart from `CMartlet`, which deployed functions link.
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
} martlet_bench_write;

typedef struct {
  const char *_Nonnull path;
  char *_Nullable const *_Nonnull arguments;
  char *_Nullable const *_Nonnull environment;
  const char *_Nonnull directory;
  // Becomes standard output and standard error.
  int output;
  const martlet_bench_write *_Nullable writes;
  size_t write_count;
  // The last instant before the executable is loaded, in nanoseconds on the monotonic clock.
  uint64_t began;
  // The processor time that the child had used by then, in nanoseconds.
  uint64_t cpu_before;
  // What could not be done and why, where the child could not run its executable.
  const char *_Nullable failed_call;
  int failure;
} martlet_bench_launch;

// Starts a process in a group of its own that ends with this thread. Returns its number, or -1
// with `failure` and `failed_call` set.
pid_t martlet_bench_start(martlet_bench_launch *_Nonnull launch);

// The processor time that a process and its threads have used, in nanoseconds; -1 for one that has
// ended.
int64_t martlet_bench_cpu_time(pid_t process);

// The processor time that this thread has used, in nanoseconds.
static inline int64_t martlet_bench_own_cpu_time(void) {
  struct timespec used;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}
