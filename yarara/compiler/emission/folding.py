"""Functions that came out the same: one is kept.

A generic function is compiled for each type that it is used with, and what is made for types that are alike in memory differs in names only:
`list_append` of a `list[Order]` and of a `list[Customer]`, once what these call is the same too. The same holds for the branches of a dispatcher. LLVM is
given one of them, which costs neither its time nor room in the image. Functions of the application are left as they are, so that a debugger finds each; so is
what has its address taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable

from mypy.nodes import FuncDef

from yarara.compiler.program.program import Program
from yarara.compiler.lowering.sharing import alone

_DEBUG = re.compile(r",? !dbg !\d+")
_SYMBOL = re.compile(r'(@"[^"]*")')
_ADDRESS = re.compile(r'ptr (@"[^"]*")(?!\()')


class _Candidate:
    """A function that may be the same as others: its text without names, and the names."""

    def __init__(self, symbol: str, text: str) -> None:
        own = {symbol: "own", alone(symbol): "alone", symbol[:-1] + ' shared"': "shared"}
        parts = _SYMBOL.split(_DEBUG.sub("", text))
        self.plain = "\0".join(parts[::2])
        self.names = [own.get(name, name) for name in parts[1::2]]

    def key(self, of: Callable[[str], str]) -> Hashable:
        return self.plain, tuple(map(of, self.names))


class Folding:
    """Which functions stand for others."""

    def __init__(self, program: Program, symbols: list[str], functions: list[str], others: Iterable[str]) -> None:
        """`others` is all other text that may take the address of a function."""
        self._kept: dict[str, str] = {}
        used = {name for text in [*functions, *others] for name in _ADDRESS.findall(text)}
        texts = dict(zip(symbols, functions))
        groups = [[(symbol, _Candidate(symbol, texts[symbol])) for symbol in group] for group in self._groups(program, used) if len(group) > 1]
        while sum([self._fold(group) for group in groups]):  # what differed in a call of two that are one now is the same too
            pass

    @staticmethod
    def _groups(program: Program, used: set[str]) -> Iterable[list[str]]:
        """The symbols of functions that come from the same source."""
        found: dict[object, list[str]] = {}
        for instance in program.instances.values():
            if isinstance(instance.node, FuncDef) and instance.module not in program.typed.application and instance.symbol not in used and instance.synthesize is None:
                found.setdefault(instance.node, []).append(instance.symbol)
        branches = [[stub.symbol for stub in dispatcher.stubs.values() if stub.symbol not in used] for dispatcher in program.dispatchers.values()]
        return [*found.values(), *branches]

    def _fold(self, group: list[tuple[str, _Candidate]]) -> int:
        """How many more of a group are others."""
        first: dict[Hashable, str] = {}
        count = 0
        for symbol, candidate in group:
            if symbol not in self._kept:
                same = first.setdefault(candidate.key(self.of), symbol)
                if same is not symbol:
                    self._kept.update({symbol: same, alone(symbol): alone(same)})
                    count += 1
        return count

    def is_kept(self, symbol: str) -> bool:
        return symbol not in self._kept

    def of(self, symbol: str) -> str:
        """The function to call instead of this one, or this one."""
        while symbol in self._kept:
            symbol = self._kept[symbol]
        return symbol

    def renamed(self, text: str) -> str:
        """Text whose calls go to what is kept."""
        return _SYMBOL.sub(lambda match: self.of(match[0]), text)
