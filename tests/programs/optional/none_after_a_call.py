"""What mypy takes for something because it was tested is None after a call: the error is that of what is asked of it."""

from __future__ import annotations

opt: list[int] | None = [1]
num: int | None = 1


def clear() -> None:
    global opt, num
    opt = None
    num = None


class H:
    def __init__(self) -> None:
        self.o: list[int] | None = [1]
        self.h: H | None = None
        self.n: int | None = 3
        self.s: str | None = "s"

    def clear(self) -> None:
        self.o = None
        self.h = None
        self.n = None
        self.s = None


def t1() -> None:
    if opt is not None:
        clear()
        print(opt[0])


def t2() -> None:
    if opt is not None:
        clear()
        print(len(opt))


def t3() -> None:
    if opt is not None:
        clear()
        for x in opt: print(x)


def t4() -> None:
    if opt is not None:
        clear()
        opt.append(3)


def t5() -> None:
    if num is not None:
        clear()
        print(num + 1)


def t6() -> None:
    h = H()
    if h.s is not None:
        h.clear()
        print(h.s + "a")


def t7() -> None:
    h = H()
    if h.n is not None:
        h.clear()
        print(h.n < 3)


def t8() -> None:
    h = H()
    h.h = H()
    if h.h is not None:
        h.clear()
        print(h.h.n)


def t9() -> None:
    h = H()
    if h.o is not None:
        h.clear()
        h.o[0] = 5


def t10() -> None:
    h = H()
    if h.o is not None:
        h.clear()
        print(3 in h.o)


def t11() -> None:
    h = H()
    if h.o is not None:
        h.clear()
        a, *b = h.o


def t12() -> None:
    h = H()
    if h.n is not None:
        h.clear()
        print(-h.n)


def t17() -> None:
    h = H()
    if h.o is not None:
        h.clear()
        print(sum(h.o))


def t18() -> None:
    h = H()
    if h.n is not None:
        h.clear()
        h.n += 1


def t19() -> None:
    h = H()
    if h.o is not None:
        h.clear()
        del h.o[0]


def t20() -> None:
    h = H()
    if h.o is not None:
        h.clear()
        print([*h.o])


for number, test in enumerate([t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t17, t18, t19, t20]):
    opt = [1]
    num = 1
    try:
        test()
    except (TypeError, AttributeError) as error:
        print(number, type(error).__name__, error)
