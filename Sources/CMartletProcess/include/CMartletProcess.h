// How a process is started: what has to happen in the child, between its birth and its executable's
// first instruction; and the keepers that see to it that nothing of what it starts in turn outlives
// it, or the process that wanted it.
// Apart from `CMartlet`, which deployed functions link.
#pragma once

#include <stdbool.h>
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

// What may be refused when a process is started.
enum {
  martlet_step_request,
  martlet_step_process,
  martlet_step_prepare,
  martlet_step_folder,
  martlet_step_group,
  martlet_step_execute,
};

// What a step does, to be put behind "cannot".
const char *_Nonnull martlet_step_name(int step);

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
  // What it writes, eight times at most.
  const martlet_write *_Nullable writes;
  size_t write_count;
  // How many descriptors it may have, if the system allows as many; 0 for as many as this process.
  uint64_t open_files;
  // Whether it is stopped before it has come far; only for one with a keeper.
  bool is_held;
  // The last instant before the executable is loaded, in nanoseconds on the monotonic clock.
  uint64_t began;
  // The processor time that the child had used by then, in nanoseconds.
  uint64_t cpu_before;
  // What could not be done and why, where the child could not run its executable.
  int failed_step;
  int failure;
} martlet_launch;

// Starts a process in a session and a group of its own that is killed when this thread ends. Returns its number,
// or -1 with `failure` and `failed_step` set.
pid_t martlet_start(martlet_launch *_Nonnull launch);

// MARK: keepers

// A process that wants children starts a nursery, once. The nursery forks keepers, one ahead of those
// that are needed, and each of them waits for a request and starts one child:
//
//   this process → nursery → keeper → child → …
//
// A keeper is the subreaper of all that comes of its child: whoever loses its parent becomes the
// keeper's own, whatever session, group or environment it has given itself. So the keeper's
// descendants are the child's family, all of it and nothing else, and no process can leave it. When
// the child ends, or when this process does, however it does, the keeper kills them until there is
// none. Should somebody kill the keeper, the child is killed by the system, and what was below it is
// the nursery's, which kills it.
//
// The nursery is forked once and holds nothing, so that a keeper costs little: neither is this
// process's memory copied for each, nor are its pages kept.

// What a keeper says when it has tried to start the child.
typedef struct {
  // -1 where it could not.
  pid_t process;
  pid_t keeper;
  int32_t failed_step;
  int32_t failure;
  // When the child ran its executable, in nanoseconds on the monotonic clock.
  uint64_t instant;
  // The keeper's own size, in bytes, which the system counts as the child's.
  int64_t size;
} martlet_started;

// What a keeper says when its child and all of its family have ended. The child's number is not
// given to another process before the channel is closed.
typedef struct {
  // The signal that ended it, or 0.
  int32_t signal;
  int32_t status;
  // The highest resident size, in bytes.
  int64_t maximum_size;
  // How many page faults there were, each of which may have brought a page.
  int64_t page_faults;
} martlet_ended;

// Starts a nursery. Returns the descriptor of the channel to it, or -1 with `errno` set; `process` is
// then its number.
int martlet_start_nursery(pid_t *_Nonnull process);

// Asks a nursery's keeper for a child, and waits until it runs its executable. Returns the descriptor of the
// channel to its keeper, which tells the child's end there: when the channel is closed, the family is
// killed. Returns -1 with `failure` and `failed_step` set where there is no child; `failure` is EPIPE
// where there is no nursery any more.
int martlet_request(
    int nursery, martlet_launch *_Nonnull launch, martlet_started *_Nonnull started);

// MARK: what a process has used

// The processor time that a process and its threads have used, in nanoseconds; -1 for one that has
// ended.
int64_t martlet_cpu_time(pid_t process);

// The processor time that this thread has used, in nanoseconds.
static inline int64_t martlet_own_cpu_time(void) {
  struct timespec used;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}
