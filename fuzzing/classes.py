"""Classes of a program: what they have, and how each sort of class is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from fuzzing.author import Author, Body, Function, Variable
from fuzzing.general import call_text
from fuzzing.kinds import BOOL, INT, STR, Kind, any_kind, dict_of, list_of, ordered

FIELDS = (INT, INT, STR, STR, BOOL, list_of(INT), dict_of(STR, INT), list_of(STR), Kind("tuple", (INT, STR)), Kind("float"))


@dataclass(frozen=True)
class Member:
    """What an object can be asked for."""

    name: str
    result: Kind | None
    use: Callable[[Author, str], str]
    """The expression, given that for the object."""
    settable: bool = False


@dataclass
class ClassShape:
    name: str
    parameters: list[tuple[str, Kind, bool]]
    """Of the constructor: (name, kind, whether it has a default)."""
    members: list[Member] = field(default_factory=list)
    literals: list[str] = field(default_factory=list)
    """Where there are no other objects: enumerations."""
    derived: list[ClassShape] = field(default_factory=list)
    fields: list[tuple[str, Kind]] = field(default_factory=list)
    methods: list[Function] = field(default_factory=list)
    abstract: bool = False

    def construct(self, author: Author, argument: Callable[[Kind], str]) -> str:
        """A call of the class, or of a class derived from it."""
        if self.literals:
            return author.random.choice(self.literals)
        if self.abstract or self.derived and author.often(0.2):
            return author.random.choice(self.derived).construct(author, argument)
        words = []
        by_name = False
        for name, kind, has_default in self.parameters:
            if has_default and author.often(0.4):
                by_name = True
                continue
            by_name = by_name or author.often(0.1)
            words.append(f"{name}={argument(kind)}" if by_name else argument(kind))
        return f"{self.name}({', '.join(words)})"


def attribute(name: str, kind: Kind, settable: bool) -> Member:
    return Member(name, kind, lambda author, owner: f"{owner}.{name}", settable)


def method(called: Function) -> Member:
    """A method, called with arguments of any sort."""
    return Member(called.name, called.result, lambda author, owner: call_text(author, Function(f"{owner}.{called.name}", called.parameters, called.named, called.rest, called.result)))


def form(text: str, result: Kind, *operands: Kind) -> Member:
    """An operator or built-in function on an object: `o` in the text is the object, `{}` other operands."""
    return Member(text, result, lambda author, owner: "(" + text.replace("@", owner).format(*(author.expression(kind) for kind in operands)) + ")")


def _enter(author: Author, shape: ClassShape) -> Kind:
    kind = Kind(shape.name, (), shape)
    author.classes.append(kind)
    return kind


def _method(author: Author, kind: Kind, name: str, words: str, result: Kind, variables: list[Variable], size: int = 2) -> None:
    """`def name(self, ...)` with a body of statements."""
    with author.function(f"def {name}(self{words}) -> {result}:", Body(result), [Variable("self", kind, False), *variables]):
        author.line("spend()")
        author.statements(size)
        author.line(f"return {author.expression(result)}")


def _some_methods(author: Author, kind: Kind, shape: ClassShape) -> None:
    for _ in range(author.random.randint(1, 3)):
        parameters = tuple((author.name("a"), author.random.choice(FIELDS), False) for _ in range(author.random.randrange(3)))
        result = any_kind(author.random, 1)
        called = Function(author.name("m"), parameters, (), None, result)
        _method(author, kind, called.name, "".join(f", {n}: {k}" for n, k, _ in parameters), result, [Variable(n, k) for n, k, _ in parameters])
        shape.methods.append(called)
        shape.members.append(method(called))


def _override(author: Author, kind: Kind, shape: ClassShape, base: ClassShape, calls_super: bool = True) -> None:
    """Methods of the base again, with what the base says as one of the values."""
    for called in base.methods:
        if base.abstract or author.often(0.5):
            assert called.result is not None
            words = "".join(f", {n}: {k}" for n, k, _ in called.parameters)
            variables = [Variable(n, k) for n, k, _ in called.parameters]
            with author.function(f"def {called.name}(self{words}) -> {called.result}:", Body(called.result), [Variable("self", kind, False), *variables]):
                author.line("spend()")
                if calls_super:
                    author.declare(called.result, f"super().{called.name}({', '.join(n for n, _, _ in called.parameters)})")
                author.statements(1)
                author.line(f"return {author.expression(called.result)}")


def plain_class(author: Author) -> None:
    """A class with `__init__`, properties, operators; perhaps classes derived from it."""
    name = author.name("C")
    fields = [(author.name("x"), kind) for kind in author.random.sample(FIELDS, author.random.randint(1, 3))] + [(author.name("x"), INT)]
    shape = ClassShape(name, [(f, k, False) for f, k in fields])
    shape.members = [attribute(f, k, True) for f, k in fields]
    shape.fields = fields
    kind = Kind(name, (), shape)
    author.line(f"class {name}:")
    author.indent += 1
    if author.often(0.5):
        author.line("made = 0")
    with author.block(f"def __init__(self, {', '.join(f'{f}: {k}' for f, k in fields)}) -> None:"):
        for f, _ in fields:
            author.line(f"self.{f} = {f}")
        author.line(f"note({author.name('')}, {fields[0][0]})")
    _repr(author, fields)
    _some_methods(author, kind, shape)
    _some_properties(author, kind, shape)
    _some_operators(author, kind, shape, fields[-1][0])
    author.indent -= 1
    author.classes.append(kind)
    for _ in range(author.random.choice([0, 1, 1, 2])):
        _derived_class(author, kind, shape)


def _repr(author: Author, fields: list[tuple[str, Kind]]) -> None:
    with author.block("def __repr__(self) -> str:"):
        shown = ", ".join(f"{{self.{f}!r}}" for f, _ in fields)
        author.line(f'return f"{{type(self).__name__}}({shown})"')


def _some_properties(author: Author, kind: Kind, shape: ClassShape) -> None:
    if author.often(0.6):
        name, result = author.name("y"), author.random.choice(FIELDS)
        author.line("@property")
        _method(author, kind, name, "", result, [], 1)
        settable = author.often(0.4)
        if settable:
            author.line(f"@{name}.setter")
            with author.function(f"def {name}(self, value: {result}) -> None:", Body(), [Variable("self", kind, False), Variable("value", result)]):
                author.line("spend()")
                author.statements(2)
        shape.members.append(attribute(name, result, settable))
    if author.often(0.3):
        name = author.name("z")
        author.line("@staticmethod")
        with author.function(f"def {name}(value: int) -> int:", Body(INT), [Variable("value", INT)]):
            author.line(f"return {author.expression(INT)}")
        shape.members.append(method(Function(name, (("value", INT, False),), (), None, INT)))
    if author.often(0.3):
        name, parameters = author.name("z"), ", ".join(author.literal(k) for _, k, _ in shape.parameters)
        author.line("@classmethod")
        with author.block(f"def {name}(cls) -> {shape.name}:"):
            author.line(f"return cls({parameters})" if not shape.derived and author.often(0.0) else f"return {shape.name}({parameters})")
        shape.members.append(method(Function(name, (), (), None, kind)))


def _some_operators(author: Author, kind: Kind, shape: ClassShape, number: str) -> None:
    """Special methods; `number` is an attribute that is an int."""
    offers: list[tuple[str, str, Kind, list[Variable], list[Member]]] = [
        ("__add__", f", other: {shape.name}", INT, [Variable("other", kind, False)], [form("@ + {}", INT, kind)]),
        ("__sub__", ", other: int", INT, [Variable("other", INT)], [form("@ - {}", INT, INT)]),
        ("__rmul__", ", other: int", STR, [Variable("other", INT)], [form("{} * @", STR, INT)]),
        ("__len__", "", INT, [], [form("len(@)", INT), form("bool(@)", BOOL)]),
        ("__getitem__", ", index: int", STR, [Variable("index", INT)], [form("@[{}]", STR, INT)]),
        ("__contains__", ", item: int", BOOL, [Variable("item", INT)], [form("{} in @", BOOL, INT), form("{} not in @", BOOL, INT)]),
        ("__call__", ", value: int", INT, [Variable("value", INT)], [form("@({})", INT, INT)]),
        ("__lt__", f", other: {shape.name}", BOOL, [Variable("other", kind, False)], [form("@ < {}", BOOL, kind), form("@ > {}", BOOL, kind)]),
        ("__neg__", "", INT, [], [form("-@", INT)]),
        ("__and__", ", other: int", INT, [Variable("other", INT)], [form("@ & {}", INT, INT), form("@ & 7", INT)]),
        ("__str__", "", STR, [], [form("str(@)", STR), form("f'{{@}}'", STR)]),
        ("__bool__", "", BOOL, [], [form("bool(@)", BOOL), form("not @", BOOL)]),
        ("__int__", "", INT, [], [form("int(@)", INT)]),
        ("__divmod__", ", other: int", INT, [Variable("other", INT)], [form("divmod(@, {})", INT, INT)]),
        ("__floordiv__", ", other: int", INT, [Variable("other", INT)], [form("@ // {}", INT, INT)]),
        ("__format__", ", spec: str", STR, [Variable("spec", STR)], [form("format(@, {})", STR, STR), form("f'{{@:>4}}'", STR)]),
        ("__abs__", "", INT, [], [form("abs(@)", INT)]),
    ]
    for name, words, result, variables, members in author.random.sample(offers, author.random.randint(1, 4)):
        _method(author, kind, name, words, result, variables, 1)
        shape.members += members
    if author.often(0.4):
        with author.block("def __eq__(self, other: object) -> bool:"):
            author.line(f"return isinstance(other, {shape.name}) and self.{number} == other.{number}")
        with author.block("def __hash__(self) -> int:"):
            author.line(f"return self.{number} & 7")
        shape.members.append(form("@ == {}", BOOL, kind))
    if author.often(0.3):
        item = author.random.choice([INT, STR])
        with author.function(f"def __iter__(self) -> Iterator[{item}]:", Body(yields=item), [Variable("self", kind, False)]):
            author.line(f"yield {author.expression(item)}")
            author.statements(1)
            author.line(f"yield from {author.expression(list_of(item))}")
        shape.members += [form("list(@)", list_of(item)), form("{} in list(@)", BOOL, item), form("[*@, {}]", list_of(item), item)]


def _derived_class(author: Author, base: Kind, shape: ClassShape) -> None:
    """Overrides some methods, and has an attribute more."""
    name, extra, kind_of_extra = author.name("D"), author.name("x"), author.random.choice(FIELDS)
    own = ClassShape(name, [*shape.parameters, (extra, kind_of_extra, False)], [*shape.members, attribute(extra, kind_of_extra, True)], fields=[*shape.fields, (extra, kind_of_extra)], methods=list(shape.methods))
    kind = Kind(name, (), own)
    author.line(f"class {name}({shape.name}):")
    author.indent += 1
    with author.block(f"def __init__(self, {', '.join(f'{f}: {k}' for f, k, _ in own.parameters)}) -> None:"):
        before = author.often(0.5)
        if before:
            author.line(f"self.{extra} = {extra}")
        author.line(f"super().__init__({', '.join(f for f, _, _ in shape.parameters)})")
        if not before:
            author.line(f"self.{extra}: {kind_of_extra} = {extra}")
    _override(author, kind, own, shape, calls_super=not shape.abstract)
    if author.often(0.5):
        _some_methods(author, kind, own)
    if author.often(0.3):
        _repr(author, own.fields)
    author.indent -= 1
    author.classes.append(kind)
    shape.derived.append(own)


def abstract_class(author: Author) -> None:
    """An abstract class and two that are not."""
    name, number = author.name("A"), author.name("x")
    shape = ClassShape(name, [(number, INT, False)], [attribute(number, INT, True)], fields=[(number, INT)], abstract=True)
    kind = Kind(name, (), shape)
    author.line(f"class {name}(ABC):")
    author.indent += 1
    with author.block(f"def __init__(self, {number}: int) -> None:"):
        author.line(f"self.{number} = {number}")
    for _ in range(author.random.randint(1, 2)):
        called = Function(author.name("m"), tuple((author.name("a"), author.random.choice(FIELDS), False) for _ in range(author.random.randrange(2))), (), None, author.random.choice(FIELDS))
        author.line("@abstractmethod")
        with author.block(f"def {called.name}(self{''.join(f', {n}: {k}' for n, k, _ in called.parameters)}) -> {called.result}:"):
            author.line("...")
        shape.methods.append(called)
        shape.members.append(method(called))
    _repr(author, shape.fields)
    author.indent -= 1
    for _ in range(2):
        _derived_class(author, kind, shape)
    author.classes.append(kind)


def data_class(author: Author) -> None:
    """`@dataclass`, with defaults, perhaps frozen or ordered; perhaps one derived from it."""
    options = {"frozen": author.often(0.3), "order": author.often(0.5), "slots": author.often(0.2)}
    words = ", ".join(f"{name}=True" for name, on in options.items() if on)
    name, has_default = author.name("P"), False
    kinds = [INT, *(author.random.choice(FIELDS) for _ in range(author.random.randint(1, 3)))]
    if options["order"]:
        kinds = [kind for kind in kinds if ordered(kind)]
    shape = ClassShape(name, [])
    kind = Kind(name, (), shape)
    author.line(f"@dataclass({words})" if words else "@dataclass")
    author.line(f"class {name}:")
    author.indent += 1
    for item in kinds:
        attribute_name = author.name("x")
        has_default = has_default or author.often(0.3)
        author.line(f"{attribute_name}: {item}{_field_default(author, item) if has_default else ''}")
        shape.parameters.append((attribute_name, item, has_default))
        shape.members.append(attribute(attribute_name, item, not options["frozen"]))
    shape.members.append(form("@ == {}", BOOL, kind))
    shape.members.append(form("repr(@)", STR))
    if options["order"]:
        shape.members += [form("@ < {}", BOOL, kind), form("@ >= {}", BOOL, kind), form("max(@, {})", kind, kind), form("sorted([@, {}])", list_of(kind), kind)]
    if not options["frozen"] and author.often(0.3):
        with author.function("def __post_init__(self) -> None:", Body(), [Variable("self", kind, False)]):
            author.statements(2)
    if author.often(0.6):
        _some_methods(author, kind, shape)
    author.indent -= 1
    shape.members.append(form(f"replace(@, {shape.parameters[0][0]}={{}})", kind, INT))
    author.classes.append(kind)


def _field_default(author: Author, kind: Kind) -> str:
    if kind.name in ("list", "dict"):
        return author.random.choice([f" = field(default_factory={kind.name})", f" = field(default_factory=lambda: {author.literal(kind)})"])
    return f" = {author.literal(kind)}"


def named_tuple(author: Author) -> None:
    name = author.name("N")
    fields = [(author.name("x"), author.random.choice(FIELDS)) for _ in range(author.random.randint(2, 3))]
    shape = ClassShape(name, [(f, k, False) for f, k in fields], [attribute(f, k, False) for f, k in fields])
    kind = Kind(name, (), shape)
    author.line(f"class {name}(NamedTuple):")
    author.indent += 1
    for f, k in fields:
        author.line(f"{f}: {k}")
    if author.often(0.5):
        _some_methods(author, kind, shape)
    author.indent -= 1
    shape.members += [form("len(@)", INT), form("@ == {}", BOOL, kind), form(f"@._replace({fields[0][0]}={{}})", kind, fields[0][1]), form("@[0]", fields[0][1]), form("@[-1]", fields[-1][1]), form("repr(@)", STR)]
    author.classes.append(kind)


def enumeration(author: Author) -> None:
    name, base = author.name("E"), author.random.choice(["Enum", "IntEnum", "Enum", "StrEnum"])
    members = [author.name("V") for _ in range(author.random.randint(2, 4))]
    values = author.random.sample(range(1, 20), len(members))
    author.line(f"class {name}({base}):")
    author.indent += 1
    value = STR if base == "StrEnum" else INT
    for member, number in zip(members, values):
        author.line(f"{member} = {repr('t' + str(number)) if value == STR else 'auto()' if author.often(0.2) else number}")
    shape = ClassShape(name, [], literals=[f"{name}.{member}" for member in members])
    shape.members = [attribute("name", STR, False), attribute("value", value, False), form("@ == {}", BOOL, Kind(name, (), shape)), form("@ is {}", BOOL, Kind(name, (), shape)), form("str(@)", STR), form(f"list({name}).index(@)", INT)]
    if base == "IntEnum":
        shape.members += [form("@ + {}", INT, INT), form("@ * 2", INT), form("@ < {}", BOOL, INT), form("f'{{@:>5}}'", STR)]
    kind = Kind(name, (), shape)
    if author.often(0.5):
        _some_methods(author, kind, shape)
    author.indent -= 1
    author.classes.append(kind)


def generic_class(author: Author) -> None:
    """`class Box(Generic[T])`, used with several types."""
    name = author.name("G")
    for line in GENERIC.replace("NAME", name).strip().split("\n"):
        author.line(line)
    for item in author.random.sample([INT, STR, list_of(INT), Kind("tuple", (INT, STR))], 2):
        shape = ClassShape(name, [("items", list_of(item), False)])
        kind = Kind(name, (item,), shape)
        shape.members = [method(Function("push", (("item", item, False),), (), None, None)), method(Function("pop", (), (), None, item)), method(Function("first", (("default", item, False),), (), None, item)), form("len(@)", INT),
                         form("list(@)", list_of(item)), attribute("items", list_of(item), True), method(Function("twice", (), (), None, kind)), form("@[{}]", item, INT)]
        author.classes.append(kind)


GENERIC = """
class NAME(Generic[T]):
    def __init__(self, items: list[T]) -> None:
        self.items = items
    def push(self, item: T) -> None:
        self.items.append(item)
        del self.items[8:]
    def pop(self) -> T:
        return self.items.pop()
    def first(self, default: T) -> T:
        for item in self.items:
            return item
        return default
    def twice(self) -> NAME[T]:
        return NAME((self.items * 2)[:8])
    def __len__(self) -> int:
        return len(self.items)
    def __iter__(self) -> Iterator[T]:
        yield from self.items
    def __getitem__(self, index: int) -> T:
        return self.items[index]
    def __repr__(self) -> str:
        return f"NAME({self.items!r})"
"""

SORTS: tuple[Callable[[Author], None], ...] = (plain_class, plain_class, data_class, data_class, abstract_class, named_tuple, enumeration, generic_class)
