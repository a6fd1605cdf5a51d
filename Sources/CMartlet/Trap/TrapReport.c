#define _GNU_SOURCE
#include "TrapReport.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "Trap.h"

static const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0] };

// What was there before: the system's default, or a crash reporter such as Swift's own.
static struct sigaction previous[SIGNAL_COUNT];
// A child that forked and has not yet become another program has this handler too, and must not
// speak for its parent.
static pid_t process;
static _Atomic(const char *) phase;
// The first trap of a process is the one that is reported.
static _Atomic int stage;
enum { NO_TRAP, REPORTING, REPORTED };

static const uint64_t report_limit = 1000000000;

TRAP_MEMORY static char body_bytes[64 << 10];
TRAP_MEMORY static _Alignas(16) char alternate_stack[64 << 10];

// MARK: the report

static void build_body(struct trap_text *body, const struct trap *trap, bool is_everybodys) {
  // The stack trace comes after a message of any length.
  const size_t room = 2 << 10;
  *body = (struct trap_text){body_bytes, 0, sizeof body_bytes - room};
  trap_append(body, "{\"errorMessage\":\"");
  if (is_everybodys) {
    trap_append(body,
                "the execution environment ended in the middle of this invocation, by a trap in a "
                "task that cannot be told to belong to it or to another: ");
  }
  trap_append_cause(body, trap);
  body->capacity += room;
  trap_append(body, "\",\"errorType\":\"Function.Trap\",\"stackTrace\":[");
  trap_append_stack(body, trap);
  trap_append(body, "]}");
}

// What the function has printed of a line that it has not ended: the C library keeps it, and would lose it
// with the process. Another thread may be printing at this moment, whose lock a signal handler cannot wait
// for; then it is what there was before.
static void write_unfinished_line(void) {
#ifdef __GLIBC__
  const char *first = stdout->_IO_write_base, *end = stdout->_IO_write_ptr;
  if (first == NULL || end <= first || end - first > 1 << 20) return;
  trap_write(STDOUT_FILENO, first, (size_t)(end - first));
  // Whoever had the signal before may end the process by `exit`, which would write it again.
  stdout->_IO_write_ptr = stdout->_IO_write_base;
#endif
}

struct report {
  const struct trap *trap;
  uint64_t deadline;
  bool is_everybodys;
};

static void report_invocation(struct trap_invocation *invocation, void *context) {
  const struct report *report = context;
  struct trap_text record = trap_begin_record(report->trap, invocation);
  if (invocation != NULL && invocation->state == TRAP_ID_TOO_LONG) {
    trap_append(&record, "not reported: the request's ID is longer than 255 bytes");
  } else {
    struct trap_text body;
    build_body(&body, report->trap, report->is_everybodys);
    trap_append_outcome(&record, trap_post(invocation, atomic_load(&phase), &body, report->deadline));
  }
  trap_write_record(&record);
}

static void report_trap(const struct trap *trap) {
  struct report report = {trap, trap_now() + report_limit, false};
  if (atomic_load(&phase) != NULL) {
    report_invocation(NULL, &report);
    return;
  }
  struct trap_invocation *invocation = trap_current_invocation();
  if (invocation != NULL) {
    report_invocation(invocation, &report);
    return;
  }
  report.is_everybodys = true;
  if (trap_visit_invocations(report_invocation, &report) > 0) return;
  // Between invocations the platform takes no errors; it finds the process gone.
  struct trap_text record = trap_begin_record(trap, NULL);
  trap_append(&record, "no invocation is running that it could be reported for");
  trap_write_record(&record);
}

// MARK: the handler

// Another thread is reporting its own trap, and the process ends when it has done so.
static void wait_for_report(void) {
  const uint64_t deadline = trap_now() + report_limit + report_limit / 2;
  while (atomic_load(&stage) == REPORTING && trap_now() < deadline) {
    struct timespec pause = {0, 5000000};
    nanosleep(&pause, NULL);
  }
}

// Hands the signal to whoever had it before, just as it came: it is pending until this handler
// returns, and then meets the code that trapped. Where the kernel drops it, as that of a container's
// first process, the code traps once more and ends by that.
static void pass_on(int number, siginfo_t *info) {
  for (int index = 0; index < SIGNAL_COUNT; index++) {
    if (signals[index] == number) sigaction(number, &previous[index], NULL);
  }
  pid_t thread = (pid_t)syscall(SYS_gettid);
  if (syscall(SYS_rt_tgsigqueueinfo, getpid(), thread, number, info) != 0) {
    syscall(SYS_tgkill, getpid(), thread, number);
  }
}

static void on_trap(int number, siginfo_t *info, void *context) {
  int error = errno;
  if (getpid() == process) {
    int expected = NO_TRAP;
    if (atomic_compare_exchange_strong(&stage, &expected, REPORTING)) {
      struct trap trap = {number, info, context};
      write_unfinished_line();
      report_trap(&trap);
      atomic_store(&stage, REPORTED);
    } else {
      wait_for_report();
    }
  }
  pass_on(number, info);
  errno = error;
}

// MARK: the loop's side

static void use_alternate_stack(void) {
  stack_t ours = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  stack_t theirs;
  // One that is there already is somebody's who may rely on it.
  if (sigaltstack(&ours, &theirs) == 0 && !(theirs.ss_flags & SS_DISABLE)) {
    if (theirs.ss_size >= sizeof alternate_stack) sigaltstack(&theirs, NULL);
  }
}

void martlet_trap_install(const char *address, int frames) {
  if (process != 0) return;
  process = getpid();
  trap_set_address(address);
  trap_set_log(frames);
  trap_note_stack((uintptr_t)__builtin_frame_address(0));
  atomic_store(&phase, "init");
  use_alternate_stack();
  struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  // A second trap in the handler itself meets a blocked signal, by which the kernel ends the process.
  for (int index = 0; index < SIGNAL_COUNT; index++) sigaddset(&action.sa_mask, signals[index]);
  for (int index = 0; index < SIGNAL_COUNT; index++) {
    sigaction(signals[index], &action, &previous[index]);
  }
}

void martlet_trap_begin_restore(void) {
  if (process != 0) atomic_store(&phase, "restore");
}

void martlet_trap_end_init(void) { atomic_store(&phase, NULL); }

void martlet_trap_begin(const char *request_id, const char *invocation_id) {
  if (process != 0) trap_begin(request_id, invocation_id);
}

void martlet_trap_end(void) {
  if (process != 0) trap_end();
}
