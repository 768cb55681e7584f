log: list[str] = []


def say(name: str, value: int) -> int:
    log.append(name)
    return value


def items(name: str) -> list[int]:
    log.append(name)
    return shared


def done() -> None:
    print(" ".join(log))
    log.clear()


shared = [10, 20, 30, 40]
table = {1: 2, 2: 3}


class Point:
    def __init__(self, x: int, y: int = 0, *, z: int = 0) -> None:
        self.x, self.y, self.z = x, y, z


point = Point(1)


def get(name: str) -> Point:
    log.append(name)
    return point


def take(a: int, b: int = 5, *, c: int = 6, d: int = 7) -> str:
    return f"{a} {b} {c} {d}"


print(take(say("a", 1), d=say("d", 4), c=say("c", 3)))
done()
print(take(b=say("b", 2), a=say("a", 1)))
done()
print(Point(z=say("z", 3), y=say("y", 2), x=say("x", 1)).z)
done()
items("list")[say("index", 1)] = say("value", 5)
done()
items("list")[say("index", 1)] += say("value", 5)
print(shared)
done()
get("object").x = say("value", 9)
done()
get("object").x += say("value", 9)
print(point.x)
done()
print(say("left", 1) + say("right", 2) * say("third", 3) - say("fourth", 4))
done()
print(say("a", 1) < say("b", 2) < say("c", 3), say("d", 5) < say("e", 2) < say("f", 3))
done()
print(items("base")[say("start", 0):say("stop", 3):say("step", 2)])
done()
print({say("k1", 1): say("v1", 2), say("k2", 3): say("v2", 4)}, [say("i1", 1), say("i2", 2)], (say("t1", 1), say("t2", 2)))
done()
items("a")[0], items("b")[1] = say("one", 1), say("two", 2)
print(shared)
done()
x, y = say("x", 1), say("y", 2)
x, y = y, x
i = 0
i, shared[i] = 1, 99
print(x, y, i, shared)
done()
first = second = say("chain", 3)
items("p")[0] = items("q")[1] = say("chain2", 7)
print(first, second, shared)
done()
print(say("then", 1) if say("condition", 0) else say("else", 2))
done()
print(say("and", 0) and say("no", 1), say("or", 1) or say("no", 2), not say("not", 0))
done()
print(f"{say('f1', 1)} {say('f2', 2):>{say('width', 4)}} {say('f3', 3)!r}")
done()
print([say("element", a) for a in items("source") if say("test", 1)][0])
done()
print({say("key", a): say("value", a) for a in [1, 2]})
done()
print(say("item", 10) in items("container"), say("x", 2) not in table)
done()
del items("deleted")[say("at", 0)]
print(shared)
done()
get("caller").x = get("callee").y = say("both", 4)
print(point.x, point.y)
done()
assert say("assert", 1), str(say("message", 2))
done()
a = [0, 0, 0]
k = 0
for k, a[k] in [(1, 5), (2, 6), (0, 7)]:
    pass
print(a, k)
for a[1] in range(3):
    pass
print(a)
print("x", say("p", 1), sep=str(say("sep", 2)), end=str(say("end", 3)) + "\n")
done()
