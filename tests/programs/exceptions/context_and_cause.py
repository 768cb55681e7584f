empty: list[int] = []


class Problem(Exception):
    pass


def helper() -> None:
    raise Problem("in helper")


def deeper() -> None:
    try:
        helper()
    except Problem:
        raise KeyError("deeper")


def report(error: BaseException) -> None:
    context = error.__context__
    cause = error.__cause__
    print(repr(error), "context", repr(context), "cause", repr(cause), error.__suppress_context__)
    if context is not None:
        print("  its context", repr(context.__context__))


try:
    try:
        raise ValueError("v")
    except ValueError:
        helper()
except Problem as error:
    report(error)
try:
    try:
        raise ValueError("v")
    except ValueError:
        deeper()
except KeyError as error:
    report(error)
try:
    try:
        raise ValueError("v")
    except ValueError as first:
        raise Problem("p") from first
except Problem as error:
    report(error)
try:
    try:
        raise ValueError("v")
    except ValueError:
        raise Problem("p") from None
except Problem as error:
    report(error)
try:
    try:
        1 // 0
    except ZeroDivisionError:
        empty.pop()
except IndexError as error:
    report(error)
try:
    try:
        raise ValueError("v")
    except ValueError:
        pass
    raise Problem("no context")
except Problem as error:
    report(error)


def handled_inside() -> None:
    try:
        raise KeyError("inner")
    except KeyError:
        pass
    raise Problem("after inner")


try:
    try:
        raise ValueError("outer")
    except ValueError:
        handled_inside()
except Problem as error:
    report(error)


def nested_handlers() -> None:
    try:
        raise ValueError("one")
    except ValueError:
        try:
            raise KeyError("two")
        except KeyError:
            print("inside")
        raise


try:
    nested_handlers()
except ValueError as error:
    report(error)


class Manager:
    def __enter__(self) -> "Manager":
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        raise Problem("from exit")


try:
    with Manager():
        raise ValueError("in body")
except Problem as error:
    report(error)
try:
    with Manager():
        pass
except Problem as error:
    report(error)


same = ValueError("same")
try:
    try:
        raise same
    except ValueError as error:
        raise error
except ValueError as error:
    report(error)
deeper()
