/* matrix_multiply.py in C. */

#include <stdio.h>
#include <stdlib.h>

static double *matrix(int size, int seed)
{
    double *made = malloc(sizeof(double) * size * size);
    for (int i = 0; i < size; i++)
        for (int j = 0; j < size; j++)
            made[i * size + j] = (i * 31 + j * 17 + seed) % 100 / 10.0;
    return made;
}

static double *multiply(const double *a, const double *b, int size)
{
    double *result = calloc((size_t)size * size, sizeof(double));
    for (int i = 0; i < size; i++) {
        double *total = result + i * size;
        for (int k = 0; k < size; k++) {
            double factor = a[i * size + k];
            const double *other = b + k * size;
            for (int j = 0; j < size; j++)
                total[j] += factor * other[j];
        }
    }
    return result;
}

int main(int argc, char **argv)
{
    int size = argc > 1 ? atoi(argv[1]) : 600;
    double *product = multiply(matrix(size, 1), matrix(size, 2), size), trace = 0;
    for (int i = 0; i < size; i++)
        trace += product[i * size + i];
    printf("%.3f\n", trace);
}
