/* mandelbrot.py in C. */

#include <stdio.h>
#include <stdlib.h>

#define LIMIT 50

static int rounds(double cr, double ci)
{
    double zr = 0, zi = 0;
    for (int count = 0; count < LIMIT; count++) {
        double square_r = zr * zr, square_i = zi * zi;
        if (square_r + square_i > 4.0)
            return count;
        zi = 2.0 * zr * zi + ci;
        zr = square_r - square_i + cr;
    }
    return LIMIT;
}

int main(int argc, char **argv)
{
    int size = argc > 1 ? atoi(argv[1]) : 1500;
    long inside = 0, total = 0;
    for (int y = 0; y < size; y++) {
        double ci = 2.0 * y / size - 1.0;
        for (int x = 0; x < size; x++) {
            int count = rounds(2.0 * x / size - 1.5, ci);
            total += count;
            inside += count == LIMIT;
        }
    }
    printf("%ld inside, %ld rounds\n", inside, total);
}
