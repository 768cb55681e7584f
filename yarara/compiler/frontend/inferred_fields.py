"""`collections.namedtuple`: the types of its fields, which nobody writes, are those of what the program puts into them.

mypy gives such fields the type Any. So it checks the program several times: each time the call of `namedtuple` is read as a class with as much
as is known of its fields by then, `class Point(NamedTuple): x: int`, and afterwards it is noted what each `Point(...)`, `p._replace(...)` and
default gives. When nothing new comes, every use of a field has been checked against all that is in it, as if the class had been written
so. A field of which nothing is known in the end is refused. Until something is known it is of a class of its own, of which no value is: in the
place of an Any, mypy would take `[1, 2]` for a list of Any. What it complains of meanwhile does not count, and nor does what it makes of such
values (`object`, or the type of the other operand): once every field is known, only what the last check says is believed.
"""

from __future__ import annotations


from mypy.nodes import (
    ARG_NAMED, ARG_POS, ARG_STAR, AssignmentStmt, CallExpr, ClassDef, Context, Expression, ListExpr, MemberExpr, MypyFile, NameExpr, Node,
    RefExpr, Statement, StrExpr, SuperExpr, TupleExpr, TypeInfo,
)
from mypy.errors import Errors
from mypy.fastparse import parse
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import CallableType, Instance, TupleType, Type, TypeType, TypeVarType, UnionType, get_proper_type

from yarara.compiler.diagnostics import Diagnostic, located
from yarara.compiler.frontend.parsed_modules import blocks, names_of
from yarara.compiler.walk import callee_name, walk
from yarara.compiler.frontend.written_types import WrittenTypes, import_modules
from yarara.paths import is_ours

MOST_ROUNDS = 8
"""A program of which still something new is learned then has fields whose types grow for ever."""
UNKNOWN = ("collections", "_NothingKnown")
"""The class of fields of which nothing is known yet."""
Place = tuple[str, int, int]
"""Module, line and column of a call of `namedtuple`."""

Kinds = dict[Place, dict[str, set[str]]]
"""The types of each field, as source text."""
ASK_OF_CLASSES = ("builtins.isinstance", "builtins.issubclass")
WRITE_A_CLASS = "write a class: class Point(NamedTuple): and its fields with their types below"


class NamedTupleCall:
    """One call of `namedtuple` that is read as a class."""

    def __init__(self, path: str, call: CallExpr, fields: list[str], defaults: list[Expression]) -> None:
        self.path, self.call, self.fields = path, call, fields
        self.defaults = dict(zip(fields[len(fields) - len(defaults):], defaults))
        self.definition: ClassDef | None = None


class InferredFields:
    """What is known of all such classes of a program, from one check to the next."""

    def __init__(self) -> None:
        self.kinds: Kinds = {}
        self.found: Kinds = {}  # by the last check
        self.doubtful: Kinds = {}  # what counts if nothing else is learned
        self.settled = True
        self.as_values: set[Place] = set()  # those that are not only called
        self.calls: dict[Place, NamedTupleCall] = {}
        self.other_calls: list[tuple[str, CallExpr]] = []  # that are no classes: mostly mypy says why
        self.written = WrittenTypes(".".join(UNKNOWN))
        self.rounds = 0

    def plugin(self, options: Options) -> Plugin:
        """What reads the calls as classes in the next check."""
        self.calls, self.other_calls = {}, []
        return _ReadAsClasses(options, self)

    def learn(self, modules: dict[str, MypyFile], types: dict[Expression, Type]) -> bool:
        """Note what a check has told; whether it is worth another one."""
        if not self.calls:
            return False
        self.rounds += 1
        before, all_known = self.kinds, not self._nothing_known()
        self.found, self.doubtful = {}, {}
        self.as_values.clear()
        evidence = _Evidence(self, types)
        for place, made in self.calls.items():
            for field, value in made.defaults.items():
                self.note(place, field, types.get(value))
        for name in [name for name, file in modules.items() if not is_ours(file.path)]:
            for statement in modules[name].defs:
                walk(statement, evidence.enter)
        if all_known:
            self.kinds = {place: kinds | self.found.get(place, {}) for place, kinds in before.items()}
        else:
            self.kinds = _both(before, self.found)
            self.kinds = _both(before, self.doubtful) if self.kinds == before else self.kinds
        self.settled = self.kinds == before
        return not self.settled and self.rounds < MOST_ROUNDS

    def note(self, place: Place, field: str, kind: Type | None) -> None:
        """Something of this type comes into a field."""
        proper = get_proper_type(kind)
        for item in proper.items if isinstance(proper, UnionType) else [proper]:
            text = self.written.text(item) if item is not None else None
            if text is not None:
                found = self.doubtful if self.written.name("builtins", "object") in text and self._nothing_known() else self.found
                found.setdefault(place, {}).setdefault(field, set()).add(text)

    def _nothing_known(self) -> dict[Place, list[str]]:
        """The fields of which nothing is known."""
        found = {place: [name for name in made.fields if not self.kinds.get(place, {}).get(name)] for place, made in self.calls.items()}
        return {place: names for place, names in found.items() if names}

    def unknown(self) -> list[Diagnostic]:
        """What to say of fields of which nothing is known."""
        found = []
        for place, names in self._nothing_known().items():
            text = f"nothing in the program says what the field{'s' if len(names) > 1 else ''} {', '.join(map(repr, names))} of this namedtuple hold{'' if len(names) > 1 else 's'}"
            found.append(located(self.calls[place].path, place[1], place[2] + 1, text, WRITE_A_CLASS))
        for place in self.as_values if not found else ():
            numbers = [name for name, kinds in self.kinds[place].items() if self.written.name("builtins", "float") in kinds and self.written.name("builtins", "int") not in kinds]
            if numbers:
                text = f"whether the field {numbers[0]!r} of this namedtuple, a float, is also given an int is not known, for the class is used as a value"
                found.append(located(self.calls[place].path, place[1], place[2] + 1, text, WRITE_A_CLASS))
        if not self.settled and not found:
            place, made = next(iter(self.calls.items()))
            found.append(located(made.path, place[1], place[2] + 1, "the types of the fields of the program's named tuples do not come to an end", WRITE_A_CLASS))
        return found

    def not_read(self) -> list[Diagnostic]:
        """What to say of calls that mypy takes."""
        text = "this namedtuple is not supported: its fields must be literal names, and it has no other arguments than 'defaults'"
        return [located(path, call.line, call.column + 1, text, WRITE_A_CLASS) for path, call in self.other_calls]


def _both(one: Kinds, other: Kinds) -> Kinds:
    return {place: {name: one.get(place, {}).get(name, set()) | other.get(place, {}).get(name, set()) for name in one.get(place, {}) | other.get(place, {})} for place in one | other}


class _ReadAsClasses(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking."""

    def __init__(self, options: Options, known: InferredFields) -> None:
        super().__init__(options)
        self.known = known

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        names = set() if is_ours(file.path) else names_of(file, "collections", "namedtuple")
        if not names:
            return []
        written = self.known.written
        written.used.clear()
        for block in blocks(file):
            self._replace(file, block, names)
        return import_modules(file, written)

    def _replace(self, file: MypyFile, block: list[Statement], names: set[str]) -> None:
        """Each call of `namedtuple` in a block, assigned or a base, by a class."""
        for statement in list(block):
            if isinstance(statement, AssignmentStmt) and len(statement.lvalues) == 1 and isinstance(statement.lvalues[0], NameExpr):
                made = self._class(file, statement.rvalue, names, statement.lvalues[0].name)
                if made is not None:
                    block[block.index(statement)] = made
            elif isinstance(statement, ClassDef):
                for at, base in enumerate(statement.base_type_exprs):
                    made = self._class(file, base, names, "")
                    if made is not None:
                        made.name += ":fields"  # the base has no name in the program
                        block.insert(block.index(statement), made)
                        statement.base_type_exprs[at] = name = NameExpr(made.name)
                        name.set_line(base)

    def _class(self, file: MypyFile, value: Expression, names: set[str], target: str) -> ClassDef | None:
        call = _read(value, names, file.path)
        if call is None or target and isinstance(call.call.args[0], StrExpr) and call.call.args[0].value != target:
            self.known.other_calls += [(file.path, value)] if isinstance(value, CallExpr) and _dotted(value.callee) in names else []
            return None
        place = (file.fullname, value.line, value.column)
        self.known.calls[place] = call
        call.definition = made = self._definition(call, place)
        if {"count", "index"} & set(call.fields):
            file.ignored_lines.setdefault(value.line, []).append("assignment")  # these hide methods of `tuple`, which a class may not
        return made

    def _definition(self, call: NamedTupleCall, place: Place) -> ClassDef:
        written, known = self.known.written, self.known.kinds.get(place, {})
        name = call.call.args[0]
        assert isinstance(name, StrExpr)
        lines = [f"class {name.value}({written.name('typing', 'NamedTuple')}):"]
        for field in call.fields:
            kind = " | ".join(sorted(known.get(field, ()))) or written.name(*UNKNOWN)
            lines.append(f"    {field}: {written.with_modules(kind)}{' = 0' if field in call.defaults else ''}")
        options = Options()
        made = parse("\n".join([*lines, "    pass"]), "<made>", None, Errors(options), options).defs[0]
        assert isinstance(made, ClassDef)
        for statement in made.defs.body:
            if isinstance(statement, AssignmentStmt) and isinstance(statement.lvalues[0], NameExpr) and statement.lvalues[0].name in call.defaults:
                statement.rvalue = call.defaults[statement.lvalues[0].name]
        _place(made, call.call)
        return made


class _Evidence:
    """What one check says of the values that come into fields."""

    def __init__(self, known: InferredFields, types: dict[Expression, Type]) -> None:
        self.known, self.types = known, types
        self.named: set[Expression] = set()  # names of classes that are no values
        self.places = {call.definition.info: place for place, call in known.calls.items() if call.definition is not None and call.definition.info}

    def enter(self, node: Node) -> bool:
        if isinstance(node, CallExpr):
            self._call(node)
            self.named.update([node.callee, *(node.args if callee_name(node) in ASK_OF_CLASSES else ())])
            if callee_name(node) == "builtins.map" and node.args:
                self._mapped(node)
        elif isinstance(node, RefExpr):
            place = self._constructed(self.types.get(node)) if node not in self.named else None
            if place is not None:
                self.known.as_values.add(place)
            if isinstance(node, MemberExpr):
                self.named.add(node.expr)
        return True

    def _mapped(self, call: CallExpr) -> None:
        """`map(Point, xs, ys)`."""
        place = self._constructed(self.types.get(call.args[0]))
        if place is not None:
            self.named.add(call.args[0])
            for name, items in zip(self.known.calls[place].fields, call.args[1:]):
                self.known.note(place, name, self._item(self.types.get(items)))

    def _call(self, call: CallExpr) -> None:
        callee = call.callee
        name = callee.name if isinstance(callee, (MemberExpr, SuperExpr)) else ""
        if name == "_replace" and isinstance(callee, MemberExpr):
            self._given(self._place_of(self.types.get(callee.expr)), call, 0)
        elif name == "_make" and isinstance(callee, MemberExpr) and call.args:
            self._everywhere(self._place_of(self.types.get(callee.expr)), self._item(self.types.get(call.args[0])))
        elif name == "__new__":
            made = self.types.get(call)
            self._given(self._place_of(made), call, 1)
        else:
            self._given(self._constructed(self.types.get(callee)), call, 0)

    def _constructed(self, callee: Type | None) -> Place | None:
        """The place of the class that a call makes an object of, unless a class below it takes the arguments in its own way."""
        proper = get_proper_type(callee)
        if not isinstance(proper, TypeType) and not (isinstance(proper, CallableType) and proper.is_type_obj()):
            return None
        info = _class_of(proper)
        maker = next((base for base in info.mro if "__new__" in base.names), None) if info is not None else None
        return self.places.get(maker) if maker is not None else None

    def _place_of(self, kind: Type | None) -> Place | None:
        """The place of the named tuple that an object, or a class, is or derives from."""
        info = _class_of(get_proper_type(kind))
        return next((self.places[base] for base in info.mro if base in self.places), None) if info is not None else None

    def _given(self, place: Place | None, call: CallExpr, first: int) -> None:
        """The arguments of a call from the `first` on are values of fields."""
        if place is None:
            return
        left = list(self.known.calls[place].fields)
        for argument, how, name in list(zip(call.args, call.arg_kinds, call.arg_names))[first:]:
            kind = self.types.get(argument)
            if how is ARG_POS and left:
                self.known.note(place, left.pop(0), kind)
            elif how is ARG_NAMED and name is not None:
                self.known.note(place, name, kind)
            elif how is ARG_STAR and isinstance(tuple_type := get_proper_type(kind), TupleType):
                for item in tuple_type.items[:len(left)]:
                    self.known.note(place, left.pop(0), item)
            else:
                self._everywhere(place, self._item(kind), left)

    def _everywhere(self, place: Place | None, item: Type | None, fields: list[str] | None = None) -> None:
        """Each field, or each of some, may hold such an item."""
        if place is not None:
            for name in self.known.calls[place].fields if fields is None else fields:
                self.known.note(place, name, item)

    @staticmethod
    def _item(kind: Type | None) -> Type | None:
        """Of which type the items of an argument are, or the values of a dict."""
        proper = get_proper_type(kind)
        if isinstance(proper, TupleType):
            return UnionType.make_union(proper.items)
        return proper.args[-1] if isinstance(proper, Instance) and proper.args else None


def _class_of(kind: Type | None) -> TypeInfo | None:
    """The class of an object of this type; of a class, or what makes objects, itself."""
    proper = get_proper_type(kind)
    if isinstance(proper, CallableType):
        proper = get_proper_type(proper.ret_type)
    if isinstance(proper, TypeType):
        proper = proper.item
    if isinstance(proper, TypeVarType):
        proper = get_proper_type(proper.upper_bound)
    if isinstance(proper, TupleType):
        proper = proper.partial_fallback
    return proper.type if isinstance(proper, Instance) else None


def _read(value: Expression, names: set[str], path: str) -> NamedTupleCall | None:
    """A call of `namedtuple` whose fields are literal names and that has no other arguments than `defaults`."""
    if not isinstance(value, CallExpr) or _dotted(value.callee) not in names or value.arg_kinds[:2] != [ARG_POS, ARG_POS] or not isinstance(value.args[0], StrExpr):
        return None
    fields = _field_names(value.args[1])
    defaults: list[Expression] | None = []
    for argument, name in zip(value.args[2:], value.arg_names[2:]):
        defaults = argument.items if name == "defaults" and isinstance(argument, (ListExpr, TupleExpr)) else None
    usable = fields is not None and len(set(fields)) == len(fields) and all(f.isidentifier() and not f.startswith("_") for f in fields)
    return NamedTupleCall(path, value, fields, defaults) if usable and fields is not None and defaults is not None and len(defaults) <= len(fields) else None


def _field_names(written: Expression) -> list[str] | None:
    if isinstance(written, StrExpr):
        return written.value.replace(",", " ").split()
    if not isinstance(written, (ListExpr, TupleExpr)):
        return None
    found = [item.value for item in written.items if isinstance(item, StrExpr)]
    return found if len(found) == len(written.items) else None


def _dotted(callee: Expression) -> str:
    if isinstance(callee, MemberExpr):
        return f"{_dotted(callee.expr)}.{callee.name}"
    return callee.name if isinstance(callee, NameExpr) else ""


def _place(made: ClassDef, where: Context) -> None:
    """Everything about a class that was written here stands where the call does."""
    def enter(node: Node) -> bool:
        node.set_line(where)
        return True

    walk(made, enter)
