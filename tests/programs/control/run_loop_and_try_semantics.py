"""Loops, try blocks and with statements through every exit, each path noted: the style of compilers' test suites."""
from __future__ import annotations

from types import TracebackType
from typing import Callable, Iterator, List, Optional, Type

trail: List[str] = []


class Watch:
    def __init__(self, name: str, swallow: bool = False) -> None:
        self.name, self.swallow = name, swallow

    def __enter__(self) -> Watch:
        trail.append(f"+{self.name}")
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], value: Optional[BaseException], tb: Optional[TracebackType]) -> bool:
        trail.append(f"-{self.name}{':' + kind.__name__ if kind else ''}")
        return self.swallow


def returns_through(n: int) -> str:
    for i in range(5):
        try:
            with Watch(f"w{i}"):
                if i == n:
                    return f"found {i}"
                if i % 2:
                    continue
                trail.append("body")
        finally:
            trail.append(f"f{i}")
            if i == 3:
                break
    else:
        return "no break"
    return "broke"


def overrides() -> int:
    try:
        return 1
    finally:
        trail.append("override")
        return 2


def nested(kind: Type[Exception]) -> List[str]:
    out: List[str] = []
    try:
        try:
            raise kind("inner")
        except KeyError:
            out.append("key")
            raise
        except (ValueError, IndexError) as e:
            out.append(type(e).__name__)
            raise RuntimeError("outer") from e
        else:
            out.append("never")
        finally:
            out.append("finally")
    except LookupError as e:
        out.append(f"lookup {e}")
    except RuntimeError as e:
        out.append(f"{e} <- {e.__cause__}")
    return out


def swallowed() -> str:
    result = "start"
    with Watch("a"), Watch("b", swallow=True) as b, Watch("c"):
        result = b.name
        raise ValueError("lost")
    return result + " after"


def generator_cleanup() -> Iterator[int]:
    try:
        for i in range(10):
            yield i
    finally:
        trail.append("generator closed")


def while_with_else(limit: int) -> str:
    n, text = 0, ""
    while n < limit:
        n += 1
        if n == 3:
            continue
        if n > 4:
            text += "!"
            break
        text += str(n)
    else:
        text += "done"
    return text


def prime_table(limit: int) -> List[int]:
    found: List[int] = []
    for n in range(2, limit):
        for d in found:
            if n % d == 0:
                break
        else:
            found.append(n)
    return found


def shown(f: Callable[[], object]) -> None:
    trail.clear()
    try:
        print(f(), *trail)
    except Exception as e:
        print(type(e).__name__, e, *trail)


for n in (0, 2, 9):
    shown(lambda: returns_through(n))
shown(overrides)
for kind in (KeyError, ValueError, IndexError, OSError):
    shown(lambda: nested(kind))
shown(swallowed)
shown(lambda: [while_with_else(n) for n in (0, 2, 4, 9)])
shown(lambda: prime_table(30))


def early() -> int:
    total = 0
    for value in generator_cleanup():
        if value > 3:
            break
        total += value
    trail.append("after loop")
    return total


shown(early)
numbers = [3, 1, 2]
while numbers:
    try:
        last = numbers.pop()
        if last == 2:
            raise StopIteration
        print(last, 6 // (last - 1))
    except ZeroDivisionError:
        print("zero")
        continue
    except StopIteration:
        print("stop")
    finally:
        print("left", len(numbers))
