"""What gdb shows of a compiled program: Python's lines, and variables with Python's values."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import forked
from tests.command import ROOT
from yarara.compiler.options import OPTIMISED, UNOPTIMISED

PROGRAM = '''
from dataclasses import dataclass


@dataclass
class Account:
    owner: str
    balance: int
    notes: list[str]
    other: "Account | None" = None


def pay(account: Account, amount: int, rate: float = 0.5, hint: int | None = None) -> float:
    fee = amount * rate
    pair = (amount, account.owner)
    fits = fee < 100
    prices = {"tea": 3, "jam": 4, "cake": 5}
    del prices["jam"]
    account.balance -= amount
    account.notes.append(f"paid {amount}")
    print(account, fee, pair, fits, prices, hint)
    return fee


names = ["Ada \\u00e9", "\\u4e2d\\U0001f600"]
ada = Account(names[0], 900, ["first"])
print(pay(ada, 30, hint=4))
'''
NESTED = '''
from collections.abc import Callable, Iterator


def counter(start: int) -> Callable[[int], int]:
    count = start
    label = "counted"

    def add(step: int) -> int:
        nonlocal count
        count += step
        print(label, count)
        return count

    count += 1
    return add


def numbered(words: list[str]) -> Iterator[tuple[int, str]]:
    seen = {"": 0}
    for number, word in enumerate(words):
        seen[word] = number
        yield number, word.upper()
        print(seen, word)


count_up = counter(5)
print(count_up(3))
base, bonus = 10, "extra"
adders: list[Callable[[int], int]] = [lambda x: x + base + k for k in range(3)]
print(adders[1](4))
iterator = numbered(["a", "b"])
print(next(iterator))
print(next(iterator))
'''
LINE = PROGRAM[:PROGRAM.index("    print(account, fee")].count("\n") + 1


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gdb")
    (path / "accounts.py").write_text(PROGRAM)
    (path / "nested.py").write_text(NESTED)
    return path


def shown(directory: Path, level: int, *commands: str, name: str = "accounts", line: int = LINE) -> str:
    """What gdb prints for commands at a line: of PROGRAM, the one with `print`."""
    executable = directory / f"{name}{level}"
    if not executable.exists():
        forked.build(directory / f"{name}.py", executable, target="process", level=level)
    words = [word for command in (f"break {name}.py:{line}", "run", *commands) for word in ("-ex", command)]
    script = ROOT / "yarara" / "observe" / "gdb_printers.py"
    return subprocess.run(["gdb", "-nx", "-batch", "-x", str(script), *words, str(executable)], capture_output=True, text=True, timeout=200).stdout


def test_calls_have_their_lines_and_arguments(directory: Path) -> None:
    said = shown(directory, UNOPTIMISED, "bt 2")
    assert f"accounts.py:{LINE}\n" in said and f"accounts.py:{PROGRAM.count(chr(10))}\n" in said
    assert "amount=30, rate=0.5, hint=" in said and "print(account, fee, pair, fits, prices, hint)" in said


def test_variables_of_the_function(directory: Path) -> None:
    said = shown(directory, UNOPTIMISED, "info locals")
    for line in ("fee = 15", "pair = {0 = 30, 1 = 'Ada \u00e9'}", "fits = true", "prices = dict[str, int] of 2 = {['tea'] = 3, ['cake'] = 5}"):
        assert line + "\n" in said


def test_attributes_of_an_object(directory: Path) -> None:
    said = shown(directory, UNOPTIMISED, "print *account", "print hint", "print account.notes")
    assert "{owner = 'Ada \u00e9', balance = 870, notes = list[str] of 2 = {'first', 'paid 30'}, other = None, " in said
    assert "{is_there = true, value = 4}\n" in said


def test_variables_of_the_module(directory: Path) -> None:
    said = shown(directory, UNOPTIMISED, "print 'accounts.py'::names", "up", "print ada->balance")
    assert "list[str] of 2 = {'Ada \u00e9', '\u4e2d\U0001f600'}\n" in said


def line_of(text: str) -> int:
    return NESTED[:NESTED.index(text)].count("\n") + 1


def test_variables_that_a_nested_function_shares(directory: Path) -> None:
    outer = shown(directory, UNOPTIMISED, "info locals", name="nested", line=line_of("    count += 1"))
    assert "count = 5\n" in outer and "label = 'counted'\n" in outer
    inner = shown(directory, UNOPTIMISED, "info locals", "info args", name="nested", line=line_of("        print(label, count)"))
    assert "count = 9\n" in inner and "label = 'counted'\n" in inner and "step = 3\n" in inner


def test_variables_of_a_generator_after_it_was_resumed(directory: Path) -> None:
    said = shown(directory, UNOPTIMISED, "info locals", "info args", name="nested", line=line_of("        print(seen, word)"))
    for line in ("word = 'a'", "number = 0", "seen = dict[str, int] of 2 = {[''] = 0, ['a'] = 0}", "words = list[str] of 2 = {'a', 'b'}"):
        assert line + "\n" in said


def test_optimised_code_shows_what_is_left(directory: Path) -> None:
    said = shown(directory, OPTIMISED, "info locals")
    assert "pair = {0 = 30, 1 = 'Ada \u00e9'}\n" in said and f"accounts.py:{LINE}\n" in said
