// The parts of a trap's report. Everything here may run in a signal handler, and so keeps to what
// POSIX lets one call; texts are written into memory that is there already.
#pragma once

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Memory that is first touched by a trap. Apart, so that what every start touches is not spread over
// the pages between.
#ifdef __ELF__
#define TRAP_MEMORY __attribute__((section(".bss.trap")))
#else
#define TRAP_MEMORY
#endif

// MARK: texts (TrapText.c)

// A text of limited length. What does not fit is left out.
struct trap_text {
  char *bytes;
  size_t count;
  size_t capacity;
};

void trap_append(struct trap_text *text, const char *string);
void trap_append_number(struct trap_text *text, uint64_t number);
void trap_append_hex(struct trap_text *text, uint64_t number);

// Appends one segment of a path, percent-encoded (RFC 3986 §2.1).
void trap_append_segment(struct trap_text *text, const char *string);

// Appends the inside of a JSON string, as far as it fits: a longer one ends with "…". Bytes that are
// no UTF-8 become U+FFFD, and what could forge a line of a log is escaped.
void trap_append_escaped(struct trap_text *text, const char *string, size_t length);

// MARK: what happened (TrapCause.c, TrapStack.c)

struct trap {
  int number;
  const siginfo_t *info;
  const void *context;
};

const char *trap_signal_name(int number);

// Appends Swift's own message or, where it left none, what the signal says, JSON-escaped.
void trap_append_cause(struct trap_text *text, const struct trap *trap);

// What the trapping thread was doing, from its registers.
struct trap_registers {
  uintptr_t program;
  uintptr_t frame;
  uintptr_t stack;
};

struct trap_registers trap_registers(const struct trap *trap);

// Where the trap is, as the executable's file says it; 0 where it is in a library.
uintptr_t trap_program_address(const struct trap *trap);

// Marks the calling thread as the one whose stack can be walked, as far as its present frame.
void trap_note_stack(uintptr_t frame);

// Appends the members of a JSON array: the addresses of the trap and of its callers.
void trap_append_stack(struct trap_text *text, const struct trap *trap);

// MARK: whose it is (TrapInvocations.c)

struct trap_invocation {
  _Atomic int state;
  // As they came; a begin has no more to do than to copy them.
  char request_id[256];
  // Empty where there is none, or a longer one.
  char invocation_id[256];
};

enum { TRAP_IDLE, TRAP_ACTIVE, TRAP_ID_TOO_LONG };

void trap_begin(const char *request_id, const char *invocation_id);
void trap_end(void);

// Whose invocation the current task works for; NULL where that is none, or cannot be told.
struct trap_invocation *trap_current_invocation(void);

// Calls `visit` with each active invocation; returns how many there are.
size_t trap_visit_invocations(void (*visit)(struct trap_invocation *invocation, void *context),
                              void *context);

// MARK: the Runtime API (TrapRequest.c)

void trap_set_address(const char *address);

// How the Runtime API took a report.
struct trap_outcome {
  enum { TRAP_ANSWERED, TRAP_NO_ADDRESS, TRAP_UNREACHABLE, TRAP_NO_ANSWER } kind;
  int status;
  int error;
};

uint64_t trap_now(void);

// Posts a report, until `deadline` at the latest, in nanoseconds of `trap_now`. `invocation` is NULL
// before there are any: then `phase` says of what the error is, `init` or `restore`.
struct trap_outcome trap_post(const struct trap_invocation *invocation, const char *phase,
                              const struct trap_text *body, uint64_t deadline);

// MARK: the log (TrapLog.c)

// Takes the format that the environment asks for; `frames` is where the platform takes frames, or -1.
void trap_set_log(int frames);

// The beginning of the one record that a report writes, up to what became of the report: a line of text
// that begins with `FATAL`, or JSON.
struct trap_text trap_begin_record(const struct trap *trap, const struct trap_invocation *invocation);

void trap_append_outcome(struct trap_text *record, struct trap_outcome outcome);

// Ends the record and writes it, as a frame or as a line of standard error.
void trap_write_record(struct trap_text *record);

// Whether all of it was taken.
bool trap_write(int descriptor, const char *bytes, size_t count);
