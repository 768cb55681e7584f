"""What the program is made of once types are concrete: functions, variables, dispatchers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from mypy.nodes import Context, FuncDef, MypyFile

from yarara.compiler.program import types
from yarara.compiler.program.hierarchy import Environment
from yarara.compiler.program.types import NEVER, NONE, Class, ClassObject, Dynamic, Type


@dataclass(frozen=True)
class Place:
    """What is being lowered: where an error is reported that shows up in the runtime on behalf of the application."""

    instance: FunctionInstance
    node: Context | None


class Call(NamedTuple):
    """One call instruction."""

    target: str
    """A symbol, or a register."""
    place: Place | None


@dataclass(eq=False)
class FunctionInstance:
    """One function, or the body of one module, for one set of concrete types."""

    symbol: str
    node: FuncDef | MypyFile | None
    module: str
    parameters: tuple[Type, ...]
    result: Type
    environment: Environment = field(default_factory=dict)
    owner: Class | None = None
    exported: str = ""
    guards: list[tuple[int, str]] | None = None  # whose locks it holds, once that is known (sharing.py)
    inlining: str = ""
    synthesize: Callable[[object], None] | None = None  # writes the body instead of a tree
    requester: Place | None = None
    generator: Class | None = None  # what it makes, when it is a generator function
    name: str = ""  # in tracebacks; a synthesized function without one does not appear there

    @property
    def returned(self) -> Type:
        """The type of its `return` statements."""
        return self.generator.fields["_result"].type if self.generator is not None else self.result

    @property
    def llvm_result(self) -> str:
        """The register type of a call: the value, if any, and the exception or null."""
        return "ptr" if self.result in (NONE, NEVER) else f"{{ {self.result.llvm}, ptr }}"


@dataclass(eq=False)
class GlobalVariable:
    symbol: str
    type: Type
    initial: str = ""
    flag: str = ""  # says whether it has a value, where that may be in doubt and its zero does not tell
    may_be_missing: bool = False


@dataclass(eq=False)
class Dispatcher:
    """A call of `method` whose target depends on the class of the receiver."""

    symbol: str
    receiver: Class | Dynamic | ClassObject
    method: str
    parameters: tuple[Type, ...]
    result: Type
    stubs: dict[Type, FunctionInstance] = field(default_factory=dict)
    requester: Place | None = None


@dataclass(eq=False)
class ShapedClosure:
    """The code of a function object for each shape of call: `compile` makes what is still missing in the table."""

    table: str
    kind: types.Function
    compile: Callable[[types.Shape], FunctionInstance]
    requester: Place | None
    code: list[FunctionInstance] = field(default_factory=list)
