#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "Trap.h"
#include "TrapReport.h"

union peer {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
};

static union peer peer;
static socklen_t peer_size;
static bool is_name;
// `host:port`, for the header; a host's name has 253 characters at most.
static char authority[264];

static bool set_peer(const char *host, uint16_t port) {
  union peer found;
  memset(&found, 0, sizeof found);
  if (inet_pton(AF_INET, host, &found.v4.sin_addr) == 1) {
    found.v4.sin_family = AF_INET;
    found.v4.sin_port = htons(port);
    peer_size = sizeof found.v4;
  } else if (inet_pton(AF_INET6, host, &found.v6.sin6_addr) == 1) {
    found.v6.sin6_family = AF_INET6;
    found.v6.sin6_port = htons(port);
    peer_size = sizeof found.v6;
  } else {
    return false;
  }
  peer = found;
  return true;
}

void trap_set_address(const char *address) {
  const char *colon = strrchr(address, ':');
  if (colon == NULL || strlen(address) >= sizeof authority) return;
  strcpy(authority, address);
  uint16_t port = (uint16_t)strtoul(colon + 1, NULL, 10);
  char host[sizeof authority];
  size_t length = (size_t)(colon - address);
  bool is_bracketed = length > 2 && address[0] == '[' && colon[-1] == ']';
  memcpy(host, address + is_bracketed, length);
  host[is_bracketed ? length - 2 : length] = 0;
  is_name = !set_peer(host, port);
  if (is_name && strcmp(host, "localhost") == 0) set_peer("127.0.0.1", port);
}

bool martlet_trap_wants_peer(void) { return is_name; }

void martlet_trap_set_peer(const char *host, uint16_t port) {
  if (set_peer(host, port)) is_name = false;
}

uint64_t trap_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// MARK: what may take time

static bool wait_for(int descriptor, short events, uint64_t deadline) {
  while (true) {
    uint64_t now = trap_now();
    if (now >= deadline) return false;
    struct pollfd entry = {.fd = descriptor, .events = events};
    int count = poll(&entry, 1, (int)((deadline - now) / 1000000) + 1);
    if (count > 0) return true;
    if (count < 0 && errno != EINTR) return false;
  }
}

// An errno, or 0 for a connection.
static int open_connection(int *descriptor, uint64_t deadline) {
  int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
  *descriptor = socket(peer.any.sa_family, type, 0);
  if (*descriptor < 0 && errno == EMFILE) {
    // A process that leaks descriptors needs its standard input less than its report.
    close(STDIN_FILENO);
    *descriptor = socket(peer.any.sa_family, type, 0);
  }
  if (*descriptor < 0) return errno;
  if (connect(*descriptor, &peer.any, peer_size) == 0) return 0;
  if (errno != EINPROGRESS && errno != EINTR) return errno;
  if (!wait_for(*descriptor, POLLOUT, deadline)) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(*descriptor, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  return error;
}

static int send_all(int descriptor, const struct trap_text *text, int flags, uint64_t deadline) {
  size_t sent = 0;
  while (sent < text->count) {
    ssize_t count =
        send(descriptor, text->bytes + sent, text->count - sent, MSG_NOSIGNAL | flags);
    if (count >= 0) {
      sent += (size_t)count;
    } else if (errno == EAGAIN) {
      if (!wait_for(descriptor, POLLOUT, deadline)) return ETIMEDOUT;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

// The status of "HTTP/1.1 202 …", or 0.
static int receive_status(int descriptor, uint64_t deadline) {
  char line[12];
  size_t count = 0;
  while (count < sizeof line) {
    if (!wait_for(descriptor, POLLIN, deadline)) return 0;
    ssize_t received = recv(descriptor, line + count, sizeof line - count, 0);
    if (received > 0) {
      count += (size_t)received;
    } else if (received == 0 || (errno != EINTR && errno != EAGAIN)) {
      return 0;
    }
  }
  if (memcmp(line, "HTTP/1.", 7) != 0 || line[8] != ' ') return 0;
  int status = 0;
  for (int index = 9; index < 12; index++) {
    if (line[index] < '0' || line[index] > '9') return 0;
    status = status * 10 + (line[index] - '0');
  }
  return status;
}

// MARK: the request

static void append_field(struct trap_text *text, const char *name, const char *value) {
  trap_append(text, name);
  trap_append(text, ": ");
  trap_append(text, value);
  trap_append(text, "\r\n");
}

// Whether it can be sent, and cannot write a field of its own. The platform takes a report without.
static bool is_value(const char *value) {
  for (const char *byte = value; *byte != 0; byte++) {
    if ((unsigned char)*byte < 0x20 || *byte == 0x7F) return false;
  }
  return *value != 0;
}

static void append_head(struct trap_text *head, const struct trap_invocation *invocation,
                        size_t length) {
  trap_append(head, "POST /2018-06-01/runtime/");
  if (invocation == NULL) {
    trap_append(head, "init/error");
  } else {
    trap_append(head, "invocation/");
    trap_append_segment(head, invocation->request_id);
    trap_append(head, "/error");
  }
  trap_append(head, " HTTP/1.1\r\n");
  append_field(head, "Host", authority);
  append_field(head, "Content-Type", "application/json");
  append_field(head, "Lambda-Runtime-Function-Error-Type", "Function.Trap");
  if (invocation != NULL && is_value(invocation->invocation_id)) {
    append_field(head, "Lambda-Runtime-Invocation-Id", invocation->invocation_id);
  }
  append_field(head, "Connection", "close");
  trap_append(head, "Content-Length: ");
  trap_append_number(head, length);
  trap_append(head, "\r\n\r\n");
}

struct trap_outcome trap_post(const struct trap_invocation *invocation,
                              const struct trap_text *body, uint64_t deadline) {
  if (peer_size == 0) return (struct trap_outcome){TRAP_NO_ADDRESS, 0, 0};
  TRAP_MEMORY static char bytes[2048];
  struct trap_text head = {bytes, 0, sizeof bytes};
  append_head(&head, invocation, body->count);
  int descriptor = -1;
  int error = open_connection(&descriptor, deadline);
  if (error == 0) {
    // In one packet, so that the body does not wait for the head to be acknowledged.
    error = send_all(descriptor, &head, MSG_MORE, deadline);
    if (error == 0) error = send_all(descriptor, body, 0, deadline);
    int status = receive_status(descriptor, deadline);
    close(descriptor);
    if (status != 0) return (struct trap_outcome){TRAP_ANSWERED, status, 0};
    return (struct trap_outcome){TRAP_NO_ANSWER, 0, error};
  }
  if (descriptor >= 0) close(descriptor);
  return (struct trap_outcome){TRAP_UNREACHABLE, 0, error};
}
