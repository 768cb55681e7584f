def returning(n: int) -> str:
    try:
        if n == 0:
            return "try"
        if n == 1:
            raise ValueError("one")
        if n == 2:
            raise KeyError("two")
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        print("finally", n)
        if n == 2:
            return "swallowed"
    return "end"


def overriding() -> int:
    try:
        return 1
    finally:
        return 2


def value_kept() -> int:
    x = 1
    try:
        return x
    finally:
        x = 5
        print("x", x)


def loops() -> list[str]:
    log: list[str] = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            log.append(f"body {i}")
        finally:
            log.append(f"finally {i}")
            if i == 2:
                continue
        log.append(f"after {i}")
    else:
        log.append("else")
    return log


def nested(n: int) -> list[str]:
    log: list[str] = []
    try:
        try:
            log.append("inner")
            if n == 0:
                raise ValueError("v")
            if n == 1:
                raise KeyError("k")
            if n == 2:
                return log
        except ValueError as error:
            log.append(f"caught {error}")
            raise RuntimeError("from handler") from error
        else:
            log.append("else")
        finally:
            log.append("inner finally")
            while True:
                try:
                    break
                finally:
                    log.append("in loop")
    except (KeyError, RuntimeError) as error:
        log.append(f"outer {error!r} {error.__cause__!r} {error.__context__!r}")
    finally:
        log.append("outer finally")
    log.append("end")
    return log


def in_finally() -> None:
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


def else_raises() -> None:
    try:
        pass
    except ValueError:
        print("never")
    else:
        raise ValueError("in else")


for n in range(4):
    print(returning(n))
print(overriding(), value_kept(), loops())
for n in range(4):
    print(nested(n))
try:
    in_finally()
except KeyError as error:
    print(repr(error), repr(error.__context__), error.__cause__)
try:
    else_raises()
except ValueError as error:
    print(error)


def while_with_return(items: list[int]) -> int:
    total = 0
    while True:
        try:
            item = items.pop()
            if item < 0:
                return total
            total += item
        except IndexError:
            return -total
        finally:
            total += 100


print(while_with_return([1, 2, 3]), while_with_return([5, -1, 3]))


def depth(n: int) -> int:
    try:
        if n == 0:
            raise ValueError("bottom")
        return depth(n - 1)
    finally:
        print("leaving", n, end="; ")


try:
    depth(3)
except ValueError as error:
    print(error)


def silent() -> int:
    for i in range(3):
        try:
            raise ValueError(i)
        finally:
            if i == 1:
                break
            continue
    return i


print(silent())
