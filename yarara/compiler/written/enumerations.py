"""`enum`: which members a class has, and the methods that it gets.

Members are known when the program is compiled: each is one object in the image. Values that are constants lie in it; others are computed where
the class statement runs. `auto()`, aliases and the names of flags are settled here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
import operator

from mypy.nodes import (
    MDEF, AssignmentStmt, CallExpr, Context, EnumCallExpr, Expression, FloatExpr, IntExpr, MypyFile, NameExpr, OpExpr, RefExpr,
    StrExpr, SymbolNode, SymbolTableNode, TempNode, TupleExpr, TypeInfo, UnaryExpr, Var,
)
from mypy.types import FunctionLike, Instance, NoneType, TupleType, Type as MypyType, UnionType, get_proper_type

from yarara.compiler.diagnostics import Unsupported
from yarara.compiler.written.written_methods import WrittenMethods

UNKNOWN = object()
NAME, VALUE = "_name_", "_value_"
SETTINGS = ("_order_", "_ignore_", "__order__")
OPERATORS: dict[str, Callable[[int, int], int]] = {
    "|": operator.or_, "&": operator.and_, "^": operator.xor, "+": operator.add, "-": operator.sub, "*": operator.mul, "<<": operator.lshift, ">>": operator.rshift,
}
FLAG_OPERATORS = {"__or__": "|", "__and__": "&", "__xor__": "^"}


@dataclass
class Member:
    """One name of an enumeration; several names may be one member."""

    name: str
    expression: Expression
    value: object  # or UNKNOWN


@dataclass
class Enumeration:
    """A class derived from `Enum`."""

    info: TypeInfo
    members: list[Member] = field(default_factory=list)
    names: dict[str, Member] = field(default_factory=dict)  # with aliases

    def has_base(self, name: str) -> bool:
        return self.info.has_base(name)

    @property
    def is_flag(self) -> bool:
        return self.has_base("enum.Flag")

    @property
    def data(self) -> str:
        """The built-in type that members are values of, too: `int`, `float`, `str`, or nothing."""
        return next((name for name in ("int", "float", "str") if self.has_base(f"builtins.{name}")), "")

    @property
    def mask(self) -> int:
        bits = 0
        for member in self.members:
            bits |= member.value if isinstance(member.value, int) else 0
        return bits

    def listed(self) -> list[Member]:
        """What iterating over the class gives: of a flag, the members of one bit."""
        if not self.is_flag:
            return self.members
        return [m for m in self.members if isinstance(m.value, int) and m.value.bit_count() == 1]


def _calls(module: MypyFile) -> list[EnumCallExpr]:
    """The enumerations that a module makes by a call."""
    given = [s.rvalue.analyzed for s in module.defs if isinstance(s, AssignmentStmt) and isinstance(s.rvalue, CallExpr)]
    return [call for call in given if isinstance(call, EnumCallExpr)]


class Enumerations:
    """All enumerations of a program."""

    def __init__(self, written: WrittenMethods) -> None:
        self.written, self.typed = written, written.typed
        self.found: dict[str, Enumeration] = {}

    def complete(self) -> None:
        for info in self.written.classes():
            if info.is_enum:
                self._complete(info)
        for name in self.typed.application:
            for call in _calls(self.typed.modules[name]):
                self._complete(call.info, call)

    def of(self, info: TypeInfo) -> Enumeration | None:
        return self.found.get(info.fullname)

    def _complete(self, info: TypeInfo, call: EnumCallExpr | None = None) -> None:
        enumeration = self.found[info.fullname] = Enumeration(info)
        self._refuse(info)
        if call is None:
            self._collect(enumeration)
        else:
            self._collect_called(enumeration, call)
        self._check_unique(enumeration)
        above = [base for base in info.mro[1:] if base.is_enum and not base.fullname.startswith("enum.")]
        if enumeration.data or enumeration.is_flag:
            if not above:
                self._variable(info, VALUE, self.written.named_type(enumeration.data or "int"))
        elif enumeration.members:
            self._variable(info, VALUE, self._value_type(enumeration))
        if not above:
            info.names[NAME] = SymbolTableNode(MDEF, self._made_variable(info, NAME, self.written.named_type("str")))
        if enumeration.members:
            self._methods(enumeration)

    def _fail(self, info: TypeInfo, message: str, where: Context, hint: str = "") -> Unsupported:
        error = Unsupported(message, where, hint)
        error.path = self.typed.modules[info.module_name].path
        return error

    def _refuse(self, info: TypeInfo) -> None:
        for name in ("_generate_next_value_", "__new__", "_ignore_"):
            entry = info.names.get(name)
            if entry is not None and entry.node is not None:
                raise self._fail(info, f"'{name}' in an enumeration is not supported", entry.node, "write the values out")

    # -- members -------------------------------------------------------------------------------------------------------

    def _collect(self, enumeration: Enumeration) -> None:
        info, kept = enumeration.info, []
        values: dict[str, object] = {}
        for statement in info.defn.defs.body:
            if not isinstance(statement, AssignmentStmt) or isinstance(statement.rvalue, TempNode) or not self._defines_members(statement):
                if not (isinstance(statement, AssignmentStmt) and isinstance(statement.lvalues[0], NameExpr) and statement.lvalues[0].name in SETTINGS):
                    kept.append(statement)
                continue
            for target in statement.lvalues:
                if not isinstance(target, NameExpr) or not isinstance(target.node, Var):
                    raise self._fail(info, "members of an enumeration are assigned one by one", statement)
                value = self._value(enumeration, target.name, statement.rvalue, values)
                values[target.name] = value
                self._add(enumeration, Member(target.name, statement.rvalue, value))
                target.node.is_classvar = True
        info.defn.defs.body = kept

    def _collect_called(self, enumeration: Enumeration, call: EnumCallExpr) -> None:
        """The members of `Color = Enum("Color", "RED GREEN")`."""
        values: dict[str, object] = {}
        for name, given in zip(call.items, call.values):
            values[name] = self._next_value(enumeration, name, values, call) if given is None else self.evaluate(given, values)
            if values[name] is UNKNOWN:
                raise self._fail(enumeration.info, f"the value of {enumeration.info.name}.{name} must be a constant", given or call, "write a class with its members")
            self._add(enumeration, Member(name, given or call, values[name]))

    def _defines_members(self, statement: AssignmentStmt) -> bool:
        target = statement.lvalues[0]
        if isinstance(target, NameExpr) and (target.name.startswith("_") or isinstance(target.node, Var) and target.node.is_classvar):
            return False
        return not isinstance(get_proper_type(self.typed.types.get(statement.rvalue)), FunctionLike)

    def _add(self, enumeration: Enumeration, member: Member) -> None:
        if member.value is not UNKNOWN:
            for other in enumeration.members:
                if other.value is not UNKNOWN and other.value == member.value:
                    enumeration.names[member.name] = other
                    return
        elif enumeration.is_flag or enumeration.data:
            raise self._fail(enumeration.info, f"the value of {enumeration.info.name}.{member.name} must be a constant", member.expression)
        enumeration.names[member.name] = member
        enumeration.members.append(member)

    def _value(self, enumeration: Enumeration, name: str, e: Expression, values: dict[str, object]) -> object:
        if isinstance(e, CallExpr) and isinstance(e.callee, RefExpr) and e.callee.fullname == "enum.auto":
            return self._next_value(enumeration, name, values, e)
        return self.evaluate(e, values)

    def _next_value(self, enumeration: Enumeration, name: str, values: dict[str, object], e: Expression) -> object:
        if enumeration.has_base("enum.StrEnum"):
            return name.lower()
        numbers = [v for v in values.values() if isinstance(v, int)]
        if len(numbers) != len(values):
            raise self._fail(enumeration.info, "auto() after a value that is not a number", e, "write the value out")
        if enumeration.is_flag:
            return 1 << max(numbers).bit_length() if numbers else 1
        return max(numbers) + 1 if numbers else 1

    def evaluate(self, e: Expression, values: dict[str, object]) -> object:
        """The value of an expression in the class body, or UNKNOWN."""
        if isinstance(e, (IntExpr, FloatExpr, StrExpr)):
            return e.value
        if isinstance(e, NameExpr):
            named = {"builtins.True": True, "builtins.False": False, "builtins.None": None}
            return named[e.fullname] if e.fullname in named else values.get(e.name, UNKNOWN)
        if isinstance(e, TupleExpr):
            items = tuple(self.evaluate(item, values) for item in e.items)
            return UNKNOWN if UNKNOWN in items else items
        if isinstance(e, UnaryExpr):
            inner = self.evaluate(e.expr, values)
            if isinstance(inner, int) and e.op in "-~":
                return -inner if e.op == "-" else ~inner
            return -inner if isinstance(inner, float) and e.op == "-" else UNKNOWN
        if isinstance(e, OpExpr) and e.op in OPERATORS:
            left, right = self.evaluate(e.left, values), self.evaluate(e.right, values)
            if isinstance(left, int) and isinstance(right, int):
                return OPERATORS[e.op](left, right)
        return UNKNOWN

    def _check_unique(self, enumeration: Enumeration) -> None:
        info = enumeration.info
        wanted = any(isinstance(d, RefExpr) and d.fullname == "enum.unique" for d in info.defn.decorators)
        aliases = [f"{name} -> {member.name}" for name, member in enumeration.names.items() if name != member.name]
        if wanted and aliases:
            raise self._fail(info, f"duplicate values found in <enum '{info.name}'>: {', '.join(aliases)}", info.defn)

    # -- attributes ----------------------------------------------------------------------------------------------------

    def _variable(self, info: TypeInfo, name: str, kind: MypyType) -> None:
        names = dict(info.names)
        info.names.clear()
        info.names[name] = SymbolTableNode(MDEF, self._made_variable(info, name, kind))  # first: numbers are read out of an object at its first word
        info.names.update({other: entry for other, entry in names.items() if other != name})

    @staticmethod
    def _made_variable(info: TypeInfo, name: str, kind: MypyType) -> Var:
        variable = Var(name, kind)
        variable.info, variable._fullname = info, f"{info.fullname}.{name}"
        return variable

    def _value_type(self, enumeration: Enumeration) -> MypyType:
        kinds: dict[str, MypyType] = {}
        for member in enumeration.members:
            kind = self._type_of(member.value) if member.value is not UNKNOWN else self.typed.types.get(member.expression)
            if kind is not None:
                kinds[str(kind)] = kind
        if not kinds:
            return self.written.named_type("object")
        return next(iter(kinds.values())) if len(kinds) == 1 else UnionType(list(kinds.values()))

    def _type_of(self, value: object) -> MypyType:
        if value is None:
            return NoneType()
        if isinstance(value, tuple):
            return TupleType([self._type_of(item) for item in value], self.written.named_type("tuple", self.written.named_type("object")))
        return self.written.named_type(type(value).__name__)

    # -- methods -------------------------------------------------------------------------------------------------------

    def _defines(self, info: TypeInfo, name: str) -> bool:
        return any(name in base.names for base in info.mro if not base.fullname.startswith(("enum.", "builtins.")))

    def _methods(self, enumeration: Enumeration) -> None:
        info, shown = enumeration.info, enumeration.info.name
        text, truth, number = (self.written.named_type(n) for n in ("str", "bool", "int"))
        if enumeration.is_flag:
            self._flag_methods(enumeration)
        else:
            self._unless_defined(info, f"def __repr__(self):\n    return f'<{shown}.{{self._name_}}: {{self._value_!r}}>'\n", text)
            plain = f"'{shown}.' + self._name_"
            self._unless_defined(info, f"def __str__(self):\n    return {'str(self._value_)' if enumeration.has_base('enum.ReprEnum') else plain}\n", text)
        if enumeration.has_base("enum.ReprEnum"):
            self._unless_defined(info, "def __format__(self, spec):\n    return format(self._value_, spec) if spec != '' else str(self)\n", text, spec=text)
        if not enumeration.data and not enumeration.is_flag:
            return
        self._unless_defined(info, "def __hash__(self):\n    return hash(self._value_)\n", number)
        if enumeration.data:
            self._unless_defined(info, "def __eq__(self, other):\n    return self._value_ == other\n", truth, other=self.written.named_type("object"))
        if enumeration.data != "str":
            self._unless_defined(info, "def __bool__(self):\n    return self._value_ != 0\n", truth)
        else:
            self._unless_defined(info, "def __bool__(self):\n    return len(self._value_) != 0\n", truth)

    def _unless_defined(self, info: TypeInfo, source: str, result: MypyType, **parameters: MypyType) -> None:
        name = source[4:source.index("(")]
        if not self._defines(info, name):
            self.written.method(info, source, parameters, result, self._names(info))

    def _names(self, info: TypeInfo) -> dict[str, SymbolNode]:
        found = self.typed.modules["_enum"].names["settled_bits"].node
        assert found is not None
        return {"Same": info, "settled_bits": found}

    def _flag_methods(self, enumeration: Enumeration) -> None:
        info, mine = enumeration.info, Instance(enumeration.info, [])
        text, truth, number = (self.written.named_type(n) for n in ("str", "bool", "int"))
        singles = enumeration.listed()
        covered = sum(m.value for m in singles if isinstance(m.value, int))
        if enumeration.mask & ~covered:
            raise self._fail(info, f"the flags of {info.name} use bits that have no name of their own", info.defn, "give each bit a member")
        other = number if enumeration.data else mine
        operand = "other" if enumeration.data else "other._value_"
        for name, symbol in FLAG_OPERATORS.items():
            self._unless_defined(info, f"def {name}(self, other):\n    return Same(self._value_ {symbol} {operand})\n", mine, other=other)
            if enumeration.data:
                self._unless_defined(info, f"def __r{name[2:]}(self, other):\n    return Same(other {symbol} self._value_)\n", mine, other=other)
        inverted = "~self._value_" if enumeration.data else f"{covered} & ~self._value_"
        self._unless_defined(info, f"def __invert__(self):\n    return Same({inverted})\n", mine)
        self._unless_defined(info, "def __contains__(self, other):\n    return other._value_ & self._value_ == other._value_\n", truth, other=mine)
        self._unless_defined(info, "def __len__(self):\n    return self._value_.bit_count()\n", number)
        if not enumeration.data:
            self._unless_defined(info, "def __eq__(self, other):\n    return isinstance(other, Same) and self._value_ == other._value_\n", truth, other=self.written.named_type("object"))
        self._flag_texts(enumeration, text)

    def _flag_texts(self, enumeration: Enumeration, text: MypyType) -> None:
        info, shown = enumeration.info, enumeration.info.name
        lines = [f"    if self._value_ == {m.value}:\n        return {m.name!r}\n" for m in enumeration.members]
        lines.append("    parts = ''\n    rest = self._value_\n")
        for member in enumeration.listed():
            lines.append(f"    if rest & {member.value} != 0:\n        rest = rest & ~{member.value}\n        parts = parts + '|{member.name}'\n")
        lines.append("    if parts == '':\n        return None\n    if rest != 0:\n        parts = parts + '|' + str(rest)\n    return parts[1:]\n")
        self.written.method(info, "def __flag_name(self):\n" + "".join(lines), {}, UnionType([text, NoneType()]))
        named = "    name = self.__flag_name()\n    if name is None:\n        return {without}\n    return {with_name}\n"
        self._unless_defined(info, "def __repr__(self):\n" + named.format(
            without=f"f'<{shown}: {{self._value_}}>'", with_name=f"'<{shown}.' + name + ': ' + str(self._value_) + '>'"), text)
        if enumeration.data:
            self._unless_defined(info, "def __str__(self):\n    return str(self._value_)\n", text)
        else:
            self._unless_defined(info, "def __str__(self):\n" + named.format(without=f"f'{shown}({{self._value_}})'", with_name=f"'{shown}.' + name"), text)
