"""`functools.singledispatch` and `singledispatchmethod`: functions of which the class of the first argument chooses one.

All implementations are known when the program is compiled, so the generic function becomes one that asks `isinstance`, the most derived classes first,
and calls them. Where the type of the argument is known, nothing of that is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mypy.nodes import (
    MDEF, CallExpr, ClassDef, Context, Decorator, Expression, ExpressionStmt, FloatExpr, FuncDef, IfStmt, IntExpr, MemberExpr, MypyFile, NameExpr, Node, PassStmt, RefExpr, ReturnStmt,
    Statement, StrExpr, SymbolNode, SymbolTableNode, TypeInfo,
)
from mypy.types import AnyType, CallableType, Instance, NoneType, TupleType, Type as MypyType, TypeOfAny, UnionType, get_proper_type

from yarara.compiler.diagnostics import Unsupported
from yarara.compiler.walk import walk
from yarara.compiler.written.written_methods import WrittenMethods

UNKNOWN = AnyType(TypeOfAny.special_form)
"""What isinstance() leaves open."""
MAKERS = ("functools.singledispatch", "functools.singledispatchmethod")


@dataclass
class Generic:
    """A function with its implementations: for each, the class that it is for, or None for that of `None`."""

    name: Decorator
    path: str
    made_by: Expression
    chosen_by: int  # which parameter
    implementations: list[tuple[TypeInfo | None, FuncDef]] = field(default_factory=list)


class SingleDispatch:
    """Completes the generic functions of one program."""

    def __init__(self, written: WrittenMethods) -> None:
        self.written, self.typed = written, written.typed
        self.found: dict[FuncDef, Generic] = {}

    def complete(self) -> None:
        decorated = [(name, decorator) for name in self.typed.application for decorator in _decorated(self.typed.modules[name].defs)]
        for module, decorator in decorated:
            for made_by in decorator.decorators:
                if isinstance(made_by, RefExpr) and made_by.fullname in MAKERS:
                    by = 1 if made_by.fullname == MAKERS[1] else 0
                    self.found[decorator.func] = Generic(decorator, self.typed.modules[module].path, made_by, by)
        for module, decorator in decorated if self.found else []:
            for registered in list(decorator.decorators):
                self._register(decorator, registered, self.typed.modules[module].path)
        for module in self.typed.application if self.found else []:
            self._register_by_calls(self.typed.modules[module])
            self._refuse_others(self.typed.modules[module])
        for generic in self.found.values():
            self._write(generic)

    def _register_by_calls(self, module: MypyFile) -> None:
        """`generic.register(Class, function)`: a statement of the module that does nothing else."""
        for at, statement in enumerate(module.defs):
            call = statement.expr if isinstance(statement, ExpressionStmt) else None
            generic = self._registered_at(call.callee) if isinstance(call, CallExpr) and len(call.args) == 2 else None
            if not isinstance(call, CallExpr) or generic is None:
                continue
            cls, function = (argument.node if isinstance(argument, RefExpr) else None for argument in call.args)
            if not isinstance(cls, TypeInfo) or not isinstance(function, FuncDef):
                raise _refused("register() takes the name of a class and of a function here", call, module.path)
            generic.implementations.append((cls, function))
            self._open(function, generic.chosen_by)
            module.defs[at] = PassStmt()

    def _refuse_others(self, module: MypyFile) -> None:
        """What is registered only when some code runs."""
        def enter(part: Node) -> bool:
            if isinstance(part, MemberExpr) and self._registered_at(part) is not None:
                raise _refused("register() is a decorator, or a statement of a module, here", part, module.path)
            return True

        for statement in module.defs:
            walk(statement, enter)

    def _registered_at(self, member: Expression) -> Generic | None:
        """The function that `member`, its `register`, belongs to."""
        named = member.expr.node if isinstance(member, MemberExpr) and member.name == "register" and isinstance(member.expr, RefExpr) else None
        return self.found.get(named.func) if isinstance(named, Decorator) else None

    def _register(self, decorator: Decorator, registered: Expression, path: str) -> None:
        """`@generic.register` or `@generic.register(Class)` above an implementation."""
        generic = self._registered_at(registered.callee if isinstance(registered, CallExpr) else registered)
        if generic is None:
            return
        classes = self._classes(generic, decorator, registered, path)
        generic.implementations += [(cls, decorator.func) for cls in classes]
        self._open(decorator.func, generic.chosen_by)
        decorator.decorators.remove(registered)

    def _classes(self, generic: Generic, decorator: Decorator, registered: Expression, path: str) -> list[TypeInfo | None]:
        if isinstance(registered, CallExpr):
            named = registered.args[0].node if len(registered.args) == 1 and isinstance(registered.args[0], RefExpr) else None
            if isinstance(named, TypeInfo):
                return [named]
            raise _refused("register() takes the name of a class here", registered, path)
        kind = decorator.func.type
        annotated = kind.arg_types[generic.chosen_by] if isinstance(kind, CallableType) and len(kind.arg_types) > generic.chosen_by else None
        found = _classes_in(annotated)
        if not found:
            raise _refused("an implementation must say by the type of its first parameter which class it is for", decorator, path)
        return found

    def _write(self, generic: Generic) -> None:
        """The generic function asks for the class; what was written as its body is for all others."""
        name, fallback = generic.name, generic.name.func
        name.decorators.remove(generic.made_by)
        self._open(fallback, generic.chosen_by)
        kind = fallback.type
        if not isinstance(kind, CallableType):
            return
        names: dict[str, SymbolNode] = {"__fallback": fallback}
        chosen: list[tuple[TypeInfo | None, FuncDef]] = []
        first, lines = fallback.arguments[generic.chosen_by].variable.name, []
        given = ", ".join(_passed(a.variable.name, a.kind.is_named(), "*" * (a.kind.is_star() + a.kind.name.endswith("STAR2"))) for a in fallback.arguments[generic.chosen_by:])
        before = f"{fallback.arguments[0].variable.name}." if generic.chosen_by else ""
        for number, (cls, implementation) in self._in_order(generic):
            self._same_defaults(fallback, implementation, generic.path)
            chosen.append((cls, implementation))
            names[f"__class{number}"], names[f"__for{number}"] = cls or fallback, implementation
            test = f"isinstance({first}, __class{number})" if cls is not None else f"{first} is None"
            lines.append(f"    if {test}:\n        return {self._called(implementation, before, f'__for{number}')}({given})\n")
        lines.append(f"    return {self._called(fallback, before, '__fallback')}({given})\n")
        header = ", ".join(a.variable.name if not a.kind.is_star() else "*" * (1 + a.kind.name.endswith("STAR2")) + a.variable.name for a in fallback.arguments)
        self._replace(generic, f"def {fallback.name}({header}):\n{''.join(lines)}", kind, names)
        self._narrow(generic, chosen)

    def _in_order(self, generic: Generic) -> list[tuple[int, tuple[TypeInfo | None, FuncDef]]]:
        """The implementations with their numbers, as they are asked. A class with several bases that have one gets that of the base which comes first in its order."""
        entries = list(enumerate(generic.implementations))

        def in_order() -> list[tuple[int, tuple[TypeInfo | None, FuncDef]]]:
            return sorted(entries, key=lambda entry: (-len(entry[1][0].mro) if entry[1][0] else 0, -entry[0]))

        own = {cls: function for cls, function in generic.implementations if cls is not None}
        several = [cls for cls in self.written.classes() if len(cls.bases) > 1] if len(own) > 1 else []
        for cls in sorted(several, key=lambda cls: len(cls.mro)):
            nearest = next((own[base] for base in cls.mro if base in own), None)
            asked = next((function for _, (base, function) in in_order() if base is not None and base in cls.mro), None)
            if nearest is not None and nearest is not asked:
                entries.append((len(entries), (cls, nearest)))
        return in_order()

    def _open(self, function: FuncDef, by: int) -> None:
        """Where the argument by which one chooses has no type, it is any object. What is registered for a class with type arguments gets all of them:
        a `list[int]` where `list[object]` is declared."""
        kind = function.type
        if not isinstance(kind, CallableType) or len(kind.arg_types) <= by:
            return
        declared = get_proper_type(kind.arg_types[by])
        opened = declared
        if isinstance(declared, AnyType):
            opened = self._object()
        elif isinstance(declared, Instance) and (declared.type.module_name == "builtins" or any(map(_says_nothing, declared.args))):
            opened = declared.copy_modified(args=[UNKNOWN] * len(declared.args))
        function.type = kind.copy_modified(arg_types=[*kind.arg_types[:by], opened, *kind.arg_types[by + 1:]])
        variable = function.arguments[by].variable
        variable.type = opened

        def enter(part: Node) -> bool:
            if isinstance(part, NameExpr) and part.node is variable and self.typed.types.get(part) == declared:
                self.typed.types[part] = opened
            return True

        walk(function.body, enter)

    def _object(self) -> Instance:
        top = self.typed.modules["builtins"].names["object"].node
        assert isinstance(top, TypeInfo)
        return Instance(top, [])

    def _called(self, implementation: FuncDef, before: str, name: str) -> str:
        """How the new function names an implementation; methods get names of their own in the class."""
        if not before:
            return name
        known = {entry.node: key for key, entry in implementation.info.names.items() if key.startswith("__implementation")}
        hidden = known.get(implementation, f"__implementation{len(known)}_{implementation.name}")
        implementation.info.names[hidden] = SymbolTableNode(MDEF, implementation, plugin_generated=True)
        return before + hidden

    def _replace(self, generic: Generic, source: str, kind: CallableType, names: dict[str, SymbolNode]) -> None:
        fallback = generic.name.func
        function = self.written.parsed(source)
        function.type, function._fullname, function.info = kind, fallback._fullname, fallback.info
        function.line = fallback.line
        for argument, original, declared in zip(function.arguments, fallback.arguments, kind.arg_types):
            argument.variable.type, argument.kind, argument.initializer = declared, original.kind, original.initializer
        self.written.bind(function, names, {})
        generic.name.func = function

    def _narrow(self, generic: Generic, chosen: list[tuple[TypeInfo | None, FuncDef]]) -> None:
        """Where an implementation is called, the argument is of the type that it declares."""
        for statement, (cls, implementation) in zip(generic.name.func.body.body, chosen):
            assert isinstance(statement, IfStmt) and isinstance(implementation.type, CallableType)
            result = statement.body[0].body[0]
            assert isinstance(result, ReturnStmt) and isinstance(result.expr, CallExpr)
            declared = implementation.type.arg_types[generic.chosen_by]
            known = Instance(cls, [UNKNOWN] * len(cls.type_vars)) if cls is not None and declared == self._object() else declared
            self.typed.types[result.expr.args[0]] = known

    def _same_defaults(self, fallback: FuncDef, implementation: FuncDef, path: str) -> None:
        """A call that leaves out an argument means the default of the implementation; here all must have the same."""
        for ours, theirs in zip(fallback.arguments, implementation.arguments):
            if _constant(ours.initializer) != _constant(theirs.initializer):
                raise _refused("an implementation has another default than the generic function", implementation, path)


def _says_nothing(argument: MypyType) -> bool:
    proper = get_proper_type(argument)
    return isinstance(proper, AnyType) or isinstance(proper, Instance) and proper.type.fullname == "builtins.object"


def _passed(name: str, named: bool, stars: str) -> str:
    return f"{stars}{name}" if stars else f"{name}={name}" if named else name


def _constant(expression: Expression | None) -> object:
    """What tells two defaults apart."""
    if isinstance(expression, (IntExpr, StrExpr, FloatExpr)):
        return expression.value
    return expression.fullname if isinstance(expression, NameExpr) else expression


def _refused(message: str, where: Context, path: str) -> Unsupported:
    error = Unsupported(message, where, "use match, or a method of each class")
    error.path = path
    return error


def _classes_in(kind: MypyType | None) -> list[TypeInfo | None]:
    proper = get_proper_type(kind)
    if isinstance(proper, UnionType):
        return [cls for item in proper.items for cls in _classes_in(item)]
    if isinstance(proper, NoneType):
        return [None]
    if isinstance(proper, TupleType):
        proper = proper.partial_fallback
    return [proper.type] if isinstance(proper, Instance) else []


def _decorated(statements: list[Statement]) -> Iterator[Decorator]:
    """Functions with decorators, of modules and classes."""
    for statement in statements:
        if isinstance(statement, Decorator):
            yield statement
        elif isinstance(statement, ClassDef):
            yield from _decorated(statement.defs.body)
