// The floor: the least that a process can do to answer events with themselves. One raw keep-alive
// socket, no libcurl, no allocation, and no care for anything a server other than the benchmark's
// might send. What a runtime costs is told as a ratio to it.
//
//   cc -O2 -static -o floor floor.c
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char in[8 << 20];
static char out[8 << 20];
static int connection;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void connect_to(const char *address) {
  char host[64];
  const char *colon = strrchr(address, ':');
  if (colon == NULL || colon - address >= (long)sizeof host) fail(address);
  memcpy(host, address, colon - address);
  host[colon - address] = 0;
  struct sockaddr_in target = {.sin_family = AF_INET, .sin_port = htons(atoi(colon + 1))};
  if (inet_pton(AF_INET, host, &target.sin_addr) != 1) fail(host);
  connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(connection, (struct sockaddr *)&target, sizeof target) != 0) fail("connect");
  int yes = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

static void send_all(size_t count) {
  for (size_t sent = 0; sent < count;) {
    ssize_t part = send(connection, out + sent, count - sent, MSG_NOSIGNAL);
    if (part <= 0) fail("send");
    sent += part;
  }
}

// Receives a response; returns where its body begins and how long it is.
static char *receive(size_t *length) {
  size_t count = 0;
  char *body = NULL;
  *length = 0;
  while (body == NULL || count < (size_t)(body - in) + *length) {
    ssize_t part = recv(connection, in + count, sizeof in - 1 - count, 0);
    if (part <= 0) exit(part < 0);
    count += part;
    in[count] = 0;
    if (body != NULL || (body = strstr(in, "\r\n\r\n")) == NULL) continue;
    body += 4;
    const char *field = strcasestr(in, "\r\ncontent-length:");
    if (field != NULL) *length = strtoul(field + 17, NULL, 10);
  }
  return body;
}

int main(void) {
  const char *address = getenv("AWS_LAMBDA_RUNTIME_API");
  if (address == NULL) fail("AWS_LAMBDA_RUNTIME_API");
  connect_to(address);
  char next[256];
  size_t next_count = snprintf(
      next, sizeof next, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n",
      address);
  for (;;) {
    memcpy(out, next, next_count);
    send_all(next_count);
    size_t length;
    char *event = receive(&length);
    const char *id = strcasestr(in, "\r\nlambda-runtime-aws-request-id:");
    if (id == NULL) fail("no request ID");
    id += 32;
    while (*id == ' ') id += 1;
    int head = snprintf(
        out, 512,
        "POST /2018-06-01/runtime/invocation/%.*s/response HTTP/1.1\r\nHost: %s\r\n"
        "Content-Length: %zu\r\n\r\n",
        (int)strcspn(id, "\r"), id, address, length);
    memcpy(out + head, event, length);
    send_all(head + length);
    receive(&length);
  }
}
