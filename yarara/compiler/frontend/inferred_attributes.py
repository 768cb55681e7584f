"""Objects whose attributes no class declares: `threading.local()` and `types.SimpleNamespace(a=1)`.

Each call is read as one of a class of its own, whose attributes are those that the program assigns to such an object, and that the call names. As with the
fields of named tuples (`inferred_fields.py`), mypy checks the program several times, until the attributes are of the types of all that is put into them.
Namespaces of the same names in a module are of one class.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.errors import Errors
from mypy.fastparse import parse
from mypy.nodes import (
    ARG_NAMED, AssignmentStmt, CallExpr, ClassDef, DelStmt, Expression, Import, ImportFrom, MemberExpr, MypyFile, NameExpr, Node, TupleExpr, ListExpr,
)
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import Instance, Type, UnionType, get_proper_type

from yarara.compiler.diagnostics import Diagnostic, located
from yarara.compiler.walk import walk
from yarara.compiler.frontend.written_types import WrittenTypes
from yarara.paths import is_ours

MOST_ROUNDS = 8
UNKNOWN = ("_typeshed", "NothingKnown")
CLASSES = {"threading.local": "_thread._local", "types.SimpleNamespace": "types.SimpleNamespace"}
"""What is called, and what CPython calls the class of what it gives."""
NAMESPACE = "types.SimpleNamespace"
WRITE_A_CLASS = "write a class that declares its attributes, or give it a first value of a known type"
Place = tuple[str, str]
"""Module and name of a class that was made."""


class MadeClass:
    """The class that some calls are read as calls of."""

    def __init__(self, path: str, call: CallExpr, base: str) -> None:
        self.path, self.call, self.base = path, call, base
        self.named = [name for name in call.arg_names if name is not None]
        self.calls = [call]
        self.definition: ClassDef | None = None


class InferredAttributes:
    """What is known of all such classes of a program, from one check to the next."""

    def __init__(self) -> None:
        self.kinds: dict[Place, dict[str, set[str]]] = {}
        self.deleting: set[Place] = set()  # from whose objects the program deletes attributes
        self.classes: dict[Place, MadeClass] = {}  # of the last check
        self.written = WrittenTypes(".".join(UNKNOWN), "_module_of_attribute_")
        self.rounds = 0
        self.settled = True

    def plugin(self, options: Options) -> Plugin:
        """What reads the calls so in the next check."""
        self.classes = {}
        return _ReadAsCalls(options, self)

    def learn(self, modules: dict[str, MypyFile], types: dict[Expression, Type]) -> bool:
        """Note what a check has told; whether the program has to be checked once more."""
        if not self.classes:
            return False
        self.rounds += 1
        found = _Evidence(self, types)
        for name in [name for name, file in modules.items() if not is_ours(file.path)]:
            for statement in modules[name].defs:
                walk(statement, found.enter)
        for place, made in self.classes.items():
            if made.definition is not None and made.definition.info:
                made.definition.info.metadata["shown"] = {"name": CLASSES[made.base]}
        before, deleting = self.kinds, self.deleting
        known = not any(True for _ in self._nothing_known())
        self.kinds, self.deleting = found.kinds if known else _both(before, found.kinds), found.deleting
        self.settled = (self.kinds, self.deleting) == (before, deleting)
        return not self.settled and self.rounds < MOST_ROUNDS

    def _nothing_known(self) -> Iterator[tuple[Place, str]]:
        """The attributes of which nothing is known."""
        for place in self.classes:
            yield from ((place, name) for name, kinds in self.kinds.get(place, {}).items() if not kinds)

    def unknown(self) -> list[Diagnostic]:
        """What to say of attributes of which nothing is known."""
        found = []
        for place, name in self._nothing_known():
            made = self.classes[place]
            text = f"nothing in the program says what the attribute '{name}' of this {made.base.rpartition('.')[2]} holds"
            found.append(located(made.path, made.call.line, made.call.column + 1, text, WRITE_A_CLASS))
        if not self.settled and not found:
            made = next(iter(self.classes.values()))
            found.append(located(made.path, made.call.line, made.call.column + 1, "the types of the attributes of such objects do not come to an end", WRITE_A_CLASS))
        return found

    def source(self, place: Place) -> str:
        """A class as it is known by now."""
        made, kinds = self.classes[place], self.kinds.get(place, {})
        texts = {name: self.written.with_modules(" | ".join(sorted(kinds.get(name, ()))) or self.written.name(*UNKNOWN)) for name in dict.fromkeys([*made.named, *kinds])}
        lines = [f"class {place[1]}({self.written.name(*made.base.split('.'))}):", *(f"    {name}: {text}" for name, text in texts.items()), "    pass"]
        if made.base == NAMESPACE:
            lines += _methods_of_namespace(made.named, texts, self.written, place in self.deleting)
        return "\n".join(lines)


def _methods_of_namespace(named: list[str], kinds: dict[str, str], written: WrittenTypes, deleting: bool) -> list[str]:
    """`__init__` with the names in the call, and what tells the attributes in the order in which they came."""
    later = [name for name in kinds if name not in named]
    in_any_order = deleting or len(later) > 1
    text, anything = written.name("builtins", "str"), written.name("builtins", "object")
    items = f"{written.name('builtins', 'dict')}[{text}, {anything}]"
    given = ", ".join(["self", *(["*"] if named else []), *(f"{name}: {kinds[name]}" for name in named)])
    lines = [f"    def __init__({given}) -> None:"]
    if in_any_order:
        order = f"{written.name('builtins', 'list')}[{text}]"
        lines.insert(0, f"    _order: {order}")
        lines.append(f"        {anything}.__setattr__(self, '_order', {order}())")
    lines += [*(f"        self.{name} = {name}" for name in named), "        pass", f"    def _items(self) -> {items}:", f"        found: {items} = {{}}"]
    if in_any_order:
        asked = [line for name in kinds for line in (f"            if name == {name!r}:", f"                found[name] = self.{name}")]
        return [*lines, "        for name in self._order:", *asked, "        return found", *_noting_order(text, anything)]
    for name in named:
        lines.append(f"        found[{name!r}] = self.{name}")
    for name in later:
        lines += [f"        if hasattr(self, {name!r}):", f"            found[{name!r}] = self.{name}"]
    return [*lines, "        return found"]


def _noting_order(text: str, anything: str) -> list[str]:
    """Where attributes come in an order that only the run tells."""
    return [
        f"    def __setattr__(self, name: {text}, value: {anything}) -> None:", "        if name not in self._order:", "            self._order.append(name)",
        f"        {anything}.__setattr__(self, name, value)", f"    def __delattr__(self, name: {text}) -> None:", f"        {anything}.__delattr__(self, name)", "        self._order.remove(name)",
    ]


class _ReadAsCalls(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking."""

    def __init__(self, options: Options, known: InferredAttributes) -> None:
        super().__init__(options)
        self.known = known

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        names = {} if is_ours(file.path) else _names_of_classes(file)
        if not names:
            return []
        made = self._replace(file, names)
        written = self.known.written
        written.used.clear()
        definitions = [self._definition(place) for place in made]
        added = [Import([pair]) for pair in written.used.items()]
        for statement in added:
            statement.is_top_level = statement.is_mypy_only = True
            statement.set_line(1)
        file.defs[:0] = [*added, *definitions]
        return [(10, module, -1) for module in written.used if module != file.fullname]

    def _replace(self, file: MypyFile, names: dict[str, str]) -> list[Place]:
        """Every such call in a module by that of a class; the classes."""
        found: dict[tuple[object, ...], Place] = {}

        def enter(node: Node) -> bool:
            base = names.get(_dotted(node.callee)) if isinstance(node, CallExpr) else None
            if isinstance(node, CallExpr) and base is not None and _is_plain(node, base):
                shape: tuple[object, ...] = tuple(node.arg_names) if base == NAMESPACE else (node,)
                place = found.setdefault(shape, (file.fullname, f"_attributes_{len(found)}"))
                if place in self.known.classes:
                    self.known.classes[place].calls.append(node)
                else:
                    self.known.classes[place] = MadeClass(file.path, node, base)
                callee = node.callee
                node.callee = NameExpr(place[1])
                node.callee.set_line(callee)
            return True

        for statement in file.defs:
            walk(statement, enter)
        return list(found.values())

    def _definition(self, place: Place) -> ClassDef:
        made, options = self.known.classes[place], Options()
        definition = parse(self.known.source(place), "<made>", None, Errors(options), options).defs[0]
        assert isinstance(definition, ClassDef)
        made.definition = definition

        def enter(node: Node) -> bool:
            node.set_line(made.call)
            return True

        walk(definition, enter)
        return definition


class _Evidence:
    """What one check says of the values that come into attributes."""

    def __init__(self, known: InferredAttributes, types: dict[Expression, Type]) -> None:
        self.known, self.types = known, types
        self.places = {made.definition.info: place for place, made in known.classes.items() if made.definition is not None and made.definition.info}
        self.calls = {call: place for place, made in known.classes.items() for call in made.calls}
        self.kinds: dict[Place, dict[str, set[str]]] = {}
        self.deleting: set[Place] = set()

    def enter(self, node: Node) -> bool:
        if isinstance(node, CallExpr) and node in self.calls:
            for name, value in zip(node.arg_names, node.args):
                if name is not None:
                    self._note(self.calls[node], name, self.types.get(value))
        elif isinstance(node, AssignmentStmt):
            for target in node.lvalues:
                self._assigned(target, self.types.get(node.rvalue))
        elif isinstance(node, DelStmt) and isinstance(node.expr, MemberExpr) and (place := self._place(node.expr.expr)) is not None:
            self.deleting.add(place)
        return True

    def _assigned(self, target: Expression, kind: Type | None) -> None:
        if isinstance(target, MemberExpr):
            place = self._place(target.expr)
            if place is not None:
                self._note(place, target.name, kind)
        elif isinstance(target, (TupleExpr, ListExpr)):
            items = getattr(get_proper_type(kind), "items", None)
            for at, item in enumerate(target.items):
                self._assigned(item, items[at] if isinstance(items, list) and at < len(items) else None)

    def _place(self, owner: Expression) -> Place | None:
        """The class that an object is of, if it is one of those."""
        proper = get_proper_type(self.types.get(owner))
        return self.places.get(proper.type) if isinstance(proper, Instance) else None

    def _note(self, place: Place, name: str, kind: Type | None) -> None:
        proper = get_proper_type(kind)
        found = self.kinds.setdefault(place, {}).setdefault(name, set())
        for item in proper.items if isinstance(proper, UnionType) else [proper]:
            text = self.known.written.text(item) if item is not None else None
            if text is not None:
                found.add(text)


def _both(one: dict[Place, dict[str, set[str]]], other: dict[Place, dict[str, set[str]]]) -> dict[Place, dict[str, set[str]]]:
    found: dict[Place, dict[str, set[str]]] = {}
    for kinds in (one, other):
        for place, attributes in kinds.items():
            for name, texts in attributes.items():
                found.setdefault(place, {}).setdefault(name, set()).update(texts)
    return found


def _names_of_classes(file: MypyFile) -> dict[str, str]:
    """How a module calls them."""
    found: dict[str, str] = {}
    for full in CLASSES:
        module, _, name = full.rpartition(".")
        for statement in file.imports:
            if isinstance(statement, ImportFrom) and statement.id == module:
                found |= {other or given: full for given, other in statement.names if given == name}
            elif isinstance(statement, Import):
                found |= {f"{other or given}.{name}": full for given, other in statement.ids if given == module}
    return found


def _is_plain(call: CallExpr, base: str) -> bool:
    """Whether its arguments have names that are written out."""
    kinds_fit = all(kind is ARG_NAMED for kind in call.arg_kinds) if base == NAMESPACE else not call.args
    return kinds_fit and not {"_items", "_order"} & set(call.arg_names)


def _dotted(callee: Expression) -> str:
    if isinstance(callee, MemberExpr):
        return f"{_dotted(callee.expr)}.{callee.name}"
    return callee.name if isinstance(callee, NameExpr) else ""
