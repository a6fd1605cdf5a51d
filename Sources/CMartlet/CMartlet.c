#define _GNU_SOURCE
#include "CMartlet.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

curl_socket_t martlet_open_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int martlet_processor_count(void) {
  cpu_set_t processors;
  return sched_getaffinity(0, sizeof processors, &processors) == 0 ? CPU_COUNT(&processors) : 1;
}

int martlet_accept(int listener) {
  return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int martlet_connect_unix(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(address.sun_path, path);
  int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0) return -1;
  if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0) return connection;
  int failure = errno;
  close(connection);
  errno = failure;
  return -1;
}

int martlet_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

static _Atomic int forwarding[NSIG];

static void forward(int number) {
  int failure = errno;
  uint64_t once = 1;
  // It fails where 2^64 signals wait already.
  ssize_t ignored = write(forwarding[number], &once, sizeof once);
  (void)ignored;
  errno = failure;
}

int martlet_forward_signal(int number, int descriptor) {
  if (number <= 0 || number >= NSIG) {
    errno = EINVAL;
    return -1;
  }
  forwarding[number] = descriptor;
  struct sigaction action = {.sa_handler = forward, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  if (sigaction(number, &action, NULL) != 0) return -1;
  // Whoever started the process may have blocked it.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  return pthread_sigmask(SIG_UNBLOCK, &set, NULL) == 0 ? 0 : -1;
}

int martlet_spawn_in_directory(posix_spawn_file_actions_t *actions, const char *directory) {
  return posix_spawn_file_actions_addchdir_np(actions, directory);
}

// The runtime asks this hook, where it is set, which executor is the main actor's. It is the only
// door: the declaration by which a program may bring its own is not in the toolchain yet. The
// symbol is weak so that a runtime without it loads all the same.
#define SWIFT_CALL __attribute__((swiftcall))
typedef SWIFT_CALL martlet_executor (*main_executor_getter)(void);
extern SWIFT_CALL martlet_executor (*swift_task_getMainExecutor_hook)(main_executor_getter original)
    __attribute__((weak));

static martlet_executor main_executor;

static SWIFT_CALL martlet_executor get_main_executor(main_executor_getter original) {
  (void)original;
  return main_executor;
}

void martlet_set_main_executor(martlet_executor executor) {
  if (&swift_task_getMainExecutor_hook == NULL) return;
  main_executor = executor;
  swift_task_getMainExecutor_hook = get_main_executor;
}

static _Atomic uint64_t marks[MARTLET_MARK_COUNT];

void martlet_record(martlet_mark mark) {
  if (atomic_load_explicit(&marks[mark], memory_order_relaxed) != 0) return;
  uint64_t none = 0;
  atomic_compare_exchange_strong(&marks[mark], &none, martlet_monotonic_nanoseconds());
}

uint64_t martlet_marked(martlet_mark mark) {
  return atomic_load_explicit(&marks[mark], memory_order_relaxed);
}

// Swift looks up a process's arguments through /proc when it starts, which costs a cold start more
// than its first request does. The C library hands them to whoever asks, and Swift takes them from
// us; packaging leaves Swift's own look-up out. Weak, so that a Swift without the door still links.
extern void _swift_stdlib_overrideUnsafeArgvArgc(char **arguments, int count)
    __attribute__((weak));

static char **process_arguments;

// Ahead of all other constructors, of which the first numbers belong to the C library.
__attribute__((constructor(101))) static void take_arguments(int count, char **arguments) {
  martlet_record(MARTLET_PROCESS_START);
  process_arguments = count > 0 ? arguments : NULL;
  if (&_swift_stdlib_overrideUnsafeArgvArgc == NULL) return;
  _swift_stdlib_overrideUnsafeArgvArgc(arguments, count);
}

const char *martlet_first_argument(void) {
  return process_arguments == NULL ? NULL : process_arguments[1];
}

// A type of Foundation's has a form in JSON that its own coding does not know. To tell such a type
// takes its metadata, which a program has only if it uses the type: weak symbols make the linker
// bring nothing along. The names are Swift's for `FoundationEssentials.Data` and so on, which
// Foundation itself only passes on.
extern const char $s20FoundationEssentials4DataVN[] __attribute__((weak));
extern const char $s20FoundationEssentials3URLVN[] __attribute__((weak));
extern const char $s20FoundationEssentials7DecimalVN[] __attribute__((weak));

int martlet_foundation_type(const void *metadata) {
  if (metadata == $s20FoundationEssentials4DataVN) return 1;
  if (metadata == $s20FoundationEssentials3URLVN) return 2;
  if (metadata == $s20FoundationEssentials7DecimalVN) return 3;
  return 0;
}
