"""Exception groups: their parts, `split`, `subgroup`, `derive`, notes, a class of one's own."""

from __future__ import annotations

from typing import Sequence


class JobError(Exception):
    def __init__(self, job: str, code: int) -> None:
        super().__init__(job, code)
        self.job = job
        self.code = code


class JobErrors(ExceptionGroup[Exception]):
    """Keeps its class when it is split."""

    def derive(self, excs: Sequence[Exception]) -> JobErrors:  # type: ignore[override]
        return JobErrors(self.message, excs)

    def codes(self) -> list[int]:
        return [e.code for e in self.exceptions if isinstance(e, JobError)]


def shape(error: BaseException | None, depth: int = 0) -> None:
    if error is None:
        print("  " * depth + "nothing")
        return
    if isinstance(error, BaseExceptionGroup):
        print("  " * depth + f"{type(error).__name__}: {error.message} / {error}")
        for part in error.exceptions:
            shape(part, depth + 1)
    else:
        print("  " * depth + repr(error))


def is_big(error: BaseException) -> bool:
    return isinstance(error, JobError) and error.code > 10


def main() -> None:
    inner = ExceptionGroup("inner", [JobError("b", 20), KeyError("k")])
    group = ExceptionGroup("outer", [ValueError(1), inner, JobError("a", 3)])
    shape(group)
    print(repr(group), group.args[0], len(group.exceptions), isinstance(group, Exception))
    matched, rest = group.split(JobError)
    shape(matched)
    shape(rest)
    shape(group.subgroup((ValueError, KeyError)))
    shape(group.subgroup(OSError))
    shape(group.subgroup(is_big))
    shape(group.split(lambda e: isinstance(e, LookupError))[1])
    shape(group.subgroup(ExceptionGroup))
    group.add_note("a note")
    part = group.subgroup(ValueError)
    if part is not None:
        print(part.__notes__, part.__context__, part.__suppress_context__)
    jobs = JobErrors("jobs", [JobError("x", 1), JobError("y", 2), ValueError("z")])
    print(jobs.codes(), jobs)
    one, other = jobs.split(JobError)
    print(type(one).__name__, one, type(other).__name__, other)
    print(type(BaseExceptionGroup("m", [ValueError(1)])).__name__, type(BaseExceptionGroup("m", [KeyboardInterrupt()])).__name__)
    print(type(group.derive([OSError(1, "a")])).__name__, group.derive([OSError(1, "a")]))
    for wrong in range(2):
        try:
            if wrong == 0:
                empty: list[Exception] = []
                print(ExceptionGroup("none", empty))
            else:
                print(BaseExceptionGroup("tuple", (ValueError(1), TypeError(2))).exceptions)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    try:
        raise group
    except ValueError:
        print("not this one")
    except ExceptionGroup as caught:
        print("caught", caught is group)


main()
