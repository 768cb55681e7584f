from __future__ import annotations


def after_branch(flag: bool) -> int:
    if flag:
        x = 1
    return x


def after_loop(count: int) -> int:
    for i in range(count):
        last = i
    return last + i


def after_while(count: int) -> int:
    while count > 0:
        seen = count
        count -= 1
    else:
        other = 5
    return seen + other


def after_try(fail: bool) -> str:
    try:
        if fail:
            raise ValueError
        text = "fine"
    except ValueError:
        pass
    return text


def after_del() -> int:
    x = 3
    del x
    return x


def in_loop(items: list[int]) -> list[int]:
    found = []
    for item in items:
        if item == 0:
            previous = 10
        found.append(previous + item)
    return found


def augmented(flag: bool) -> int:
    if flag:
        total = 1
    total += 1
    return total


class Swallow:
    def __init__(self, swallow: bool) -> None:
        self.swallow = swallow

    def __enter__(self) -> Swallow:
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> bool:
        return self.swallow


def swallowed() -> int:
    with Swallow(True):
        if later_text == "":
            raise ValueError("empty")
        y = 2
    return y


def break_before(n: int) -> int:
    while True:
        if n > 3:
            break
        z = n
        n += 1
    return z


def match_and(flag: bool) -> str:
    if flag and len(str(flag)) == 4:
        word = "a"
    elif not flag:
        word = "b"
    return word


def attempt(number: int) -> None:
    try:
        if number == 0:
            print(after_branch(True), after_branch(False))
        elif number == 1:
            print(after_loop(2), after_loop(0))
        elif number == 2:
            print(after_while(2), after_while(0))
        elif number == 3:
            print(after_try(False), after_try(True))
        elif number == 4:
            print(after_del())
        elif number == 5:
            print(in_loop([0, 1]), in_loop([1]))
        elif number == 6:
            print(augmented(True), augmented(False))
        elif number == 7:
            print(swallowed())
        elif number == 8:
            print(break_before(1), break_before(9))
        elif number == 9:
            print(match_and(True), match_and(False))
    except UnboundLocalError as error:
        print(number, error)


def read_late() -> str:
    return later_text + str(late_number) + str(late_list)


try:
    read_late()
except NameError as error:
    print(type(error).__name__, error)
later_text = "".join(["t"])
try:
    read_late()
except NameError as error:
    print(type(error).__name__, error)
late_number = len(later_text)
late_list: list[int] = []
print(read_late())
for n in range(10):
    attempt(n)
later_text = ""
attempt(7)
