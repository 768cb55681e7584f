/* Datagrams that come back in a second, with a constant number on their way: a client that costs little beside the guest it measures.
 *
 *     echo_client ADDRESS PORT BYTES ON_THEIR_WAY SECONDS
 *
 * prints how many came back and after how many seconds. Those that are lost are replaced after 0.2 s. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { MOST = 256, LONGEST = 2048 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **arguments)
{
    static char data[MOST][LONGEST];
    static struct iovec parts[MOST];
    static struct mmsghdr messages[MOST];
    if (count != 6)
        return 2;
    struct sockaddr_in guest = { .sin_family = AF_INET, .sin_port = htons(atoi(arguments[2])) };
    inet_pton(AF_INET, arguments[1], &guest.sin_addr);
    int bytes = atoi(arguments[3]), wanted = atoi(arguments[4]);
    double seconds = atof(arguments[5]);
    if (bytes > LONGEST || wanted < 1 || wanted > MOST)
        return 2;
    int endpoint = socket(AF_INET, SOCK_DGRAM, 0);
    struct timeval patience = { .tv_usec = 200000 };
    setsockopt(endpoint, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(endpoint, (struct sockaddr *)&guest, sizeof guest) != 0) {
        perror("connect");
        return 1;
    }
    for (int i = 0; i < MOST; i++) {
        parts[i] = (struct iovec) { data[i], bytes };
        messages[i].msg_hdr = (struct msghdr) { .msg_iov = &parts[i], .msg_iovlen = 1 };
    }
    long returned = 0;
    int away = 0;
    double start = now();
    while (now() - start < seconds) {
        while (away < wanted) {
            int sent = sendmmsg(endpoint, messages, wanted - away, 0);
            if (sent <= 0)
                break;
            away += sent;
        }
        int received = recvmmsg(endpoint, messages, MOST, MSG_WAITFORONE, NULL);
        if (received > 0) {
            returned += received;
            away -= received < away ? received : away;
        } else {
            away = 0;
        }
    }
    printf("%ld %.6f\n", returned, now() - start);
    return 0;
}
