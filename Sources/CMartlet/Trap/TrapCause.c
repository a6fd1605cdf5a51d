#include <string.h>

#include "Trap.h"

// Where Swift's runtime keeps the message of a fatal error for whoever reports the crash: every
// message that it writes to standard error on its way to a trap or to abort(). Weak, so that a
// runtime without the door still links.
extern char *_Atomic *swift_getFatalErrorMessageBuffer(void) __attribute__((weak));

static const char *swift_message(void) {
  if (&swift_getFatalErrorMessageBuffer == NULL) return NULL;
  return *swift_getFatalErrorMessageBuffer();
}

const char *trap_signal_name(int number) {
  switch (number) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGABRT: return "SIGABRT";
    default: return "a signal";
  }
}

// Memory beside the stack pointer that cannot be used: nothing but a stack that is full looks so.
static bool is_stack_overflow(const struct trap *trap) {
  if (trap->number != SIGSEGV) return false;
  const uintptr_t near = 64 << 10;
  uintptr_t address = (uintptr_t)trap->info->si_addr;
  uintptr_t stack = trap_registers(trap).stack;
  return address < stack + near && stack < address + near;
}

// The compiler keeps a check's name in the debug information alone, which an artifact lacks.
static void append_check(struct trap_text *text, const struct trap *trap) {
  trap_append(text, "a check failed that leaves no message, as most do in optimized code");
  uintptr_t address = trap_program_address(trap);
  if (address == 0) return;
  trap_append(text, "; llvm-symbolizer --obj=NAME.debug ");
  trap_append_hex(text, address);
  trap_append(text, " tells which");
}

static void append_signal_meaning(struct trap_text *text, const struct trap *trap) {
  // From `kill` or `raise`, by the process itself or by another one.
  if (trap->info->si_code <= 0 && trap->number != SIGABRT) {
    trap_append(text, "the process was sent a signal");
    return;
  }
  switch (trap->number) {
    case SIGILL:
    case SIGTRAP:
      append_check(text, trap);
      return;
    case SIGABRT:
      trap_append(text, "abort() was called; the log may say why");
      return;
    case SIGFPE:
      trap_append(text, "arithmetic failed in code that is not Swift's, such as a division by 0");
      return;
    default:
      if (is_stack_overflow(trap)) {
        trap_append(text, "the stack overflowed, by calls that go too deep");
        return;
      }
      trap_append(text, "invalid access to memory at ");
      trap_append_hex(text, (uintptr_t)trap->info->si_addr);
  }
}

void trap_append_cause(struct trap_text *text, const struct trap *trap) {
  // " (SIGTRAP)" comes after a message of any length.
  const size_t room = 16;
  if (text->capacity - text->count < room) return;
  text->capacity -= room;
  const char *message = swift_message();
  size_t length = message == NULL ? 0 : strlen(message);
  while (length > 0 && message[length - 1] == '\n') length--;
  if (length > 0) {
    trap_append_escaped(text, message, length);
  } else {
    append_signal_meaning(text, trap);
  }
  text->capacity += room;
  trap_append(text, " (");
  trap_append(text, trap_signal_name(trap->number));
  trap_append(text, ")");
}
