"""What a program puts into containers: the types that `inferred_containers.py` writes.

`found.append(x)`, `counts[key] = n` and `groups[key].append(x)` say it, and so do places that take the whole container: a parameter, a result or a variable that is
declared.
"""

from __future__ import annotations

from mypy.maptype import map_instance_to_supertype
from mypy.nodes import (
    ARG_OPT, ARG_POS, AssignmentStmt, CallExpr, DictExpr, Expression, IndexExpr, LambdaExpr, ListExpr, MemberExpr, NameExpr, Node,
    OperatorAssignmentStmt, RefExpr, SetExpr, SliceExpr, StarExpr, TupleExpr, TypeInfo, Var,
)
from mypy.types import CallableType, Instance, TupleType, Type, TypeType, UnionType, get_proper_type

from yarara.compiler.frontend.written_types import WrittenTypes

CONTAINERS = {
    "builtins.list": 1, "builtins.set": 1, "_collections.deques.deque": 1, "_collections.counters.Counter": 1, "builtins.dict": 2, "collections.defaultdict": 2, "collections.OrderedDict": 2,
}
"""How many types tell what such a container holds."""
SEQUENCES, SETS, COUNTER = ("builtins.list", "_collections.deques.deque"), ("builtins.set",), "_collections.counters.Counter"
MAPPINGS = ("builtins.dict", "collections.defaultdict", "collections.OrderedDict", COUNTER)
PUT_ITEM = {"append": (SEQUENCES, 0), "appendleft": (SEQUENCES, 0), "insert": (SEQUENCES, 1), "add": (SETS, 0)}
PUT_ITEMS = {"extend": SEQUENCES, "extendleft": SEQUENCES, "update": (*SETS, COUNTER)}
PUSHING = ("heapq.heappush", "heapq.heappushpop", "_heapq.heappush", "bisect.insort", "bisect.insort_left", "bisect.insort_right")


class Contents:
    """What is known of the values in one place: of which types some are, and which containers some are."""

    def __init__(self, written: WrittenTypes) -> None:
        self.written = written
        self.texts: set[str] = set()
        self.defaults: set[str] = set()  # what is taken for the value of a key that is missing: nothing better may be known yet
        self.expected: set[str] = set()  # what takes the container as a whole declares
        self.made: dict[str, list[Contents]] = {}

    @classmethod
    def empty(cls, kind: str, value: Expression, types: dict[Expression, Type], written: WrittenTypes) -> Contents:
        """Of a variable to which `value`, an empty container, is assigned first."""
        found = cls(written)
        parts = found.container(kind)
        if kind == "collections.defaultdict" and isinstance(value, CallExpr):
            factory = value.args[0]
            if isinstance(factory, RefExpr) and isinstance(factory.node, TypeInfo):
                name = factory.node.fullname
                if name in CONTAINERS:
                    parts[1].container(name)
                elif not factory.node.type_vars:
                    parts[1].note(Instance(factory.node, []))
            elif isinstance(factory, LambdaExpr):
                made = get_proper_type(types.get(factory))
                parts[1].note(made.ret_type if isinstance(made, CallableType) else None)
        return found

    def container(self, kind: str) -> list[Contents]:
        """Some value is such a container: what is in it."""
        return self.made.setdefault(kind, [Contents(self.written) for _ in range(CONTAINERS[kind])])

    def note(self, kind: Type | None, *, default: bool = False) -> None:
        """Some value is of this type; nothing is learnt from one that is not known."""
        proper = get_proper_type(kind)
        for item in proper.items if isinstance(proper, UnionType) else [proper]:
            text = self.written.text(item) if item is not None else None
            if text is not None:
                (self.defaults if default else self.texts).add(text)

    def expect(self, kind: Type) -> None:
        """The container goes where this type is declared."""
        proper = get_proper_type(kind)
        for item in proper.items if isinstance(proper, UnionType) else [proper]:
            if isinstance(item, Instance) and item.type.fullname in self.made and (text := self.written.text(item)) is not None:
                self.expected.add(text)

    def text(self) -> str | None:
        """The annotation; None where too little is known."""
        if len(self.expected) == 1:
            return next(iter(self.expected))
        found = set(self.texts if self.made else self.texts or self.defaults)
        for kind, parts in self.made.items():
            texts = [part.text() for part in parts]
            if None not in texts:
                module, _, name = kind.rpartition(".")
                found.add(f"{self.written.name(module, name)}[{', '.join(map(str, texts))}]")
            elif not self.texts:
                return None
        for narrow, *wide in (("bool", "int", "float", "complex"), ("int", "float", "complex"), ("float", "complex")):
            if any(self.written.name("builtins", name) in found for name in wide):
                found.discard(self.written.name("builtins", narrow))
        return " | ".join(sorted(found)) or None


class Evidence:
    """What one check of the program says of some variables."""

    def __init__(self, contents: dict[Var, Contents], types: dict[Expression, Type], written: WrittenTypes) -> None:
        self.contents, self.types, self.written = contents, types, written

    def enter(self, node: Node) -> bool:
        """Learn from a node; a callback of `walk`."""
        if isinstance(node, AssignmentStmt):
            for target in node.lvalues:
                self._assigned(target, node.rvalue, self.types.get(node.rvalue))
        elif isinstance(node, OperatorAssignmentStmt):
            self._operated(node)
        elif isinstance(node, CallExpr):
            self._called(node)
        return True

    def expect(self, value: Expression, declared: Type) -> None:
        """A value goes where a type is declared."""
        found = self._of(value)
        if found is not None:
            found.expect(declared)

    def _of(self, e: Expression) -> Contents | None:
        """What is known of the value of an expression, if it is one of those containers or lies in one."""
        if isinstance(e, (NameExpr, MemberExpr)):
            variable = self._variable(e)
            return self.contents.get(variable) if variable is not None else None
        if isinstance(e, IndexExpr) and not isinstance(e.index, SliceExpr):
            return self._item(e.base, e.index)
        if isinstance(e, CallExpr) and isinstance(e.callee, MemberExpr) and e.callee.name == "setdefault" and len(e.args) == 2:
            found = self._item(e.callee.expr, e.args[0])
            if found is not None:
                self._put(found, e.args[1])
            return found
        return None

    def _variable(self, e: NameExpr | MemberExpr) -> Var | None:
        if isinstance(e.node, Var):
            return e.node
        owner = get_proper_type(self.types.get(e.expr)) if isinstance(e, MemberExpr) else None
        if isinstance(owner, CallableType) and owner.is_type_obj():
            owner = get_proper_type(owner.ret_type)
        if isinstance(owner, TypeType):
            owner = get_proper_type(owner.item)
        symbol = owner.type.get(e.name) if isinstance(owner, Instance) else None
        return symbol.node if symbol is not None and isinstance(symbol.node, Var) else None

    def _item(self, container: Expression, index: Expression) -> Contents | None:
        """What is known of an item, by its index or key."""
        found = self._of(container)
        if found is None:
            return None
        for kind, parts in found.made.items():
            if kind in MAPPINGS:
                self._put(parts[0], index)
                return parts[1] if len(parts) == 2 else None
            if kind in SEQUENCES:
                return parts[0]
        return None

    def _put(self, place: Contents, value: Expression | None, kind: Type | None = None) -> None:
        """A value, or something of a type, comes into a place."""
        made = empty_container(value)
        if made is not None:
            place.container(made)
        else:
            place.note(kind if kind is not None or value is None else self.types.get(value))

    def _assigned(self, target: Expression, value: Expression | None, kind: Type | None) -> None:
        if isinstance(target, (TupleExpr, ListExpr)):
            values = value.items if isinstance(value, (TupleExpr, ListExpr)) and len(value.items) == len(target.items) else None
            kinds = getattr(get_proper_type(kind), "items", None)
            for at, item in enumerate(target.items):
                self._assigned(item, values[at] if values else None, kinds[at] if isinstance(kinds, list) and at < len(kinds) else None)
        elif isinstance(target, IndexExpr) and isinstance(target.index, SliceExpr):
            self._all(self._of(target.base), SEQUENCES, kind)
        elif isinstance(target, (IndexExpr, NameExpr, MemberExpr)):
            place = self._of(target)
            if place is not None and isinstance(target, IndexExpr):
                self._put(place, value, kind)
            elif place is not None and isinstance(value, (ListExpr, SetExpr, DictExpr)):
                self._displayed(place, value)
            elif place is not None and kind is not None:
                place.expect(kind)
            elif value is not None and (variable := self._variable(target) if not isinstance(target, IndexExpr) else None) is not None and not variable.is_inferred and variable.type:
                self.expect(value, variable.type)

    def _displayed(self, place: Contents, value: ListExpr | SetExpr | DictExpr) -> None:
        """`found = [first, *found]`."""
        if isinstance(value, DictExpr):
            for parts in [parts for kind, parts in place.made.items() if kind in MAPPINGS and len(parts) == 2]:
                for pair in value.items:
                    for part, item in zip(parts, pair if pair[0] is not None else ()):
                        self._put(part, item)
            return
        for item in value.items:
            for part in self._parts(place, (*SEQUENCES, *SETS)):
                self._put(part, item) if not isinstance(item, StarExpr) else part.note(_item_of(self.types.get(item.expr)))

    def _operated(self, node: OperatorAssignmentStmt) -> None:
        """`found += more`, `seen |= more`, `counts[key] += 1`."""
        kind = self.types.get(node.rvalue)
        place = self._of(node.lvalue)
        if place is not None and place.made:
            self._all(place, SEQUENCES if node.op == "+" else SETS, kind)
        elif place is not None:
            place.note(kind)

    def _called(self, node: CallExpr) -> None:
        if isinstance(node.callee, RefExpr) and node.callee.fullname in PUSHING and len(node.args) > 1:
            for part in self._parts(self._of(node.args[0]), SEQUENCES):
                self._put(part, node.args[1])
        elif isinstance(node.callee, MemberExpr) and (place := self._of(node.callee.expr)) is not None:
            self._put_by_method(place, node.callee.expr, node.callee.name, node)
        callee = get_proper_type(self.types.get(node.callee))
        if isinstance(callee, CallableType):
            for at, value in enumerate(node.args):
                declared = _parameter(callee, at, node)
                if declared is not None:
                    self.expect(value, declared)

    def _put_by_method(self, place: Contents, owner: Expression, method: str, node: CallExpr) -> None:
        kinds, at = PUT_ITEM.get(method, ((), 0))
        if kinds and len(node.args) > at:
            for part in self._parts(place, kinds):
                self._put(part, node.args[at])
        if method in PUT_ITEMS:
            for value in node.args:
                self._all(place, PUT_ITEMS[method], self.types.get(value))
        if method == "update":
            self._updated(place, node)
        elif method == "setdefault":
            self._of(node)
        elif method == "get" and len(node.args) == 2 and (known := self._item(owner, node.args[0])) is not None:
            known.note(self.types.get(node.args[1]), default=True)

    def _updated(self, place: Contents, node: CallExpr) -> None:
        """`counts.update(more)`, `counts.update(one=1)`."""
        for kind, parts in place.made.items():
            for value, name in zip(node.args, node.arg_names) if kind in MAPPINGS and len(parts) == 2 else ():
                given = get_proper_type(self.types.get(value))
                above = next((base for base in given.type.mro if base.fullname == "typing.Mapping"), None) if isinstance(given, Instance) and name is None else None
                if name is not None:
                    parts[0].texts.add(self.written.name("builtins", "str"))
                    self._put(parts[1], value)
                elif above is not None and isinstance(given, Instance):
                    for part, argument in zip(parts, map_instance_to_supertype(given, above).args):
                        part.note(argument)

    def _all(self, place: Contents | None, kinds: tuple[str, ...], iterable: Type | None) -> None:
        """Every item of an iterable comes into a container."""
        item = _item_of(iterable)
        for part in self._parts(place, kinds):
            part.note(item)

    @staticmethod
    def _parts(place: Contents | None, kinds: tuple[str, ...]) -> list[Contents]:
        """What is known of the items of a container of one of these classes."""
        return [parts[0] for kind, parts in place.made.items() if kind in kinds] if place is not None else []


def empty_container(value: Expression | None) -> str | None:
    """The class of the empty container that an expression makes."""
    if isinstance(value, (ListExpr, DictExpr)):
        return None if value.items else "builtins.list" if isinstance(value, ListExpr) else "builtins.dict"
    if isinstance(value, CallExpr) and isinstance(value.callee, RefExpr) and isinstance(value.callee.node, TypeInfo):
        name = value.callee.node.fullname
        return name if name in CONTAINERS and len(value.args) == (name == "collections.defaultdict") else None
    return None


def _item_of(kind: Type | None) -> Type | None:
    """What iterating over a value gives."""
    proper = get_proper_type(kind)
    if isinstance(proper, TupleType):
        return UnionType.make_union(proper.items)
    above = next((base for base in proper.type.mro if base.fullname == "typing.Iterable"), None) if isinstance(proper, Instance) else None
    return map_instance_to_supertype(proper, above).args[0] if above is not None and isinstance(proper, Instance) else None


def _parameter(callee: CallableType, at: int, node: CallExpr) -> Type | None:
    """The declared type of the parameter that takes an argument."""
    name = node.arg_names[at]
    if name is not None:
        return callee.arg_types[callee.arg_names.index(name)] if name in callee.arg_names else None
    plain = at < len(callee.arg_kinds) and callee.arg_kinds[at] in (ARG_POS, ARG_OPT) and all(kind is ARG_POS for kind in node.arg_kinds[:at + 1])
    return callee.arg_types[at] if plain else None
