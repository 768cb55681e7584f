import math
from dataclasses import dataclass
from typing import Optional, Tuple, List

EPSILON = 1e-5

@dataclass(frozen=True, slots=True)
class Vector:
    x: float
    y: float
    z: float
    def __add__(self, o: "Vector") -> "Vector":
        return Vector(self.x + o.x, self.y + o.y, self.z + o.z)
    def __sub__(self, o: "Vector") -> "Vector":
        return Vector(self.x - o.x, self.y - o.y, self.z - o.z)
    def __mul__(self, k: float) -> "Vector":
        return Vector(self.x * k, self.y * k, self.z * k)
    __rmul__ = __mul__
    def __neg__(self) -> "Vector":
        return self * -1.0
    def __matmul__(self, o: "Vector") -> float:
        return self.x * o.x + self.y * o.y + self.z * o.z
    def __abs__(self) -> float:
        return math.sqrt(self @ self)
    def unit(self) -> "Vector":
        return self * (1.0 / abs(self))

class Sphere:
    def __init__(self, centre: Vector, radius: float, colour: Tuple[float, float, float]) -> None:
        self.centre, self.radius, self.colour = centre, radius, colour
    def hit(self, origin: Vector, direction: Vector) -> Optional[float]:
        oc = origin - self.centre
        b = oc @ direction
        c = oc @ oc - self.radius ** 2
        disc = b * b - c
        if disc < 0:
            return None
        root = math.sqrt(disc)
        for t in (-b - root, -b + root):
            if t > EPSILON:
                return t
        return None

class Scene:
    def __init__(self) -> None:
        self.spheres: List[Sphere] = []
        self.light = Vector(5.0, 5.0, -5.0)
    def trace(self, origin: Vector, direction: Vector, depth: int = 0) -> Tuple[float, float, float]:
        nearest: Optional[Tuple[float, Sphere]] = None
        for s in self.spheres:
            t = s.hit(origin, direction)
            if t is not None and (nearest is None or t < nearest[0]):
                nearest = (t, s)
        if nearest is None:
            return (0.1, 0.1, 0.2 + 0.2 * max(direction.y, 0.0))
        t, s = nearest
        p = origin + direction * t
        n = (p - s.centre).unit()
        to_light = (self.light - p).unit()
        shadow = any(o.hit(p, to_light) is not None for o in self.spheres if o is not s)
        k = 0.2 if shadow else 0.2 + 0.8 * max(0.0, n @ to_light)
        r, g, b = (c * k for c in s.colour)
        if depth < 2:
            rr, rg, rb = self.trace(p, direction - 2.0 * (direction @ n) * n, depth + 1)
            r, g, b = 0.8 * r + 0.2 * rr, 0.8 * g + 0.2 * rg, 0.8 * b + 0.2 * rb
        return (r, g, b)

scene = Scene()
scene.spheres += [Sphere(Vector(0.0, 0.0, 3.0), 1.0, (1.0, 0.2, 0.2)), Sphere(Vector(1.5, 0.3, 4.0), 1.0, (0.2, 1.0, 0.2)), Sphere(Vector(0.0, -101.0, 3.0), 100.0, (0.8, 0.8, 0.8))]
W, H = 24, 10
ramp = " .:-=+*#%@"
for j in range(H):
    line = ""
    for i in range(W):
        d = Vector((i - W / 2) / W * 2, (H / 2 - j) / H, 1.0).unit()
        c = scene.trace(Vector(0.0, 0.0, 0.0), d)
        line += ramp[min(int(sum(c) / 3 * len(ramp)), len(ramp) - 1)]
    print(line)
print("%.6f %.6f %.6f" % scene.trace(Vector(0, 0, 0), Vector(0, 0, 1)))
