"""Type parameters in brackets (PEP 695), which the CPython of the tests may not know: a program says the same as its twin with type variables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import forked
from tests.command import yarara
from yarara.compiler.options import UNOPTIMISED
from yarara.compiler.frontend.type_parameters import has_type_parameters, modules_with_type_parameters

BRACKETS = '''
from dataclasses import dataclass
from typing import Callable, Protocol

type Pair[A] = tuple[A, A]
type Number = int | float


class Sized[T](Protocol):
    def size(self, item: T) -> int: ...


class Lengths:
    def size(self, item: str) -> int:
        return len(item)


@dataclass
class Node[K: (int, str), V]:
    key: K
    value: V
    next: "Node[K, V] | None" = None


class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def map[U](self, function: Callable[[T], U]) -> "Stack[U]":
        made: Stack[U] = Stack()
        for item in self.items:
            made.push(function(item))
        return made


class Named:
    def __init__(self, name: str) -> None:
        self.name = name


def shortest[N: Named](things: list[N]) -> N:
    best = things[0]
    for thing in things:
        if len(thing.name) < len(best.name):
            best = thing
    return best


def largest[T: (int, float, str)](items: list[T]) -> T:
    best = items[0]
    for item in items[1:]:
        if item > best:
            best = item
    return best


def swap[A, B](pair: tuple[A, B]) -> tuple[B, A]:
    return pair[1], pair[0]


def both(pair: Pair[int]) -> Number:
    return pair[0] + pair[1] / 2


def twice[**P, R](function: Callable[P, R]) -> Callable[P, tuple[R, R]]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> tuple[R, R]:
        return function(*args, **kwargs), function(*args, **kwargs)
    return inner


def total[T](counter: Sized[T], items: list[T]) -> int:
    return sum(counter.size(item) for item in items)


@twice
def power(base: int, exponent: int = 2) -> int:
    return base ** exponent


stack: Stack[int] = Stack()
for number in range(4):
    stack.push(number)
print(stack.map(str).items, stack.map(lambda n: n / 2).items)
print(largest([3, 9, 2]), largest(["b", "a"]), largest([0.5, 0.25]), swap((1, "x")), both((2, 3)))
print(Node("a", 1, Node("b", 2)), Node(1, [2.5]), shortest([Named("long"), Named("no")]).name)
print(power(3), power(2, exponent=5), total(Lengths(), ["ab", "c"]))
print(largest([]))
'''
TWINS = {
    "type Pair[A] = tuple[A, A]": "Pair = Tuple[A, A]",
    "type Number = int | float": "Number = Union[int, float]",
    "class Sized[T](Protocol):": "class Sized(Protocol[T]):",
    "class Node[K: (int, str), V]:": "class Node(Generic[K, V]):",
    "class Stack[T]:": "class Stack(Generic[T]):",
    "def map[U](": "def map(",
    "def shortest[N: Named](": "def shortest(",
    "def largest[T: (int, float, str)](": "def largest(",
    "def swap[A, B](": "def swap(",
    "def twice[**P, R](": "def twice(",
    "def total[T](": "def total(",
}
"""What is written in another way with type variables."""


def with_type_variables() -> str:
    variables = "from typing import *\nP = ParamSpec('P')\n" + "".join(f"{name} = TypeVar('{name}')\n" for name in "TUVKNABR")
    text = BRACKETS
    for new, old in TWINS.items():
        assert text.count(new) == 1
        text = text.replace(new, old)
    return variables + text


def test_it_says_the_same_as_with_type_variables(tmp_path: Path) -> None:
    program, twin, executable = tmp_path / "program.py", tmp_path / "twin.py", tmp_path / "program"
    program.write_text(BRACKETS)
    twin.write_text(with_type_variables())
    expected = subprocess.run([sys.executable, str(twin)], capture_output=True, text=True)
    forked.build(program, executable, target="process", level=UNOPTIMISED)
    done = subprocess.run([str(executable)], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.returncode) == (expected.stdout, expected.returncode)
    assert expected.stdout.count("\n") == 4 and expected.returncode == 1
    assert done.stderr.splitlines()[-1] == expected.stderr.splitlines()[-1] == "IndexError: list index out of range"
    assert f'program.py", line {BRACKETS[:BRACKETS.index("    best = items[0]")].count(chr(10)) + 1}, in largest' in done.stderr


@pytest.mark.parametrize("line", ["class Box[T]:", "def first[T](x: T) -> T:", "    def get[T: int](self) -> T:", "type A = int", "type  Pair[T] = tuple[T, T]"])
def test_lines_that_have_them(line: str) -> None:
    assert has_type_parameters(b"import x\n" + line.encode() + b"\n")


@pytest.mark.parametrize("line", ["class Box(Generic[T]):", "def first(x: list[T]) -> T:", "type(x)[0]", "type = 3", "x = table[class_name]", "# def f[T]"])
def test_lines_that_have_none(line: str) -> None:
    assert not has_type_parameters(line.encode() + b"\n")


def test_the_modules_of_a_program_are_found(tmp_path: Path) -> None:
    files = {
        "main.py": "import os, shapes.round as r\nfrom shapes import (flat,\n    other)\nimport missing\n",
        "shapes/__init__.py": "from . import flat\n",
        "shapes/round.py": "from .deep.down import Box\nclass Disc[T]: pass\n",
        "shapes/flat.py": "from ..outside import x\n",
        "shapes/other.py": "import main\ndef f[T](x: T) -> T: return x\n",
        "shapes/deep/__init__.py": "",
        "shapes/deep/down.py": "class Box[T]: pass\n",
        "unused.py": "class Box[T]: pass\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert sorted(modules_with_type_parameters(tmp_path / "main.py")) == ["shapes.deep.down", "shapes.other", "shapes.round"]


def test_errors_in_such_a_module_have_their_place(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("def first[T](items: list[T]) -> T:\n    return items\n\nprint(first([1]))\n")
    result = yarara("check", program)
    assert result.status == 1 and "program.py:2:12: error: Incompatible return value type" in result.stderr
    program.write_text("def first[T](items: list[T]) -> T:\n    return items +\n\nprint(first([1]))\n")
    result = yarara("check", program)
    assert result.status == 1 and "program.py:2:" in result.stderr and "Traceback" not in result.stderr
