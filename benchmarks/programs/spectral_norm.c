/* spectral_norm.py in C. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double element(long i, long j)
{
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

static void times(const double *vector, double *result, long size)
{
    for (long i = 0; i < size; i++) {
        double total = 0;
        for (long j = 0; j < size; j++)
            total += element(i, j) * vector[j];
        result[i] = total;
    }
}

static void transposed_times(const double *vector, double *result, long size)
{
    for (long i = 0; i < size; i++) {
        double total = 0;
        for (long j = 0; j < size; j++)
            total += element(j, i) * vector[j];
        result[i] = total;
    }
}

int main(int argc, char **argv)
{
    long size = argc > 1 ? atol(argv[1]) : 2000;
    double *u = malloc(size * sizeof *u), *v = malloc(size * sizeof *v), *work = malloc(size * sizeof *work);
    for (long i = 0; i < size; i++)
        u[i] = 1;
    for (int i = 0; i < 10; i++) {
        times(u, work, size), transposed_times(work, v, size);
        times(v, work, size), transposed_times(work, u, size);
    }
    double uv = 0, vv = 0;
    for (long i = 0; i < size; i++)
        uv += u[i] * v[i], vv += v[i] * v[i];
    printf("%.9f\n", sqrt(uv / vv));
}
