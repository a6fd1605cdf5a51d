// What a process says to the Runtime API when it traps: `fatalError`, an index out of bounds, a bad
// pointer, `abort()`. Lambda itself only sees that a process has ended by a signal.
//
// All but the signal handler belongs to one thread, the loop's. The handler runs wherever the trap
// is, allocates nothing, takes no lock and calls no Swift that does.
#pragma once

#include <stdint.h>

// Handles SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE and SIGABRT from now on, and begins the init
// phase. The calling thread gets an alternate stack, so that an overflow of its own is reported too;
// other threads run the handler on the stack that trapped.
//
// `address` is host:port. A name of a host cannot be resolved in a handler: it takes
// `martlet_trap_set_peer` before traps can be reported (`localhost` is taken for 127.0.0.1 until
// then). `frames` is the descriptor on which the platform takes the log in frames, or -1: then the
// record of a trap is a line of standard error.
void martlet_trap_install(const char *_Nonnull address, int frames);

// Whether the Runtime API's address is a name whose connection is not known yet.
_Bool martlet_trap_wants_peer(void);

// The other end of a connection to the Runtime API, a numeric address without brackets.
void martlet_trap_set_peer(const char *_Nonnull host, uint16_t port);

// A copy of a snapshot begins: until the init phase's end, a trap is an error of its restore.
void martlet_trap_begin_restore(void);

// The init phase has succeeded: a trap is no longer an init error.
void martlet_trap_end_init(void);

// Room for several invocations at a time. `key` is the task-local value, an `int32_t`, that says
// which of them a task works for. Call it before the first invocation.
void martlet_trap_use_slots(int32_t count, const void *_Nonnull key);

// An invocation of the current task's slot begins. The IDs are copied, up to 255 bytes: a request's
// that is longer cannot be reported for, the other is then left out.
void martlet_trap_begin(const char *_Nonnull request_id, const char *_Nullable invocation_id);

// The current task's slot has answered its invocation.
void martlet_trap_end(void);
