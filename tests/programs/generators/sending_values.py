"""`send`: values that go into a generator, and the value it returns."""

from typing import Generator, Optional


def averager() -> Generator[float, float, str]:
    total, count, average = 0.0, 0, 0.0
    while count < 3:
        value = yield average
        total += value
        count += 1
        average = total / count
    return f"{count} values, average {average}"


def echo() -> Generator[str, str, int]:
    total = 0
    while True:
        got = yield f"total {total}"
        if got == "stop":
            return total
        total += len(got)


def optional() -> Generator[int, Optional[int], None]:
    step, at = 1, 0
    while at < 20:
        new = yield at
        if new is not None:
            step = new
        at += step


def within() -> Generator[int, int, None]:
    print("sum", (yield 1) + (yield 2) * (yield 3))
    print([(yield 4), (yield 5)])


a = averager()
print(next(a), a.send(10), a.send(20.5))
try:
    a.send(30)
except StopIteration as stop:
    print(stop.value)
e = echo()
print(next(e), e.send("abc"), e.send("defgh"))
try:
    e.send("stop")
except StopIteration as stop:
    print("returned", stop.value)
try:
    e.send("more")
except StopIteration as stop:
    print("again", stop.value)
o = optional()
print(next(o), next(o), o.send(5), next(o), o.send(None), list(o))
fresh = echo()
try:
    fresh.send("too early")
except TypeError as error:
    print("TypeError:", error)
print(next(fresh))
w = within()
print(next(w), w.send(10), w.send(20), w.send(30), w.send(40))
try:
    w.send(50)
except StopIteration:
    print("done")
