// raytrace.py in C++: vectors are values.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

constexpr double FAR = 1e30;
constexpr int DEPTH = 3;

struct Vector {
    double x, y, z;
    Vector operator+(const Vector &o) const { return {x + o.x, y + o.y, z + o.z}; }
    Vector operator-(const Vector &o) const { return {x - o.x, y - o.y, z - o.z}; }
    Vector scaled(double f) const { return {x * f, y * f, z * f}; }
    double dot(const Vector &o) const { return x * o.x + y * o.y + z * o.z; }
    Vector unit() const { return scaled(1.0 / std::sqrt(dot(*this))); }
    Vector mirrored(const Vector &normal) const { return *this - normal.scaled(2.0 * dot(normal)); }
};

struct Shape {
    double mirror;
    explicit Shape(double mirror) : mirror(mirror) {}
    virtual ~Shape() = default;
    virtual double distance(const Vector &start, const Vector &direction) const = 0;
    virtual Vector normal(const Vector &point) const = 0;
    virtual Vector colour(const Vector &point) const = 0;
};

struct Sphere : Shape {
    Vector centre;
    double radius;
    Vector paint;
    Sphere(Vector centre, double radius, Vector paint, double mirror) : Shape(mirror), centre(centre), radius(radius), paint(paint) {}

    double distance(const Vector &start, const Vector &direction) const override
    {
        Vector towards = centre - start;
        double along = towards.dot(direction);
        double square = radius * radius - towards.dot(towards) + along * along;
        if (square < 0.0)
            return FAR;
        double found = along - std::sqrt(square);
        return found > 1e-6 ? found : FAR;
    }
    Vector normal(const Vector &point) const override { return (point - centre).unit(); }
    Vector colour(const Vector &) const override { return paint; }
};

struct Floor : Shape {
    double height;
    explicit Floor(double height) : Shape(0.2), height(height) {}

    double distance(const Vector &start, const Vector &direction) const override
    {
        if (direction.y > -1e-6)
            return FAR;
        double found = (height - start.y) / direction.y;
        return found > 1e-6 ? found : FAR;
    }
    Vector normal(const Vector &) const override { return {0.0, 1.0, 0.0}; }
    Vector colour(const Vector &point) const override
    {
        if (((long)std::floor(point.x) + (long)std::floor(point.z)) % 2 == 0)
            return {1.0, 1.0, 1.0};
        return {0.1, 0.1, 0.1};
    }
};

struct Scene {
    Vector lamp{5.0, 10.0, -5.0};
    std::vector<std::unique_ptr<Shape>> shapes;

    Scene()
    {
        shapes.push_back(std::make_unique<Floor>(-1.0));
        for (int i = 0; i < 6; i++) {
            Vector paint{0.3 + 0.1 * i, 0.9 - 0.1 * i, 0.5};
            shapes.push_back(std::make_unique<Sphere>(Vector{1.4 * i - 3.5, 0.2 * (i % 3), 3.0 + i % 2}, 0.7, paint, 0.3));
        }
    }

    std::pair<double, const Shape *> nearest(const Vector &start, const Vector &direction) const
    {
        double best = FAR;
        const Shape *found = nullptr;
        for (const auto &shape : shapes) {
            double distance = shape->distance(start, direction);
            if (distance < best)
                best = distance, found = shape.get();
        }
        return {best, found};
    }

    Vector light(const Vector &start, const Vector &direction, int depth) const
    {
        auto [distance, shape] = nearest(start, direction);
        if (!shape)
            return {0.4, 0.6, 0.9};
        Vector point = start + direction.scaled(distance);
        Vector normal = shape->normal(point);
        Vector to_lamp = (lamp - point).unit();
        double bright = std::fmax(normal.dot(to_lamp), 0.0);
        if (nearest(point, to_lamp).second)
            bright = 0.0;
        Vector seen = shape->colour(point).scaled(0.2 + 0.8 * bright);
        if (depth > 0 && shape->mirror > 0.0) {
            Vector reflection = light(point, direction.mirrored(normal), depth - 1);
            seen = seen.scaled(1.0 - shape->mirror) + reflection.scaled(shape->mirror);
        }
        return seen;
    }
};

int main(int argc, char **argv)
{
    int size = argc > 1 ? atoi(argv[1]) : 400;
    Scene scene;
    Vector eye{0.0, 0.5, -4.0}, total{0.0, 0.0, 0.0};
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++) {
            Vector direction = Vector{2.0 * x / size - 1.0, 1.0 - 2.0 * y / size, 2.0}.unit();
            total = total + scene.light(eye, direction, DEPTH);
        }
    printf("%.4f %.4f %.4f\n", total.x, total.y, total.z);
}
