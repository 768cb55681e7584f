"""Concrete types: how a value of static type looks in a register and in memory.

mypy's types say what a program means; these say what it is made of. Each type exists once (the constructors intern), so types compare
by identity. `llvm` is the register type; `size`, `align` and `references` (byte offsets of words that the collector follows) describe it
in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mypy.nodes import ARG_POS, ARG_STAR, ARG_STAR2, ArgKind

if TYPE_CHECKING:
    from mypy.nodes import FuncDef, TypeInfo

WORD = 8


class Type:
    """The base of all; `name` is unique and appears in symbols."""

    def __init__(self, name: str, llvm: str, size: int, align: int, references: tuple[int, ...] = ()) -> None:
        self.name, self.llvm, self.size, self.align, self.references = name, llvm, size, align, references

    def __str__(self) -> str:
        return self.name

    @property
    def zero(self) -> str:
        """The LLVM constant of all zero bits."""
        return {"i64": "0", "i1": "false", "double": "0.0", "ptr": "null"}.get(self.llvm, "zeroinitializer")

    @property
    def is_reference(self) -> bool:
        """Whether a value is a pointer to a heap object (or null for None)."""
        return self.llvm == "ptr"


INT = Type("int", "i64", 8, 8)
FLOAT = Type("float", "double", 8, 8)
BOOL = Type("bool", "i1", 1, 1)
NONE = Type("None", "ptr", 8, 8, (0,))
NEVER = Type("NoReturn", "ptr", 8, 8)
FRAME_WORD = Type("word of a frame", "i64", 8, 8, (63 * WORD,))  # may be a reference: the bitmap of such an offset is "every word"


@dataclass
class Field:
    """An attribute stored in an object."""

    name: str
    type: Type
    offset: int
    may_be_missing: bool = False  # reading it may be an AttributeError
    flag: int = 0  # where it is noted that it has a value, when its zero does not say so


class Class(Type):
    """An instance of a class with concrete type arguments: a pointer to an object with a header."""

    def __init__(self, name: str, info: TypeInfo, arguments: tuple[Type, ...], base: Class | None) -> None:
        super().__init__(name, "ptr", 8, 8, (0,))
        self.info, self.arguments, self.base = info, arguments, base
        self.mro: tuple[Class, ...] = (self,)
        self.fields: dict[str, Field] = {}
        self.body_size = WORD  # header
        self.body_references: list[int] = []
        self.item: Type | None = None  # of an Array
        self.boxed: Type | None = None  # of a box
        self.shown = ""  # of a class or built-in function that is used as a function: its `repr`
        self.laid_out = False
        self.instantiated = False
        self.identifier = 0
        self.last_identifier = 0

    @property
    def is_generator(self) -> bool:
        """Whether objects are made by `yield`; the arguments are what it yields, what is sent to it and what it returns."""
        return self.info.fullname == "yarara.runtime.generators.Generator"

    @property
    def symbol(self) -> str:
        """The LLVM name of its type table. Arrays that are alike in memory have one together, so that code for them is the same."""
        if self.info.fullname == "yarara.machine.Array":
            item = self.arguments[0]
            return f'@"type.{self.info.fullname}[{item.size} bytes{", references at " if item.references else ""}{", ".join(map(str, item.references))}]"'
        return f'@"type.{self.name}"'

    def derives_from(self, other: Class) -> bool:
        if other.info.is_intersection and other is not self:
            return all(self.derives_from(base) for base in other.mro[1:])
        return other is self or other in self.mro


class Optional(Type):
    """A value or None: a null pointer, or a flag beside a value that has no null."""

    def __init__(self, inner: Type) -> None:
        self.inner = inner
        if inner.is_reference:
            super().__init__(f"{inner.name} | None", "ptr", 8, 8, (0,))
        else:
            size, offsets = layout((BOOL, inner))
            references = tuple(offsets[1] + at for at in inner.references)
            super().__init__(f"{inner.name} | None", f"{{ i1, {inner.llvm} }}", size, max(inner.align, 1), references)


class Tuple(Type):
    """A fixed tuple: its items side by side, by value."""

    def __init__(self, items: tuple[Type, ...]) -> None:
        self.items = items
        size, offsets = layout(items)
        references = tuple(at + r for at, item in zip(offsets, items) for r in item.references)
        super().__init__(
            f"tuple[{', '.join(map(str, items))}]", "{ " + ", ".join(i.llvm for i in items) + " }", size,
            max([i.align for i in items], default=1), references,
        )


def says_missing(kind: Type) -> bool:
    """Whether the zero of a type is no value of it: then it tells that a variable has none yet."""
    return isinstance(kind, (Class, Function, ClassObject))


@dataclass(frozen=True)
class Formal:
    """How callers may give a parameter: its name ("" if it has none for them), and whether by position, with a default, starred."""

    name: str
    kind: ArgKind

    def written(self, kind: Type) -> str:
        star = "*" if self.kind is ARG_STAR else "**" if self.kind is ARG_STAR2 else ""
        named = ", named" if self.kind.is_named() else ""
        return f"{star}{self.name}: {kind}{' = ...' if self.kind.is_optional() else ''}{named}" if self.name or star else str(kind)


PLAIN = Formal("", ARG_POS)
ANYTHING = (Formal("", ARG_STAR), Formal("", ARG_STAR2))
"""The parameters of a `Callable[..., T]`."""


Shape = tuple[str | None, ...]
"""How the arguments of a call are written: for each one its name, None for those by position; "*" and "**" for those of unknown number."""


class Function(Type):
    """Something to call: a pointer to an object that holds the code's address and what it captured.

    With `formals`, callers may choose how they give the arguments; the object then holds the address of a table with code for each
    shape of call that the program has (`function_values.py`).
    """

    def __init__(self, parameters: tuple[Type, ...], result: Type, formals: tuple[Formal, ...] = ()) -> None:
        self.parameters, self.result, self.formals = parameters, result, formals
        self.shapes: dict[Shape, int] = {}
        written = [f.written(p) for f, p in zip(formals, parameters)] if formals else [str(p) for p in parameters]
        super().__init__(f"({', '.join(written)}) -> {result}", "ptr", 8, 8, (0,))

    @property
    def is_open(self) -> bool:
        """Whether it is a `Callable[..., T]`: what calls of it give is compared with what the function takes when the program runs."""
        return self.formals == ANYTHING and all(parameter is ANY for parameter in self.parameters)


ADAPTED = Function((), NONE)
"""What function objects capture that only call another one in its own way."""
ADAPTED.name = "adapted function"


class ParameterList(Type):
    """Not a value: what a `ParamSpec` stands for."""

    def __init__(self, parameters: tuple[Type, ...], formals: tuple[Formal, ...]) -> None:
        self.parameters, self.formals = parameters, formals
        super().__init__(f"[{', '.join(f.written(p) for f, p in zip(formals, parameters))}]", "ptr", 8, 8)


class Keywords(Type):
    """`**kwargs` of a function that is compiled for each shape of call: the values side by side, their names known."""

    def __init__(self, names: tuple[str, ...], items: tuple[Type, ...]) -> None:
        self.names, self.items = names, items
        size, offsets = layout(items)
        references = tuple(at + r for at, item in zip(offsets, items) for r in item.references)
        super().__init__(
            f"keywords[{', '.join(f'{n}: {i}' for n, i in zip(names, items))}]", "{ " + ", ".join(i.llvm for i in items) + " }", size,
            max([i.align for i in items], default=1), references,
        )


class Starred(Type):
    """Not a value: an argument `*items` or `**items` whose length is known only when the program runs."""

    def __init__(self, inner: Type) -> None:
        self.inner = inner
        super().__init__(f"*{inner}", "ptr", 8, 8)


class StructPointer(Type):
    """A `machine.Struct`: an address."""

    def __init__(self, info: TypeInfo) -> None:
        self.info = info
        super().__init__(f"struct {info.fullname}", "i64", 8, 8)


class ClassObject(Type):
    """A class as a value: a pointer to its type table."""

    def __init__(self, instance: Type) -> None:
        self.instance = instance
        super().__init__(f"type[{instance}]", "ptr", 8, 8, (0,))


@dataclass(eq=False)
class Dynamic(Type):
    """A value whose class is known only when it runs: `object`, a union, a protocol. `members` are the types that flow into it.

    Values without a header are boxed on the way in. Null is None.
    """

    name: str
    members: dict[Type, None] = field(default_factory=dict)
    item: Type | None = None  # what iterating over it gives
    key: Type | None = None  # of a Mapping
    sources: dict["Dynamic", None] = field(default_factory=dict)
    alternatives: tuple[Type, ...] = ()  # of a union
    protocol: TypeInfo | None = None  # of the application: what its values must have
    family: TypeInfo | None = None  # what isinstance() has told: the class without its type arguments
    is_crossing = False  # of a class, and fits a protocol that the class need not name
    unknown: bool = False  # mypy checks nothing of such a value: what it is used as is checked when the program runs

    def __post_init__(self) -> None:
        super().__init__(self.name, "ptr", 8, 8, (0,))

    def __str__(self) -> str:
        return self.name

    def all_members(self) -> list[Type]:
        """Its members and those of the dynamic types that flow into it."""
        seen: dict[Dynamic, None] = {}
        members: dict[Type, None] = {}
        todo = [self]
        while todo:
            dynamic = todo.pop()
            if dynamic in seen:
                continue
            seen[dynamic] = None
            members.update(dynamic.members)
            todo.extend(dynamic.sources)
        return list(members)


def is_complex(kind: Type) -> bool:
    """Whether values are complex numbers."""
    return isinstance(kind, Class) and kind.info.fullname == "builtins.complex"


ANY = Dynamic("Any", unknown=True)
"""Values out of a container of which isinstance() has told the class but not the types of the items: what they are is checked where they are used as something."""
ANY.item = ANY


def may_hold(wanted: Type, have: Type) -> bool:
    """Whether a value whose class is known only at run time, declared as `wanted`, may be of type `have`."""
    if isinstance(wanted, Dynamic):
        if wanted.family is not None:
            named = have.info if isinstance(have, Class) else None
            return named.has_base(wanted.family.fullname) if named is not None else isinstance(have, Tuple) and wanted.family.fullname == "builtins.tuple"
        if wanted.protocol is not None:
            return not isinstance(have, Class) or all(have.info.get(name) is not None for name in wanted.protocol.protocol_members)
        return not wanted.alternatives or any(may_hold(kind, have) for kind in wanted.alternatives)
    if isinstance(wanted, Class) and isinstance(have, Class):
        return have.derives_from(wanted) or have.info is wanted.info or have.info.has_base(wanted.info.fullname)
    if isinstance(wanted, Function) and isinstance(have, Class):
        return have.info.get("__call__") is not None
    if isinstance(have, Class) and wanted in (INT, FLOAT):
        return have.info.has_base("builtins.int") or have.info.has_base(f"builtins.{wanted}")
    numbers = (BOOL, INT, FLOAT)
    if wanted in numbers and have in numbers:
        return numbers.index(have) <= numbers.index(wanted)
    if isinstance(wanted, Class) and wanted.info.fullname == "builtins.tuple" and isinstance(have, Tuple):
        return True
    return wanted is have or isinstance(wanted, (Tuple, Function, ClassObject)) and type(wanted) is type(have)


def as_declared(have: Tuple, alternatives: tuple[Type, ...]) -> Type:
    """As which of a union's types a tuple goes into it: the items of the one that fits may be wider, `tuple[str, Chain]` for a `tuple[str, None]`.

    One of any length, `tuple[int, ...]`, is meant where none of just this length fits.
    """
    fitting: list[Type] = [a for a in alternatives if isinstance(a, Tuple) and len(a.items) == len(have.items) and all(map(_fits, a.items, have.items))]
    if not fitting:
        fitting = [a for a in alternatives if isinstance(a, Class) and a.info.fullname == "builtins.tuple" and a.arguments and all(_fits(a.arguments[0], item) for item in have.items)]
    return have if have in fitting or not fitting else fitting[0]


def _fits(wanted: Type, have: Type) -> bool:
    if have is NONE:
        return wanted is NONE or isinstance(wanted, (Optional, Dynamic))
    if isinstance(wanted, Optional):
        return _fits(wanted.inner, have.inner if isinstance(have, Optional) else have)
    if isinstance(wanted, Tuple) and isinstance(have, Tuple):
        return len(wanted.items) == len(have.items) and all(map(_fits, wanted.items, have.items))
    return may_hold(wanted, have)


class BoundFunction(Type):
    """Not a value: a method not yet called, or a generic function not yet given its types."""

    def __init__(self, function: FuncDef) -> None:
        self.function = function
        super().__init__(f"function {function.fullname}", "ptr", 8, 8)


def layout(items: tuple[Type, ...]) -> tuple[int, list[int]]:
    """Size and offsets of values side by side, as LLVM lays out a struct of them."""
    at = 0
    align = 1
    offsets = []
    for item in items:
        at = -(-at // item.align) * item.align
        offsets.append(at)
        at += item.size
        align = max(align, item.align)
    return -(-at // align) * align, offsets


def words(size: int) -> int:
    """Bytes of whole words that hold so many bytes."""
    return -(-size // WORD) * WORD


_interned: dict[tuple[object, ...], Type] = {}


def reset_interned() -> None:
    """Forget the types of the program compiled before."""
    _interned.clear()
    ANY.members.clear()
    ANY.sources.clear()


def optional(inner: Type) -> Type:
    """`inner | None`."""
    if inner is NONE or isinstance(inner, (Optional, Dynamic)):
        return inner
    if inner is NEVER:
        return NONE
    found = _interned.get(("optional", inner))
    if found is None:
        found = _interned[("optional", inner)] = Optional(inner)
    return found


def tuple_of(items: tuple[Type, ...]) -> Tuple:
    found = _interned.get(("tuple", *items))
    if found is None:
        found = _interned[("tuple", *items)] = Tuple(items)
    assert isinstance(found, Tuple)
    return found


def function_of(parameters: tuple[Type, ...], result: Type, formals: tuple[Formal, ...] = ()) -> Function:
    if all(formal == PLAIN for formal in formals):
        formals = ()
    found = _interned.get(("function", result, formals, *parameters))
    if found is None:
        found = _interned[("function", result, formals, *parameters)] = Function(parameters, result, formals)
    assert isinstance(found, Function)
    return found


def parameter_list(parameters: tuple[Type, ...], formals: tuple[Formal, ...]) -> ParameterList:
    found = _interned.get(("parameters", formals, *parameters))
    if found is None:
        found = _interned[("parameters", formals, *parameters)] = ParameterList(parameters, formals)
    assert isinstance(found, ParameterList)
    return found


def keywords_of(names: tuple[str, ...], items: tuple[Type, ...]) -> Keywords:
    found = _interned.get(("keywords", names, *items))
    if found is None:
        found = _interned[("keywords", names, *items)] = Keywords(names, items)
    assert isinstance(found, Keywords)
    return found


def struct_pointer(info: TypeInfo) -> StructPointer:
    found = _interned.get(("struct", info.fullname))
    if found is None:
        found = _interned[("struct", info.fullname)] = StructPointer(info)
    assert isinstance(found, StructPointer)
    return found


def class_object(instance: Type) -> ClassObject:
    found = _interned.get(("class object", instance))
    if found is None:
        found = _interned[("class object", instance)] = ClassObject(instance)
    assert isinstance(found, ClassObject)
    return found


def some_of(family: TypeInfo) -> Dynamic:
    """Values of a class whose type arguments are not known."""
    found = dynamic(f"{family.fullname}[Any]")
    found.family, found.unknown = family, True
    found.item = ANY
    return found


def is_unknown(kind: Type) -> bool:
    """Whether mypy checks nothing of values of this type."""
    return isinstance(kind, Dynamic) and kind.unknown


def dynamic(name: str) -> Dynamic:
    found = _interned.get(("dynamic", name))
    if found is None:
        found = _interned[("dynamic", name)] = Dynamic(name)
    assert isinstance(found, Dynamic)
    return found
