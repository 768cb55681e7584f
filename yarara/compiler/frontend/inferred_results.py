"""Results that nobody annotated, of functions that give something: they are of the types of what their `return` and `yield` give.

`def area(self): return self.width * self.height` and `def __iter__(self): yield from self.items` stand in programs that are annotated otherwise. As with the
fields of named tuples (`inferred_fields.py`), mypy checks the program several times: each time such a function is declared to give what is known by then, at
first something of a class of which no value is. When nothing new comes, everything has been checked as if the annotation had been written. A function of which
nothing is known in the end stays as it is; and if the program is not well typed with what was found, all do.
"""

from __future__ import annotations

from mypy.maptype import map_instance_to_supertype
from mypy.nodes import (
    ConditionalExpr, Decorator, Expression, ExpressionStmt, FuncDef, MypyFile, NameExpr, RaiseStmt, ReturnStmt, Statement, YieldExpr, YieldFromExpr,
)
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import CallableType, Instance, TupleType, Type, UnionType, get_proper_type

from yarara.compiler.frontend.unwritten_results import decorators, functions_below, is_left_out, own_nodes, write_result
from yarara.compiler.frontend.written_types import WrittenTypes, import_modules, parsed
from yarara.paths import is_ours

MOST_ROUNDS = 8
UNKNOWN = ("_typeshed", "NothingKnown")
Place = tuple[str, int, int]
"""Module, line and column of a function."""


class Unannotated:
    """One such function. Where control comes to its end, it says from now on that it returns None; mypy knows whether it does."""

    def __init__(self, function: FuncDef) -> None:
        if not isinstance(function.body.body[-1], (ReturnStmt, RaiseStmt)):
            function.body.body.append(_return_none(function.body.body[-1]))
        nodes = own_nodes(function)
        self.function = function
        self.yields = [node for node in nodes if isinstance(node, (YieldExpr, YieldFromExpr))]
        self.returns = [part for node in nodes if isinstance(node, ReturnStmt) for part in _alternatives(node.expr)]
        statements = [node.expr for node in nodes if isinstance(node, ExpressionStmt)]
        self.is_sent = any(node not in statements for node in self.yields if isinstance(node, YieldExpr))


class InferredResults:
    """What is known of all such functions of a program, from one check to the next."""

    def __init__(self) -> None:
        self.kinds: dict[Place, str] = {}
        self.functions: dict[Place, Unannotated] = {}  # those of the last check
        self.left: set[Place] = set()  # those that stay without an annotation
        self.written = WrittenTypes(".".join(UNKNOWN), "_module_of_result_")
        self.rounds = 0
        self.gave_up = False

    def plugin(self, options: Options) -> Plugin:
        """What annotates the functions in the next check."""
        self.functions = {}
        return _Annotating(options, self)

    def learn(self, types: dict[Expression, Type], well_typed: bool) -> bool:
        """Note what a check has told; whether there is to be another one."""
        if not self.functions or self.gave_up:
            return False
        self.rounds += 1
        before = self.kinds
        results = _Results(self, types)
        self.kinds = {place: kind for place, made in self.functions.items() if place not in self.left and (kind := results.of(place, made))}
        if self.kinds != before and self.rounds < MOST_ROUNDS:
            return True
        unknown = (set(self.functions) - set(self.kinds) | results.doubtful) - self.left
        self.left |= unknown
        self.gave_up = not well_typed and not unknown or self.rounds >= MOST_ROUNDS
        return bool(unknown) or self.gave_up


class _Annotating(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking."""

    def __init__(self, options: Options, known: InferredResults) -> None:
        super().__init__(options)
        self.known = known

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if is_ours(file.path) or self.known.gave_up:
            return []
        written = self.known.written
        written.used.clear()
        for function, owner, decorator in functions_below(file, None, None):
            place = (file.fullname, function.line, function.column)
            if place in self.known.left or not _is_candidate(function, owner is not None, decorator):
                continue
            made = Unannotated(function)
            if made.is_sent:
                continue
            self.known.functions[place] = made
            text = self.known.kinds.get(place)
            write_result(function, parsed(written.with_modules(text or self._nothing(made))))
        return import_modules(file, written)

    def _nothing(self, made: Unannotated) -> str:
        nothing = self.known.written.name(*UNKNOWN)
        return generator(self.known.written, nothing, "None") if made.yields else nothing


class _Results:
    """What one check says that functions give."""

    def __init__(self, known: InferredResults, types: dict[Expression, Type]) -> None:
        self.known, self.types = known, types
        self.written = known.written
        self.doubtful: set[Place] = set()  # functions that may give something of which nothing is known, too
        self.place = ("", 0, 0)  # of the one that is looked at

    def of(self, place: Place, made: Unannotated) -> str:
        """The annotation of its result; nothing where it is not known."""
        self.place = place
        returned = {text for e in made.returns for text in ({"None"} if e is None else self._texts(self.types.get(e)))}
        if not made.yields:
            return " | ".join(sorted(returned | self._overriding(made.function)))
        items: set[str] = set()
        for node in made.yields:
            items |= {"None"} if node.expr is None else self._texts(self._item(self.types.get(node.expr)) if isinstance(node, YieldFromExpr) else self.types.get(node.expr))
        return generator(self.written, " | ".join(sorted(items)), " | ".join(sorted(returned)) or "None") if items else ""

    def _texts(self, kind: Type | None) -> set[str]:
        """The parts of a type as text; those are left out of which nothing is known."""
        proper = get_proper_type(kind)
        found = {item: self.written.text(item) for item in (proper.items if isinstance(proper, UnionType) else [proper]) if item is not None}
        if any(text is None and "Never" not in str(item) for item, text in found.items()):
            self.doubtful.add(self.place)
        return {text for text in found.values() if text is not None}

    @staticmethod
    def _item(kind: Type | None) -> Type | None:
        """What `yield from` gives of a value."""
        proper = get_proper_type(kind)
        if isinstance(proper, TupleType):
            return UnionType.make_union(proper.items)
        above = next((base for base in proper.type.mro if base.fullname == "typing.Iterable"), None) if isinstance(proper, Instance) else None
        return map_instance_to_supertype(proper, above).args[0] if above is not None and isinstance(proper, Instance) else None

    def _overriding(self, function: FuncDef) -> set[str]:
        """What the methods give that override this one."""
        found: set[str] = set()
        for place, other in self.known.functions.items():
            info = other.function.info
            if function.info and info and other.function.name == function.name and other.function is not function and function.info in info.mro:
                found |= set(filter(None, [self.of(place, other)]))
        return found


def generator(written: WrittenTypes, items: str, returned: str) -> str:
    """The type of what a generator function gives."""
    return f"{written.name('typing', 'Generator')}[{items}, None, {returned}]"


def _alternatives(e: Expression | None) -> list[Expression | None]:
    """Both sides of `a if x else b`: where one of them is the function itself, the other says what it gives."""
    return [*_alternatives(e.if_expr), *_alternatives(e.else_expr)] if isinstance(e, ConditionalExpr) else [e]


def _return_none(last: Statement) -> ReturnStmt:
    value = NameExpr("None")
    made = ReturnStmt(value)
    value.set_line(last)
    made.set_line(last)
    return made


def _is_candidate(function: FuncDef, is_method: bool, decorator: Decorator | None) -> bool:
    """Whether a function has no annotation of its result, but all of its parameters."""
    if function.is_coroutine or any(name in ("setter", "deleter", "overload") for name in decorators(decorator)):
        return False
    first = 1 if is_method and "staticmethod" not in decorators(decorator) else 0
    if not isinstance(function.type, CallableType):
        return len(function.arguments) == first
    return is_left_out(function.type.ret_type) and not any(map(is_left_out, function.type.arg_types[first:]))
