// What Swift cannot say for itself: libcurl's variadic calls, each as a typed door, and the
// system headers that the platform's module leaves out.
#pragma once

#if !__has_include(<curl/curl.h>)
#error "libcurl's headers are missing: run runtime/setup"
#endif

#include <curl/curl.h>
#include <errno.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "TrapReport.h"

// MARK: libcurl

static inline CURLcode martlet_easy_set_long(CURL *_Nonnull easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode martlet_easy_set_string(
    CURL *_Nonnull easy, CURLoption option, const char *_Nullable value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode martlet_easy_set_pointer(
    CURL *_Nonnull easy, CURLoption option, void *_Nullable value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode martlet_easy_set_size(
    CURL *_Nonnull easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*martlet_data_callback)(
    char *_Nonnull bytes, size_t size, size_t count, void *_Nullable context);

static inline CURLcode martlet_easy_set_data_callback(
    CURL *_Nonnull easy, CURLoption option, martlet_data_callback _Nonnull callback) {
  return curl_easy_setopt(easy, option, callback);
}

// Called before each sending of a request, once its connection is there; anything but
// CURL_PREREQFUNC_OK ends the transfer.
typedef int (*martlet_begin_callback)(
    void *_Nullable context, char *_Nullable peer, char *_Nullable here, int peer_port,
    int here_port);

static inline CURLcode martlet_easy_set_begin_callback(
    CURL *_Nonnull easy, martlet_begin_callback _Nonnull callback) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}

typedef curl_socket_t (*martlet_open_callback)(
    void *_Nullable context, curlsocktype purpose, struct curl_sockaddr *_Nullable address);
typedef int (*martlet_close_callback)(void *_Nullable context, curl_socket_t socket);

static inline CURLcode martlet_easy_set_socket_callbacks(
    CURL *_Nonnull easy, martlet_open_callback _Nonnull on_open, void *_Nonnull open_context,
    martlet_close_callback _Nonnull on_close, void *_Nonnull close_context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, open_context);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, close_context);
  return code;
}

// A socket as libcurl makes it, but closed on exec: a process that the function starts must not
// hold the connection open.
curl_socket_t martlet_open_socket(const struct curl_sockaddr *_Nonnull address);

typedef int (*martlet_trailer_callback)(
    struct curl_slist *_Nullable *_Nullable list, void *_Nullable context);

static inline CURLcode martlet_easy_set_trailer_callback(
    CURL *_Nonnull easy, martlet_trailer_callback _Nonnull callback, void *_Nonnull context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_TRAILERFUNCTION, callback);
  if (code == CURLE_OK) code = curl_easy_setopt(easy, CURLOPT_TRAILERDATA, context);
  return code;
}

// The length that the response's head tells; -1 while it tells none.
static inline CURLcode martlet_easy_content_length(
    CURL *_Nonnull easy, curl_off_t *_Nonnull length) {
  return curl_easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, length);
}

static inline CURLcode martlet_easy_response_code(CURL *_Nonnull easy, long *_Nonnull code) {
  return curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, code);
}

// Bytes of the request heads that were sent; zero while there is no connection yet.
static inline CURLcode martlet_easy_request_size(CURL *_Nonnull easy, long *_Nonnull size) {
  return curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, size);
}

// The other end of the last connection: a numeric address that lives as long as the handle does not
// start another transfer, and the port.
static inline CURLcode martlet_easy_peer(
    CURL *_Nonnull easy, const char *_Nullable *_Nonnull host, long *_Nonnull port) {
  CURLcode code = curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, host);
  return code == CURLE_OK ? curl_easy_getinfo(easy, CURLINFO_PRIMARY_PORT, port) : code;
}

static inline CURLcode martlet_easy_private(
    CURL *_Nonnull easy, void *_Nullable *_Nonnull context) {
  return curl_easy_getinfo(easy, CURLINFO_PRIVATE, context);
}

typedef int (*martlet_socket_callback)(
    CURL *_Nonnull easy, curl_socket_t socket, int what, void *_Nullable context,
    void *_Nullable socket_context);
typedef int (*martlet_timer_callback)(
    CURLM *_Nonnull multi, long milliseconds, void *_Nullable context);

// Both callbacks share one context, the object that owns the multi handle.
static inline CURLMcode martlet_multi_set_callbacks(
    CURLM *_Nonnull multi, martlet_socket_callback _Nonnull on_socket,
    martlet_timer_callback _Nonnull on_timer, void *_Nonnull context) {
  CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
  return code;
}

// The next finished transfer of `multi`, or NULL. `CURLMsg` keeps its result in a union, which
// would cost an unsafe cast in Swift.
static inline CURL *_Nullable martlet_multi_next_done(
    CURLM *_Nonnull multi, CURLcode *_Nonnull result) {
  int left = 0;
  for (CURLMsg *message; (message = curl_multi_info_read(multi, &left)) != NULL;) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}

// MARK: epoll

static inline int martlet_epoll_control(
    int epoll, int operation, int descriptor, uint32_t events, uint64_t token) {
  struct epoll_event event = {.events = events, .data = {.u64 = token}};
  return epoll_ctl(epoll, operation, descriptor, &event);
}

static inline uint64_t martlet_epoll_token(const struct epoll_event *_Nonnull event) {
  return event->data.u64;
}

// How many processors this process may run on; 1 where that cannot be told.
int martlet_processor_count(void);

// MARK: sockets

// Accepts a connection, non-blocking and closed on exec in the same call.
int martlet_accept(int listener);

// A connection to the Unix stream socket at `path`, closed on exec, or -1.
int martlet_connect_unix(const char *_Nonnull path);

// A pipe whose both ends are closed on exec and whose reading end does not block.
int martlet_pipe(int ends[_Nonnull 2]);

// MARK: processes

// A descriptor that becomes readable when the process ends (Linux 5.3 and later).
static inline int martlet_pidfd_open(int process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

// Writes to an eventfd whenever the signal comes, on whichever thread, in the place of what it does
// by itself; whoever waits in a system call goes on waiting. One descriptor for each signal, for as
// long as the process lives. Returns -1 where the system refuses.
int martlet_forward_signal(int number, int descriptor);

// Processes whose parent ends become this process's children, instead of the system's (Linux).
static inline void martlet_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

// As `posix_spawn_file_actions_addchdir`, which POSIX has adopted and older C libraries call `_np`.
int martlet_spawn_in_directory(
    posix_spawn_file_actions_t *_Nonnull actions, const char *_Nonnull directory);

// The process's first argument, or NULL. Swift's own list makes a string of each argument, whatever
// is asked of it, and costs a cold start 30,000 instructions.
const char *_Nullable martlet_first_argument(void);

// MARK: standard output

// A pipe makes stdio buffer whole blocks, and Lambda's standard output is a pipe: what a function
// prints would show up late or never.
static inline void martlet_line_buffer_stdout(void) { setvbuf(stdout, NULL, _IOLBF, 0); }

// Sends the line that is not finished and ends it; of no effect where all lines are.
static inline void martlet_finish_stdout_line(void) {
  if (__fpending(stdout) == 0) return;
  putc('\n', stdout);
  fflush(stdout);
}

// The lock that whoever prints takes, too.
static inline void martlet_lock_stdout(void) { flockfile(stdout); }
static inline void martlet_unlock_stdout(void) { funlockfile(stdout); }

// MARK: the main actor

// A serial executor as the concurrency runtime refers to it: an object and its witness table.
typedef struct {
  void *_Nullable identity;
  void *_Nullable implementation;
} martlet_executor;

// Makes an executor the main actor's. Call it before code of the main actor runs.
void martlet_set_main_executor(martlet_executor executor);

// MARK: Foundation's types

// Which of Foundation's types a type's metadata is: 1 for Data, 2 for URL, 3 for Decimal, 0 for none
// of them, as always in a program that does not link Foundation.
int martlet_foundation_type(const void *_Nonnull metadata);

// MARK: time

// Nanoseconds on the monotonic clock, which all processes of a machine share, so that a function's
// marks and the emulator's can be compared.
static inline uint64_t martlet_monotonic_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// Nanoseconds on the clock that counts while the machine sleeps, too.
static inline int64_t martlet_boottime_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

// The instants of a cold start. Kept here, where the first of them is taken, and because the
// others are recorded before anything of Swift's that could keep them is worth making.
typedef enum {
  MARTLET_PROCESS_START,
  MARTLET_MAIN,
  MARTLET_INIT_BEGIN,
  MARTLET_INIT_END,
  MARTLET_FIRST_NEXT,
  MARTLET_FIRST_EVENT,
  MARTLET_FIRST_ANSWER,
  MARTLET_MARK_COUNT,
} martlet_mark;

// Records the present instant, the first time it is called with a mark. May be called from any
// thread.
void martlet_record(martlet_mark mark);

// When a mark was recorded, in nanoseconds on the monotonic clock; zero where it was not.
uint64_t martlet_marked(martlet_mark mark);

// Milliseconds since the Unix epoch, on the wall clock.
static inline int64_t martlet_epoch_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Microseconds since the Unix epoch, on the wall clock.
static inline int64_t martlet_epoch_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
