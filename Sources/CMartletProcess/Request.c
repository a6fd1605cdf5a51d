#define _GNU_SOURCE
#include "Keeping.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

// How a launch begins that is sent in pieces, because environments may be too long for one message (and
// a file, even in memory, may not be made longer than this process is allowed). Behind this come the
// texts, each with its end: the path, the folder if there is one, the arguments, the environment, and
// what is written.
typedef struct {
  uint64_t open_files;
  uint32_t argument_count;
  uint32_t variable_count;
  uint32_t write_count;
  bool has_directory;
  bool has_errors;
  bool is_held;
} request;

// How long a child may take to run its executable, in seconds. Only who stops the keeper makes it last.
enum { patience = 30, piece = 32 * 1024 };

// MARK: writing, in the process that wants a child

static char *append(char *end, const char *text) {
  size_t length = strlen(text) + 1;
  memcpy(end, text, length);
  return end + length;
}

static size_t count_of(char *const *texts, size_t *size) {
  size_t count = 0;
  for (; texts[count] != NULL; count += 1) *size += strlen(texts[count]) + 1;
  return count;
}

// Returns what `free` takes; NULL where there is no memory.
static char *write_request(const martlet_launch *launch, size_t *size) {
  *size = sizeof(request) + strlen(launch->path) + 1;
  request head = {
      .open_files = launch->open_files,
      .argument_count = (uint32_t)count_of(launch->arguments, size),
      .variable_count = (uint32_t)count_of(launch->environment, size),
      .write_count = (uint32_t)launch->write_count,
      .has_directory = launch->directory != NULL,
      .has_errors = launch->errors >= 0,
      .is_held = launch->is_held,
  };
  if (launch->directory != NULL) *size += strlen(launch->directory) + 1;
  for (size_t index = 0; index < launch->write_count; index += 1)
    *size += strlen(launch->writes[index].bytes) + 1;

  char *bytes = malloc(*size);
  if (bytes == NULL) return NULL;
  memcpy(bytes, &head, sizeof head);
  char *end = append(bytes + sizeof head, launch->path);
  if (launch->directory != NULL) end = append(end, launch->directory);
  for (size_t index = 0; index < head.argument_count; index += 1)
    end = append(end, launch->arguments[index]);
  for (size_t index = 0; index < head.variable_count; index += 1)
    end = append(end, launch->environment[index]);
  for (size_t index = 0; index < head.write_count; index += 1)
    end = append(end, launch->writes[index].bytes);
  return bytes;
}

// The size of what follows goes with the descriptors.
static int send_descriptors(int nursery, uint64_t size, const int *descriptors, size_t count) {
  struct iovec content = {.iov_base = &size, .iov_len = sizeof size};
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(most_passed * sizeof(int))];
  } control = {0};
  struct msghdr message = {
      .msg_iov = &content,
      .msg_iovlen = 1,
      .msg_control = control.bytes,
      .msg_controllen = CMSG_SPACE(count * sizeof(int)),
  };
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(count * sizeof(int));
  memcpy(CMSG_DATA(header), descriptors, count * sizeof(int));
  ssize_t sent;
  while ((sent = sendmsg(nursery, &message, MSG_NOSIGNAL)) < 0 && errno == EINTR) {
  }
  return sent == sizeof size ? 0 : -1;
}

static void send_pieces(int channel, const char *bytes, size_t size) {
  for (size_t sent = 0; sent < size;) {
    size_t length = size - sent < piece ? size - sent : piece;
    ssize_t count = send(channel, bytes + sent, length, MSG_NOSIGNAL);
    if (count < 0 && errno != EINTR) return;
    if (count > 0) sent += (size_t)count;
  }
}

// Sends the request; the keeper has the far end of the channel then, and nobody else.
static int send_request(int nursery, const martlet_launch *launch, const int *ends) {
  int passed[most_passed];
  size_t count = 0;
  size_t size;
  int folder = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) {
    close(ends[1]);
    return -1;
  }
  passed[count++] = ends[1];
  passed[count++] = folder;
  passed[count++] = launch->output;
  if (launch->errors >= 0) passed[count++] = launch->errors;
  for (size_t index = 0; index < launch->write_count; index += 1)
    passed[count++] = launch->writes[index].descriptor;
  char *bytes = write_request(launch, &size);
  int result = bytes == NULL ? -1 : send_descriptors(nursery, size, passed, count);
  int failure = errno;
  close(folder);
  // Before the pieces, which nobody may be there to take.
  close(ends[1]);
  errno = failure;
  // Whoever does not take them has answered already, or never will.
  if (result == 0) send_pieces(ends[0], bytes, size);
  free(bytes);
  errno = failure;
  return result;
}

static int await_start(int channel, martlet_started *started) {
  struct pollfd wanted = {.fd = channel, .events = POLLIN};
  int ready;
  while ((ready = poll(&wanted, 1, patience * 1000)) < 0 && errno == EINTR) {
  }
  if (ready <= 0) {
    errno = ready == 0 ? ETIMEDOUT : errno;
    return -1;
  }
  ssize_t count = recv(channel, started, sizeof *started, 0);
  // Who answers without taking the pieces leaves this error, and the answer behind it.
  if (count < 0 && errno == ECONNRESET)
    count = recv(channel, started, sizeof *started, MSG_DONTWAIT);
  if (count == sizeof *started) return 0;
  errno = EPIPE;
  return -1;
}

int martlet_request(int nursery, martlet_launch *launch, martlet_started *started) {
  int ends[2];
  launch->failed_step = martlet_step_request;
  launch->failure = 0;
  if (launch->write_count > most_writes) {
    launch->failure = EINVAL;
    return -1;
  }
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    launch->failure = errno;
    return -1;
  }
  struct timeval limit = {.tv_sec = patience};
  setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  int result = send_request(nursery, launch, ends);
  int failure = errno;
  if (result == 0) {
    result = await_start(ends[0], started);
    failure = errno;
  }
  if (result == 0 && started->process > 0) return ends[0];
  if (result == 0) launch->failed_step = started->failed_step;
  launch->failure = result == 0 ? started->failure : failure;
  close(ends[0]);
  return -1;
}

// MARK: reading, in the keeper

static char *next(char **text) {
  char *this = *text;
  *text += strlen(this) + 1;
  return this;
}

// Takes the pieces; NULL where they do not come.
static char *receive_request(int channel, uint64_t size) {
  char *bytes =
      mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (bytes == MAP_FAILED) return NULL;
  for (uint64_t received = 0; received < size;) {
    ssize_t count = recv(channel, bytes + received, size - received, 0);
    if (count == 0 || (count < 0 && errno != EINTR)) return NULL;
    if (count > 0) received += (uint64_t)count;
  }
  return bytes;
}

bool martlet_read_request(
    const int *passed, size_t count, uint64_t size, martlet_launch *launch) {
  static martlet_write writes[most_writes];
  char *bytes = receive_request(passed[passed_channel], size);
  if (bytes == NULL) return false;
  request *head = (request *)bytes;
  size_t others = passed_others + (head->has_errors ? 1 : 0);
  if (count != others + head->write_count) return false;

  size_t pointers = head->argument_count + head->variable_count + 2;
  char **table = mmap(
      NULL, pointers * sizeof *table, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (table == MAP_FAILED) return false;
  char *text = bytes + sizeof *head;
  launch->path = next(&text);
  launch->directory = head->has_directory ? next(&text) : NULL;
  // What is mapped anew is zero, as the ends of both lists have to be.
  for (size_t index = 0; index < head->argument_count; index += 1) table[index] = next(&text);
  launch->arguments = table;
  table += head->argument_count + 1;
  for (size_t index = 0; index < head->variable_count; index += 1) table[index] = next(&text);
  launch->environment = table;
  for (size_t index = 0; index < head->write_count; index += 1) {
    writes[index].bytes = next(&text);
    writes[index].count = strlen(writes[index].bytes);
    writes[index].descriptor = passed[others + index];
  }
  launch->writes = writes;
  launch->write_count = head->write_count;
  launch->output = passed[passed_output];
  launch->errors = head->has_errors ? passed[passed_others] : -1;
  launch->open_files = head->open_files;
  launch->is_held = head->is_held;
  return true;
}
