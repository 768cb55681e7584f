"""Context of exceptions raised in functions that are called while an exception is handled, also where they are caught inside."""


def report(where: str, error: BaseException) -> None:
    print(where, repr(error), "<-", repr(error.__context__))
    context = error.__context__
    if context is not None:
        print("    <-", repr(context.__context__))


def catches_its_own() -> None:
    try:
        raise KeyError("inner")
    except KeyError as error:
        report("catches_its_own", error)


def caught_from_library() -> None:
    try:
        int("x")
    except ValueError as error:
        report("caught_from_library", error)
    try:
        [1][2]
    except IndexError as error:
        report("index", error)
    try:
        {1: 2}[3]
    except KeyError as error:
        report("key", error)


def two_deep() -> None:
    try:
        raise OSError("deep")
    except OSError:
        catches_its_own()
        caught_from_library()
    catches_its_own()


def returns_from_handler() -> int:
    try:
        raise ValueError("return")
    except ValueError:
        return 1


def loops() -> None:
    for i in range(4):
        try:
            raise ValueError(i)
        except ValueError:
            if i == 1:
                continue
            if i == 2:
                break
            catches_its_own()
    catches_its_own()


def reraises() -> None:
    raise


def passes_on() -> None:
    try:
        reraises()
    except ValueError as error:
        report("passes_on", error)


print("nothing is handled")
catches_its_own()
try:
    raise RuntimeError("outer")
except RuntimeError:
    catches_its_own()
    caught_from_library()
    two_deep()
    print(returns_from_handler())
    catches_its_own()
    loops()
print("after the handler")
catches_its_own()
print(returns_from_handler())
catches_its_own()
try:
    raise ValueError("again")
except ValueError as error:
    try:
        reraises()
    except ValueError as second:
        print(second is error)
    passes_on()
    report("end", error)
try:
    reraises()
except RuntimeError as error:
    report("none active", error)

old = ValueError("old")
try:
    try:
        raise KeyError("first")
    except KeyError:
        raise old
except ValueError as error:
    report("old", error)


def raise_old() -> None:
    try:
        raise old
    except ValueError as error:
        report("raise_old", error)


try:
    raise IndexError("second")
except IndexError:
    raise_old()
