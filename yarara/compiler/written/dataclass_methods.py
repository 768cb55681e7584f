"""`@dataclass`: what the decorator makes of a class, as methods with source.

mypy's own plugin has collected the fields and declared `__init__` and the comparisons; here they get their bodies, `__repr__`, `__eq__` and
`__hash__` are added by CPython's rules, and calls of `field()` in the class body become the default they stand for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mypy.nodes import (
    GDEF, MDEF, Argument, AssignmentStmt, BytesExpr, CallExpr, Decorator, EllipsisExpr, Expression, FloatExpr, FuncDef, IntExpr, LambdaExpr,
    MemberExpr, NameExpr, RefExpr, ReturnStmt, StrExpr, SymbolNode, SymbolTableNode, TempNode, TupleExpr, TypeInfo, UnaryExpr, Var,
)
from mypy.types import AnyType, CallableType, Instance, NoneType, TupleType, Type as MypyType, TypeOfAny, UnionType, get_proper_type
from mypy.typeops import get_type_vars
from mypy.typevars import fill_typevars

from yarara.compiler.frontend.module_assignments import assigned_once
from yarara.compiler.diagnostics import Unsupported
from yarara.compiler.written.written_methods import WrittenMethods

DECORATOR = "dataclasses.dataclass"
MUTABLE = ("builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray")
IN_REPR = "__in_repr"
"""The attribute that holds the thread (its address, plus one) whose `repr` of the object is not finished."""
GUARDED_REPR = """    if self.{flag} == {thread}:
        return '...'
    self.{flag} = {thread}
    try:
    {shown}
    finally:
        self.{flag} = 0
"""
INTERNAL = ("__mypy-replace", "__mypy-post_init")
COMPARISONS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


@dataclass
class RecordField:
    """One field, as the decorator sees it."""

    name: str
    owner: TypeInfo
    variable: Var | None = None  # not of an InitVar
    statement: AssignmentStmt | None = None
    default: Expression | None = None
    factory: Expression | None = None
    init_only: bool = False
    keyword_only: bool = False
    options: dict[str, bool] = field(default_factory=dict)

    def option(self, name: str, otherwise: bool = True) -> bool:
        return self.options.get(name, otherwise)


@dataclass
class Record:
    """A class with the decorator: its arguments and its fields, those of its bases first."""

    info: TypeInfo
    options: dict[str, bool]
    fields: dict[str, RecordField]

    def option(self, name: str, otherwise: bool = False) -> bool:
        return self.options.get(name, otherwise)

    def stored(self) -> list[RecordField]:
        """The fields that objects have."""
        return [f for f in self.fields.values() if not f.init_only]

    def parameters(self) -> list[RecordField]:
        """The fields that `__init__` takes, in its order."""
        given = [f for f in self.fields.values() if f.option("init")]
        return sorted(given, key=lambda f: f.keyword_only)


class Dataclasses:
    """Completes the classes of one program that have the decorator."""

    def __init__(self, written: WrittenMethods) -> None:
        self.written = written
        self.typed = written.typed
        self.records: dict[str, Record] = {}
        self.factories: dict[Argument, FuncDef] = {}
        self.lines: dict[FuncDef, int] = {}  # of made methods: the line in the text that CPython compiles on which they call what may raise

    def complete(self) -> None:
        for info in self.written.classes():
            if "dataclass" in info.metadata:
                self._record(info)
        for record in self.records.values():
            _Maker(self, record).make()

    def has_classes_below(self, info: TypeInfo) -> bool:
        """Whether the program derives classes from this one."""
        return any(other is not info and other.has_base(info.fullname) for other in self.written.classes())

    def frozen_field(self, info: TypeInfo, name: str) -> bool:
        """Whether objects of a class refuse to assign this attribute."""
        return any(self.records[b.fullname].option("frozen") for b in info.mro if b.fullname in self.records)

    def _record(self, info: TypeInfo) -> Record:
        found = self.records.get(info.fullname)
        if found is None:
            fields: dict[str, RecordField] = {}
            for base in reversed(info.mro[1:]):
                if "dataclass" in base.metadata:
                    fields.update(self._record(base).fields)
            options = _decorator_options(info)
            fields.update(_own_fields(info, options.get("kw_only", False)))
            found = self.records[info.fullname] = Record(info, options, fields)
        return found


def _decorator_options(info: TypeInfo) -> dict[str, bool]:
    for decorator in info.defn.decorators:
        if isinstance(decorator, CallExpr) and isinstance(decorator.callee, RefExpr) and decorator.callee.fullname == DECORATOR:
            return _booleans(decorator)
    return {}


def _booleans(call: CallExpr) -> dict[str, bool]:
    """The keyword arguments of a call that are `True` or `False`."""
    return {
        name: argument.fullname == "builtins.True" for name, argument in zip(call.arg_names, call.args)
        if name is not None and isinstance(argument, NameExpr) and argument.fullname in ("builtins.True", "builtins.False")
    }


def _own_fields(info: TypeInfo, keyword_only: bool) -> dict[str, RecordField]:
    """The annotated names of the class body, in order."""
    attributes = {a["name"]: a for a in info.metadata["dataclass"]["attributes"]}
    found: dict[str, RecordField] = {}
    for statement in info.defn.defs.body:
        if not isinstance(statement, AssignmentStmt) or not statement.new_syntax or not isinstance(statement.lvalues[0], NameExpr):
            continue
        target = statement.lvalues[0]
        known = attributes.get(target.name)
        variable = target.node if isinstance(target.node, Var) else None
        if known is None or variable is not None and variable.is_classvar:
            continue
        made = RecordField(target.name, info, None if known["is_init_var"] else variable, statement, init_only=known["is_init_var"], keyword_only=known["kw_only"])
        if variable is not None and _type_name(variable.type) == "dataclasses.KW_ONLY":
            continue
        _read_value(made, statement.rvalue)
        found[target.name] = made
    return found


def _type_name(kind: MypyType | None) -> str:
    proper = get_proper_type(kind)
    return proper.type.fullname if isinstance(proper, Instance) else ""


def _read_value(made: RecordField, value: Expression) -> None:
    if isinstance(value, CallExpr) and isinstance(value.callee, RefExpr) and value.callee.fullname == "dataclasses.field":
        made.options = _booleans(value)
        named = dict(zip(value.arg_names, value.args))
        made.default, made.factory = named.get("default"), named.get("default_factory")
    elif not isinstance(value, TempNode):
        made.default = value


def _is_literal(e: Expression) -> bool:
    if isinstance(e, UnaryExpr):
        return _is_literal(e.expr)
    if isinstance(e, TupleExpr):
        return not e.items
    return isinstance(e, (IntExpr, FloatExpr, StrExpr, BytesExpr)) or isinstance(e, NameExpr) and e.fullname in ("builtins.None", "builtins.True", "builtins.False")


def _computes(factory: Expression) -> bool:
    """Whether evaluating the expression calls something other than `partial`."""
    if isinstance(factory, CallExpr):
        return not (isinstance(factory.callee, RefExpr) and factory.callee.fullname == "functools.partial") or any(map(_computes, factory.args))
    return isinstance(factory, MemberExpr) and _computes(factory.expr)


def has_type_vars(variable: Var | None) -> bool:
    """Whether the type of a field depends on the type arguments of its class."""
    return variable is not None and variable.type is not None and bool(get_type_vars(variable.type))


def reaches_itself(info: TypeInfo) -> bool:
    """Whether an object may be reached from its own attributes, as far as their types say."""
    seen: set[str] = set()
    todo = [info]
    while todo:
        at = todo.pop()
        for entry in at.names.values():
            if isinstance(entry.node, Var) and entry.node.type is not None:
                for reached in _classes_in(entry.node.type):
                    if info.has_base(reached.fullname) or reached.has_base(info.fullname):
                        return True
                    if reached.fullname not in seen and not reached.fullname.startswith("builtins."):
                        seen.add(reached.fullname)
                        todo.append(reached)
    return False


def _classes_in(kind: MypyType) -> list[TypeInfo]:
    proper = get_proper_type(kind)
    if isinstance(proper, Instance):
        return [proper.type, *(found for argument in proper.args for found in _classes_in(argument))]
    if isinstance(proper, (UnionType, TupleType)):
        return [found for item in proper.items for found in _classes_in(item)]
    return []


class _Maker:
    """Makes the methods of one class."""

    def __init__(self, all_of_them: Dataclasses, record: Record) -> None:
        self.dataclasses, self.record, self.info = all_of_them, record, record.info
        self.written, self.typed = all_of_them.written, all_of_them.typed

    def make(self) -> None:
        self._settle_fields()
        if self.record.option("init", True) and not self._defines("__init__"):
            self._init()
        if self.record.option("repr", True) and not self._defines("__repr__"):
            self._repr()
        has_hash = self._defines("__hash__")
        if self.record.option("eq", True) and not self._defines("__eq__"):
            self._eq()
        if self.record.option("order"):
            self._order()
        if self.record.option("unsafe_hash") or self.record.option("eq", True) and self.record.option("frozen") and not has_hash:
            if has_hash:
                raise Unsupported(f"class {self.info.name} has a __hash__ of its own and unsafe_hash=True", self.info.defn)
            self._hash()

    def _defines(self, name: str) -> bool:
        entry = self.info.names.get(name)
        return entry is not None and not entry.plugin_generated

    # -- fields --------------------------------------------------------------------------------------------------------

    def _settle_fields(self) -> None:
        """Fields are plain attributes again (mypy makes properties of frozen ones), with the values that the class body keeps."""
        own = {f.name: f for f in self.record.fields.values() if f.owner is self.info}
        for name in self.record.fields:
            if name not in own and name in self.info.names and isinstance(self.info.names[name].node, Var):
                del self.info.names[name]
        for made in own.values():
            if made.variable is not None:
                made.variable.is_property = False
                self.info.names[made.name] = SymbolTableNode(MDEF, made.variable)
            assert made.statement is not None
            self._refuse_mutable(made)
            self._refuse_computed(made)
            kept = made.default is not None and not made.init_only and not (has_type_vars(made.variable) and self._in_place(made))
            made.statement.rvalue = made.default if kept and made.default is not None else TempNode(AnyType(TypeOfAny.special_form))
        body = self.info.defn.defs.body
        self.info.defn.defs.body = [s for s in body if not (isinstance(s, (FuncDef, Decorator)) and s.name in INTERNAL)]

    def _refuse_mutable(self, made: RecordField) -> None:
        kind = _type_name(self.typed.types.get(made.default)) if made.default is not None else ""
        if kind in MUTABLE:
            name = kind.removeprefix("builtins.")
            message = f"mutable default <class '{name}'> for field {made.name} is not allowed: use default_factory"
            error = Unsupported(message, made.default, f"write: {made.name}: {name}[...] = field(default_factory={name})")
            error.path = self.typed.modules[self.info.module_name].path
            raise error

    def _refuse_computed(self, made: RecordField) -> None:
        """`count().__next__` is one function for all objects in CPython; written into `__init__` it would be a new one for each."""
        if made.factory is not None and _computes(made.factory):
            error = Unsupported("a default_factory that is computed is not supported", made.factory, "assign it to a name of the module first, and give that name")
            error.path = self.typed.modules[self.info.module_name].path
            raise error

    # -- construction --------------------------------------------------------------------------------------------------

    def _init(self) -> None:
        entry = self.info.names.get("__init__")
        function = entry.node if entry is not None else None
        if not isinstance(function, FuncDef):
            function = self.written.method(self.info, "def __init__(self):\n    pass\n", {}, NoneType())
        names: dict[str, SymbolNode] = {}
        lines: list[str] = []
        formals = {a.variable.name: a for a in function.arguments}
        for made in self.record.fields.values():
            if made.factory is not None:
                names[f"make_{made.name}"] = self._factory(made)
            if made.init_only:
                continue
            if made.option("init"):
                lines.append(f"self.{made.name} = {made.name}")
            elif made.factory is not None:
                lines.append(f"self.{made.name} = make_{made.name}()")
        if self.info.get("__post_init__") is not None:
            given = ", ".join(f.name for f in self.record.fields.values() if f.init_only)
            lines.append(f"self.__post_init__({given})")
        self.dataclasses.lines[function] = 2 + len(lines)
        for made in self.record.parameters():
            self._set_default(formals[made.name], made, names)
        self.written.body(function, "def __init__(self):\n" + "".join(f"    {line}\n" for line in lines or ["pass"]), names)

    def _set_default(self, formal: Argument, made: RecordField, names: dict[str, SymbolNode]) -> None:
        if made.factory is not None:
            formal.initializer = EllipsisExpr()
            factory = names[f"make_{made.name}"]
            assert isinstance(factory, FuncDef)
            self.dataclasses.factories[formal] = factory
        elif made.default is not None:
            formal.initializer = made.default if self._in_place(made) or made.init_only else self._class_value(made)

    def _in_place(self, made: RecordField) -> bool:
        """Whether the default can be evaluated in each call: a literal, or, as an attribute of a generic class has no one type, a module's name for one object."""
        default = made.default
        if default is None or _is_literal(default):
            return default is not None
        if not isinstance(default, NameExpr) or not isinstance(default.node, Var) or not has_type_vars(made.variable):
            return False
        return default.kind == GDEF and assigned_once(self.typed.modules[made.owner.module_name], default.node) is not None

    def _class_value(self, made: RecordField) -> Expression:
        """`Class.name`: the default is one object, which the class keeps."""
        assert made.default is not None
        owner = NameExpr(made.owner.name)
        owner.node, owner._fullname = made.owner, made.owner.fullname
        found = MemberExpr(owner, made.name)
        found.node, found._fullname, found.kind = made.variable, f"{made.owner.fullname}.{made.name}", MDEF
        for node in (owner, found):
            node.set_line(made.default)
        return found

    def _factory(self, made: RecordField) -> FuncDef:
        """A function that makes a new default, called where the argument is missing."""
        assert made.factory is not None
        wanted = self._type_of(made)
        function = self.written.method(made.owner, f"def __make_{made.name}(self):\n    return None\n", {}, wanted)
        del made.owner.names[function.name]
        made.owner.defn.defs.body.remove(function)
        function.is_static = True
        function.arguments = []
        assert isinstance(function.type, CallableType)
        function.type = function.type.copy_modified(arg_types=[], arg_kinds=[], arg_names=[])
        result = function.body.body[0]
        assert isinstance(result, ReturnStmt)
        result.expr = self._made_by(made.factory, wanted)
        return function

    def _made_by(self, factory: Expression, wanted: MypyType) -> Expression:
        if isinstance(factory, LambdaExpr):
            only = factory.body.body[0]
            if isinstance(only, ReturnStmt) and only.expr is not None:
                return only.expr
        call = CallExpr(factory, [], [], [])
        call.set_line(factory)
        self.typed.types[call] = wanted
        return call

    def _type_of(self, made: RecordField) -> MypyType:
        if made.variable is not None and made.variable.type is not None:
            return made.variable.type
        entry = self.info.names["__init__"].node
        assert isinstance(entry, FuncDef) and isinstance(entry.type, CallableType)
        found = entry.type.argument_by_name(made.name)
        assert found is not None
        return found.typ

    # -- what objects can do -------------------------------------------------------------------------------------------

    def _repr(self) -> None:
        shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in self.record.stored() if f.option("repr"))
        name = self.written.qualified_name(self.info)
        if self.dataclasses.has_classes_below(self.info):
            name = "{self.__class__.__qualname__}"
        source = f"    return f'{name}({shown})'\n"
        names: dict[str, SymbolNode] = {}
        if reaches_itself(self.info):
            variable = Var(IN_REPR, self.written.named_type("int"))
            variable.info, variable._fullname = self.info, f"{self.info.fullname}.{IN_REPR}"
            self.info.names[IN_REPR] = SymbolTableNode(MDEF, variable)
            names = {"core_load": self.typed.modules["yarara.machine"].names["core_load"].node or variable}
            source = GUARDED_REPR.format(flag=IN_REPR, thread="core_load(32) + 1", shown=source)
        self.written.method(self.info, f"def __repr__(self):\n{source}", {}, self.written.named_type("str"), names)

    def _compared(self) -> list[str]:
        return [f.name for f in self.record.stored() if f.option("compare")]

    def _eq(self) -> None:
        same = " and ".join(f"self.{name} == other.{name}" for name in self._compared()) or "True"
        self._comparison("__eq__", same)

    def _order(self) -> None:
        for name, operator in COMPARISONS.items():
            mine, others = (", ".join(f"{side}.{n}" for n in self._compared()) for side in ("self", "other"))
            comma = "," if len(self._compared()) == 1 else ""
            entry = self.info.names.get(name)
            if entry is not None and isinstance(entry.node, FuncDef) and entry.node in self.info.defn.defs.body:
                self.info.defn.defs.body.remove(entry.node)
            self._comparison(name, f"({mine}{comma}) {operator} ({others}{comma})")

    def _comparison(self, name: str, verdict: str) -> None:
        """Only objects of exactly the same class are compared."""
        source = f"def {name}(self, other):\n    if isinstance(other, Same) and other.__class__ is self.__class__:\n        return {verdict}\n    return NotImplemented\n"
        function = self.written.method(
            self.info, source, {"other": self.written.named_type("object")}, self.written.named_type("bool"), {"Same": self.info}, {"other": fill_typevars(self.info)},
        )
        self.dataclasses.lines[function] = 4

    def _hash(self) -> None:
        names = [f.name for f in self.record.stored() if f.options.get("hash", f.option("compare"))]
        items = "".join(f"self.{name}, " for name in names)
        function = self.written.method(self.info, f"def __hash__(self):\n    return hash(({items.strip()}))\n", {}, self.written.named_type("int"))
        self.dataclasses.lines[function] = 3
