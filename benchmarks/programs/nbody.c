/* nbody.py in C. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DAYS 365.24
#define SOLAR_MASS (4 * M_PI * M_PI)
#define COUNT 5

struct body { double x, y, z, vx, vy, vz, mass; };

static struct body bodies[COUNT] = {
    {0, 0, 0, 0, 0, 0, 1},
    {4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609},
    {8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812},
    {12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298},
    {15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451},
};

static void prepare(void)
{
    double px = 0, py = 0, pz = 0;
    for (int i = 0; i < COUNT; i++) {
        struct body *b = &bodies[i];
        b->vx *= DAYS, b->vy *= DAYS, b->vz *= DAYS, b->mass *= SOLAR_MASS;
        px += b->vx * b->mass, py += b->vy * b->mass, pz += b->vz * b->mass;
    }
    bodies[0].vx = -px / SOLAR_MASS, bodies[0].vy = -py / SOLAR_MASS, bodies[0].vz = -pz / SOLAR_MASS;
}

static void advance(struct body *all, int count, double step)
{
    for (int i = 0; i < count; i++) {
        struct body *one = &all[i];
        for (int j = i + 1; j < count; j++) {
            struct body *other = &all[j];
            double dx = one->x - other->x, dy = one->y - other->y, dz = one->z - other->z;
            double square = dx * dx + dy * dy + dz * dz;
            double magnitude = step / (square * sqrt(square));
            one->vx -= dx * other->mass * magnitude;
            one->vy -= dy * other->mass * magnitude;
            one->vz -= dz * other->mass * magnitude;
            other->vx += dx * one->mass * magnitude;
            other->vy += dy * one->mass * magnitude;
            other->vz += dz * one->mass * magnitude;
        }
    }
    for (int i = 0; i < count; i++) {
        all[i].x += step * all[i].vx;
        all[i].y += step * all[i].vy;
        all[i].z += step * all[i].vz;
    }
}

static double energy(const struct body *all, int count)
{
    double total = 0;
    for (int i = 0; i < count; i++) {
        const struct body *one = &all[i];
        total += 0.5 * one->mass * (one->vx * one->vx + one->vy * one->vy + one->vz * one->vz);
        for (int j = i + 1; j < count; j++) {
            double dx = one->x - all[j].x, dy = one->y - all[j].y, dz = one->z - all[j].z;
            total -= one->mass * all[j].mass / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

int main(int argc, char **argv)
{
    int steps = argc > 1 ? atoi(argv[1]) : 1000000;
    prepare();
    printf("%.9f\n", energy(bodies, COUNT));
    for (int i = 0; i < steps; i++)
        advance(bodies, COUNT, 0.01);
    printf("%.9f\n", energy(bodies, COUNT));
}
