// One caller of an Invoke API: sends an event again and again over one connection, the next when it has the
// answer, which has to be the event. Prints how many invocations a second there were, and the median and the
// 99th percentile of what one took, in microseconds.
//
//   cc -O2 -o caller caller.c
//   caller PORT PATH COUNT
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char event[] = "{\"name\":\"Ada\"}";
static char in[64 << 10];
static char out[1024];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static double microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

// Whoever listens there may just be starting.
static int connect_to(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (int tries = 0; tries < 500; tries += 1) {
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0) return connection;
    close(connection);
    usleep(10000);
  }
  fail("connect");
  return -1;
}

static void invoke(int connection, int request) {
  if (send(connection, out, request, MSG_NOSIGNAL) != request) fail("send");
  size_t count = 0, length = 0;
  char *body = NULL;
  while (body == NULL || count < (size_t)(body - in) + length) {
    ssize_t part = recv(connection, in + count, sizeof in - 1 - count, 0);
    if (part <= 0) fail("recv");
    count += part;
    in[count] = 0;
    if (body != NULL || (body = strstr(in, "\r\n\r\n")) == NULL) continue;
    body += 4;
    const char *field = strcasestr(in, "\r\ncontent-length:");
    if (field != NULL) length = strtoul(field + 17, NULL, 10);
  }
  if (strncmp(in, "HTTP/1.1 200", 12) != 0 || strcmp(body, event) != 0) {
    fprintf(stderr, "not the answer: %s\n", in);
    exit(1);
  }
}

static int earlier(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int count, char **arguments) {
  if (count != 4) fail("usage: caller PORT PATH COUNT");
  int connection = connect_to(atoi(arguments[1])), number = atoi(arguments[3]);
  int request = snprintf(
      out, sizeof out,
      "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
      arguments[2], sizeof event - 1, event);
  double *times = calloc(number, sizeof *times);
  if (number < 1 || times == NULL) fail("COUNT");
  // The first ones start the function and fill caches.
  for (int index = 0; index < 300; index += 1) invoke(connection, request);
  double begin = microseconds();
  for (int index = 0; index < number; index += 1) {
    double start = microseconds();
    invoke(connection, request);
    times[index] = microseconds() - start;
  }
  double all = microseconds() - begin;
  qsort(times, number, sizeof *times, earlier);
  printf("%.0f %.1f %.1f\n", number / all * 1e6, times[number / 2], times[number - 1 - number / 100]);
}
