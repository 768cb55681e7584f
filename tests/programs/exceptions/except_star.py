"""`except*`: several clauses, `else`, `finally`, loops, nested statements, what is raised again."""


class Retry(Exception):
    pass


class Stop(Retry):
    pass


def tasks(kind: int) -> list[Exception]:
    found: list[Exception] = []
    if kind & 1:
        found.append(ValueError(f"v{kind}"))
    if kind & 2:
        found.append(Retry(f"r{kind}"))
    if kind & 4:
        found.append(Stop(f"s{kind}"))
    if kind & 8:
        found.append(ExceptionGroup("nested", [OSError(2, "gone"), Retry("deep")]))
    return found


def handle(kind: int) -> str:
    log: list[str] = []
    try:
        try:
            errors = tasks(kind)
            if errors:
                raise ExceptionGroup(f"kind {kind}", errors)
        except* Stop as group:
            log.append(f"stop {len(group.exceptions)}")
        except* (Retry, FileNotFoundError) as group:
            log.append(f"retry {group!r}")
        else:
            log.append("nothing")
        finally:
            log.append("finally")
    except ExceptionGroup as left:
        log.append(f"left {left!r}")
    return "; ".join(log)


def naked(number: int) -> str:
    try:
        try:
            if number == 0:
                raise ValueError("plain")
            if number == 1:
                raise KeyError("other")
            if number == 2:
                raise KeyboardInterrupt("stop")
        except* ValueError as group:
            return_value = f"caught {group!r} {type(group.exceptions[0]).__name__}"
        except* KeyboardInterrupt as stopped:
            return_value = f"{type(stopped).__name__} {stopped}"
        else:
            return_value = "fine"
    except KeyError as error:
        return f"KeyError itself {error}"
    return return_value


def chained() -> None:
    try:
        try:
            raise ExceptionGroup("first", [ValueError(1), TypeError(2)])
        except* ValueError as group:
            raise RuntimeError("while handling") from group
    except* RuntimeError as group:
        error = group.exceptions[0]
        print(repr(group), repr(error.__cause__), repr(error.__context__))
    except* TypeError as group:
        print("types", repr(group))


def main() -> None:
    for kind in range(16):
        print(kind, handle(kind))
    for number in range(4):
        print(number, naked(number))
    chained()
    total = 0
    for round in range(3):
        try:
            raise ExceptionGroup("round", [ValueError(round)] * (round + 1))
        except* ValueError as group:
            total += len(group.exceptions)
    print(total)
    try:
        try:
            raise ExceptionGroup("a", [ValueError(1), KeyError(2)])
        except* ValueError:
            raise
        except* KeyError as group:
            raise group
    except ExceptionGroup as group:
        print(repr(group), group.exceptions)


main()
