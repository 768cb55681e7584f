"""`throw`, `close`, GeneratorExit, and what `try` around a yield does with them."""

from typing import Generator


def guarded() -> Generator[str, None, str]:
    try:
        yield "first"
        yield "second"
    except ValueError as error:
        print("caught", error)
        yield "after the error"
    except GeneratorExit:
        print("closing")
        raise
    else:
        print("else")
    finally:
        print("finally")
    return "end"


def stubborn() -> Generator[int, None, None]:
    try:
        yield 1
    except GeneratorExit:
        print("not yet")
    yield 2


def swallows() -> Generator[int, None, None]:
    try:
        yield 1
    except GeneratorExit:
        print("gone")


def replaces() -> Generator[int, None, None]:
    try:
        yield 1
    finally:
        raise KeyError("on the way out")


g = guarded()
print(next(g), g.throw(ValueError("boo")))
try:
    next(g)
except StopIteration as stop:
    print("value", stop.value)
g = guarded()
next(g)
g.close()
g.close()
print(list(g))
g = guarded()
g.close()
print(next(g, "never started"))
g = guarded()
print(list(g))
g = guarded()
next(g)
try:
    g.throw(KeyError("other"))
except KeyError as error:
    print("passed through", error)
print(next(g, "ended"))
try:
    g.throw(KeyError("too late"))
except KeyError as error:
    print("raised at once", error)
g = guarded()
try:
    g.throw(ValueError("before the first yield"))
except ValueError as error:
    print(error)
print(next(g, "ended"))
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as failure:
    print(failure)
print(list(s))
for make in (swallows, replaces):
    r = make()
    next(r)
    try:
        r.close()
        print("closed")
    except KeyError as error:
        print(repr(error), repr(error.__context__))
