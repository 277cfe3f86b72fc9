// A crowd of document editors that costs less than any server it measures: one thread, counts edits without decoding them.
// crowd FILE PORT saturate SECONDS IN_FLIGHT | rate PER_SECOND SECONDS | idle
// FILE is written by crowdFile.ts. Prints READY when everybody is connected and answered, begins at a line on
// standard input, ends with one line of JSON. With `idle` it only stays until standard input ends.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MARK = 10, DIGITS = 7, CHUNK = 1 << 20, PER_ADDRESS = 20000, BUCKETS = 600000, QUIET_MS = 300 };
// Each edit holds "@#@" and its number in seven digits.
static const char TAG[] = "@#@";

typedef struct { const uint8_t *at; uint32_t size; } Bytes;
typedef struct {
  int fd, isOpen, isClosed;
  Bytes hello, greeting;
  Bytes out;
  Bytes *edits;
  uint32_t next, allowed, editCount;
  uint8_t carry[MARK];
  int carried;
} Client;

static Client *clients;
static uint32_t clientCount, writerCount, editCount;
static double *sentAt;
static uint32_t *delays;
static uint64_t delivered, bytesIn;
static uint32_t closed;
static double lastDelivery;
static int epoll;
static uint8_t *chunk;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what) { perror(what); exit(1); }

static uint32_t readCount(const uint8_t **at) {
  uint32_t value;
  memcpy(&value, *at, 4);
  *at += 4;
  return value;
}

static Bytes readBytes(const uint8_t **at) {
  Bytes bytes = { 0, readCount(at) };
  bytes.at = *at;
  *at += bytes.size;
  return bytes;
}

static void readFile(const char *name) {
  int fd = open(name, O_RDONLY);
  struct stat info;
  if (fd < 0 || fstat(fd, &info)) fail(name);
  uint8_t *data = malloc(info.st_size);
  for (off_t done = 0; done < info.st_size;) {
    ssize_t got = read(fd, data + done, info.st_size - done);
    if (got <= 0) fail(name);
    done += got;
  }
  close(fd);
  const uint8_t *at = data;
  clientCount = readCount(&at);
  writerCount = readCount(&at);
  editCount = readCount(&at);
  clients = calloc(clientCount, sizeof *clients);
  sentAt = calloc((size_t)writerCount * editCount + 1, sizeof *sentAt);
  for (uint32_t i = 0; i < clientCount; i++) {
    clients[i].hello = readBytes(&at);
    clients[i].greeting = readBytes(&at);
  }
  for (uint32_t i = 0; i < writerCount; i++) {
    clients[i].editCount = editCount;
    clients[i].edits = calloc(editCount, sizeof(Bytes));
    for (uint32_t k = 0; k < editCount; k++) clients[i].edits[k] = readBytes(&at);
  }
}

static void watch(Client *client, int isWriting) {
  struct epoll_event event = { .events = EPOLLIN | (isWriting ? EPOLLOUT : 0), .data.ptr = client };
  epoll_ctl(epoll, EPOLL_CTL_MOD, client->fd, &event);
}

// Sends what is begun, then the edits that are allowed.
static void push(Client *client) {
  while (!client->isClosed) {
    if (client->out.size == 0) {
      if (!client->isOpen || client->next >= client->allowed || client->next >= client->editCount) return;
      sentAt[client->next * writerCount + (client - clients)] = now();
      client->out = client->edits[client->next++];
    }
    ssize_t sent = send(client->fd, client->out.at, client->out.size, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EAGAIN) watch(client, 1);
      return;
    }
    client->out.at += sent;
    client->out.size -= sent;
    if (client->out.size > 0) {
      watch(client, 1);
      return;
    }
  }
}

static void deliver(const uint8_t *digits, double at) {
  uint32_t number = 0;
  for (int i = 0; i < DIGITS; i++) {
    if (digits[i] < '0' || digits[i] > '9') return;
    number = number * 10 + (digits[i] - '0');
  }
  if (number >= (uint64_t)writerCount * editCount) return;
  delivered++;
  lastDelivery = at;
  double tenths = (at - sentAt[number]) * 10000;
  delays[tenths < 0 ? 0 : tenths >= BUCKETS ? BUCKETS - 1 : (uint32_t)tenths]++;
}

static void take(Client *client, uint8_t *data, size_t size) {
  double at = now();
  uint8_t *end = data + size, *from = data;
  client->carried = 0;
  while ((from = memchr(from, TAG[0], end - from))) {
    if (end - from < MARK) {
      client->carried = end - from;
      memcpy(client->carry, from, client->carried);
      return;
    }
    if (from[1] == TAG[1] && from[2] == TAG[2]) {
      deliver(from + 3, at);
      from += MARK;
    } else {
      from++;
    }
  }
}

static void receive(Client *client) {
  for (;;) {
    memcpy(chunk, client->carry, client->carried);
    ssize_t got = recv(client->fd, chunk + client->carried, CHUNK, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
      client->isClosed = 1;
      closed++;
      epoll_ctl(epoll, EPOLL_CTL_DEL, client->fd, 0);
      return;
    }
    bytesIn += got;
    if (!client->isOpen) {
      if (!memmem(chunk, got, "\r\n\r\n", 4)) continue;
      if (!memmem(chunk, got, " 101 ", 5)) { fwrite(chunk, 1, got, stderr); exit(1); }
      client->isOpen = 1;
      client->out = client->greeting;
      push(client);
    }
    take(client, chunk, got + client->carried);
    if (got < CHUNK) return;
  }
}

static void turn(int waitMs) {
  static struct epoll_event events[1024];
  int count = epoll_wait(epoll, events, 1024, waitMs);
  for (int i = 0; i < count; i++) {
    Client *client = events[i].data.ptr;
    if (events[i].events & EPOLLOUT) {
      watch(client, 0);
      push(client);
    }
    if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(client);
  }
}

static void join(uint32_t index, int port) {
  Client *client = &clients[index];
  client->fd = socket(AF_INET, SOCK_STREAM, 0);
  int yes = 1;
  setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  setsockopt(client->fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  struct sockaddr_in source = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000002 + index / PER_ADDRESS) };
  if (bind(client->fd, (void *)&source, sizeof source)) fail("bind");
  struct sockaddr_in target = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(0x7f000001) };
  if (connect(client->fd, (void *)&target, sizeof target)) fail("connect");
  fcntl(client->fd, F_SETFL, O_NONBLOCK);
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = client };
  epoll_ctl(epoll, EPOLL_CTL_ADD, client->fd, &event);
  client->out = client->hello;
  push(client);
  while (!client->isOpen && !client->isClosed) turn(1000);
}

static void settle(void) {
  double quietSince = now();
  for (uint64_t before = bytesIn; now() - quietSince < QUIET_MS / 1e3;) {
    turn(20);
    if (bytesIn != before) {
      before = bytesIn;
      quietSince = now();
    }
  }
}

static double percentile(double share) {
  uint64_t total = 0, seen = 0;
  for (int i = 0; i < BUCKETS; i++) total += delays[i];
  for (int i = 0; i < BUCKETS; i++) {
    seen += delays[i];
    if (total > 0 && seen >= total * share) return i / 10.0;
  }
  return -1;
}

static double processorTime(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static uint64_t allow(uint64_t total) {
  uint64_t sent = 0;
  for (uint32_t i = 0; i < writerCount; i++) {
    uint64_t share = total / writerCount + (i < total % writerCount);
    clients[i].allowed = share > editCount ? editCount : share;
    push(&clients[i]);
    sent += clients[i].next;
  }
  return sent;
}

int main(int count, char **words) {
  if (count < 4) return 2;
  readFile(words[1]);
  int port = atoi(words[2]);
  const char *mode = words[3];
  epoll = epoll_create1(0);
  chunk = malloc(CHUNK + MARK);
  delays = calloc(BUCKETS, sizeof *delays);
  for (uint32_t i = 0; i < clientCount; i++) join(i, port);
  settle();
  puts("READY");
  fflush(stdout);
  char line[16];
  if (!fgets(line, sizeof line, stdin)) return 0;
  if (!strcmp(mode, "idle")) {
    while (fgets(line, sizeof line, stdin)) {}
    return 0;
  }
  int isSaturating = !strcmp(mode, "saturate");
  double seconds = atof(words[isSaturating ? 4 : 5]);
  double perSecond = isSaturating ? 0 : atof(words[4]);
  uint64_t inFlight = isSaturating ? strtoull(words[5], 0, 10) : 0;
  double begun = now(), busy = processorTime();
  uint64_t sent = 0;
  lastDelivery = begun;
  while (now() - begun < seconds) {
    sent = allow(isSaturating ? delivered / clientCount + inFlight : (uint64_t)((now() - begun) * perSecond));
    turn(1);
  }
  while (delivered < sent * (clientCount - closed) && now() - lastDelivery < 5) turn(20);
  printf("{\"sent\":%lu,\"delivered\":%lu,\"seconds\":%.4f,\"p50\":%.2f,\"p99\":%.2f,\"closed\":%u,\"bytes\":%lu,\"cpu\":%.3f}\n",
         sent, delivered, lastDelivery - begun, percentile(0.5), percentile(0.99), closed, bytesIn, processorTime() - busy);
  return 0;
}
