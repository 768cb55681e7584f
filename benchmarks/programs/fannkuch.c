/* fannkuch.py in C. */

#include <stdio.h>
#include <stdlib.h>

static int flips_of(const int *permutation, int *work, int size)
{
    for (int i = 0; i < size; i++)
        work[i] = permutation[i];
    int count = 0;
    for (int first = work[0]; first != 0; first = work[0]) {
        for (int low = 0, high = first; low < high; low++, high--) {
            int item = work[low];
            work[low] = work[high];
            work[high] = item;
        }
        count++;
    }
    return count;
}

static int fannkuch(int size, int *checksum)
{
    int *permutation = malloc(size * sizeof(int)), *work = malloc(size * sizeof(int)), *counts = malloc(size * sizeof(int));
    int most = 0, sign = 1, position = size;
    for (int i = 0; i < size; i++)
        permutation[i] = i;
    *checksum = 0;
    for (;;) {
        for (; position != 1; position--)
            counts[position - 1] = position;
        int flips = flips_of(permutation, work, size);
        *checksum += sign * flips;
        sign = -sign;
        if (flips > most)
            most = flips;
        for (;;) {
            if (position == size)
                return most;
            int first = permutation[0];
            for (int i = 0; i < position; i++)
                permutation[i] = permutation[i + 1];
            permutation[position] = first;
            if (--counts[position] > 0)
                break;
            position++;
        }
    }
}

int main(int argc, char **argv)
{
    int size = argc > 1 ? atoi(argv[1]) : 10, checksum;
    int most = fannkuch(size, &checksum);
    printf("%d\nPfannkuchen(%d) = %d\n", checksum, size, most);
}
