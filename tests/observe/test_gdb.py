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
LINE = PROGRAM[:PROGRAM.index("    print(account, fee")].count("\n") + 1


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gdb")
    (path / "accounts.py").write_text(PROGRAM)
    return path


def shown(directory: Path, level: int, *commands: str) -> str:
    """What gdb prints for commands at the line with `print`."""
    executable = directory / f"accounts{level}"
    if not executable.exists():
        forked.build(directory / "accounts.py", executable, target="process", level=level)
    words = [word for command in (f"break accounts.py:{LINE}", "run", *commands) for word in ("-ex", command)]
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


def test_optimised_code_shows_what_is_left(directory: Path) -> None:
    said = shown(directory, OPTIMISED, "info locals")
    assert "pair = {0 = 30, 1 = 'Ada \u00e9'}\n" in said and f"accounts.py:{LINE}\n" in said
