"""Spheres over a chequered floor, with shadows and mirrors: many small objects.    raytrace.py [SIZE]"""

from __future__ import annotations

import math
import sys

FAR = 1e30
DEPTH = 3


class Vector:
    """A point, a direction or a colour."""

    def __init__(self, x: float, y: float, z: float) -> None:
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other: Vector) -> Vector:
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vector) -> Vector:
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scaled(self, factor: float) -> Vector:
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other: Vector) -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self) -> Vector:
        return self.scaled(1.0 / math.sqrt(self.dot(self)))

    def mirrored(self, normal: Vector) -> Vector:
        return self - normal.scaled(2.0 * self.dot(normal))


class Shape:
    """Something that a ray may hit."""

    def __init__(self, mirror: float) -> None:
        self.mirror = mirror

    def distance(self, start: Vector, direction: Vector) -> float:
        """How far the first hit is; FAR when there is none."""
        raise NotImplementedError

    def normal(self, point: Vector) -> Vector:
        raise NotImplementedError

    def colour(self, point: Vector) -> Vector:
        raise NotImplementedError


class Sphere(Shape):
    """A ball of one colour."""

    def __init__(self, centre: Vector, radius: float, paint: Vector, mirror: float) -> None:
        super().__init__(mirror)
        self.centre = centre
        self.radius = radius
        self.paint = paint

    def distance(self, start: Vector, direction: Vector) -> float:
        towards = self.centre - start
        along = towards.dot(direction)
        square = self.radius * self.radius - towards.dot(towards) + along * along
        if square < 0.0:
            return FAR
        found = along - math.sqrt(square)
        return found if found > 1e-6 else FAR

    def normal(self, point: Vector) -> Vector:
        return (point - self.centre).unit()

    def colour(self, point: Vector) -> Vector:
        return self.paint


class Floor(Shape):
    """The plane at a height, chequered."""

    def __init__(self, height: float) -> None:
        super().__init__(0.2)
        self.height = height

    def distance(self, start: Vector, direction: Vector) -> float:
        if direction.y > -1e-6:
            return FAR
        found = (self.height - start.y) / direction.y
        return found if found > 1e-6 else FAR

    def normal(self, point: Vector) -> Vector:
        return Vector(0.0, 1.0, 0.0)

    def colour(self, point: Vector) -> Vector:
        if (math.floor(point.x) + math.floor(point.z)) % 2 == 0:
            return Vector(1.0, 1.0, 1.0)
        return Vector(0.1, 0.1, 0.1)


class Scene:
    """Shapes and one lamp."""

    def __init__(self) -> None:
        self.lamp = Vector(5.0, 10.0, -5.0)
        self.shapes: list[Shape] = [Floor(-1.0)]
        for i in range(6):
            paint = Vector(0.3 + 0.1 * i, 0.9 - 0.1 * i, 0.5)
            self.shapes.append(Sphere(Vector(1.4 * i - 3.5, 0.2 * (i % 3), 3.0 + i % 2), 0.7, paint, 0.3))

    def nearest(self, start: Vector, direction: Vector) -> tuple[float, Shape | None]:
        best = FAR
        found: Shape | None = None
        for shape in self.shapes:
            distance = shape.distance(start, direction)
            if distance < best:
                best = distance
                found = shape
        return best, found

    def light(self, start: Vector, direction: Vector, depth: int) -> Vector:
        """The colour that is seen from `start` in a direction."""
        distance, shape = self.nearest(start, direction)
        if shape is None:
            return Vector(0.4, 0.6, 0.9)
        point = start + direction.scaled(distance)
        normal = shape.normal(point)
        to_lamp = (self.lamp - point).unit()
        bright = max(normal.dot(to_lamp), 0.0)
        if self.nearest(point, to_lamp)[1] is not None:
            bright = 0.0
        seen = shape.colour(point).scaled(0.2 + 0.8 * bright)
        if depth > 0 and shape.mirror > 0.0:
            reflection = self.light(point, direction.mirrored(normal), depth - 1)
            seen = seen.scaled(1.0 - shape.mirror) + reflection.scaled(shape.mirror)
        return seen


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    scene = Scene()
    eye = Vector(0.0, 0.5, -4.0)
    total = Vector(0.0, 0.0, 0.0)
    for y in range(size):
        for x in range(size):
            direction = Vector(2.0 * x / size - 1.0, 1.0 - 2.0 * y / size, 2.0).unit()
            total = total + scene.light(eye, direction, DEPTH)
    print(f"{total.x:.4f} {total.y:.4f} {total.z:.4f}")


if __name__ == "__main__":
    main()
