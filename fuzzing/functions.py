"""Functions of a program, and those inside of functions."""

from __future__ import annotations

from fuzzing.assignments import some_kind
from fuzzing.author import Author, Body, Function, Variable, statement
from fuzzing.control import DEEPEST
from fuzzing.kinds import BOOL, INT, PLAIN, STR, Kind, any_kind, function


def module_function(author: Author) -> None:
    """A function that later ones call: parameters of every sort."""
    called = _signature(author, author.name("f"))
    _define(author, called, author.random.randint(2, 5))
    author.functions.append(called)


def _signature(author: Author, name: str, result: Kind | None = None) -> Function:
    has_default = False
    parameters: list[tuple[str, Kind, bool]] = []
    for _ in range(author.random.randint(0, 3)):
        kind = some_kind(author)
        has_default = (has_default or author.often(0.25)) and kind in PLAIN
        if has_default or not any(d for _, _, d in parameters):
            parameters.append((author.name("a"), kind, has_default))
    rest = author.random.choice([INT, STR]) if author.often(0.2) else None
    named = [(author.name("k"), kind, author.often(0.5)) for kind in author.random.sample(PLAIN, author.random.randint(1, 2))] if author.often(0.3) else []
    kind = result if result is not None else some_kind(author)
    return Function(name, tuple(parameters), tuple(named), rest, kind if author.often(0.9) or result is not None else None)


def _define(author: Author, called: Function, size: int) -> None:
    """The whole definition, with a result at the end."""
    words = [f"{name}: {kind}" + (f" = {author.literal(kind)}" if default else "") for name, kind, default in called.parameters]
    if called.rest is not None:
        rest = author.name("r")
        words.append(f"*{rest}: {called.rest}")
    elif called.named:
        words.append("*")
    words += [f"{name}: {kind}" + (f" = {author.literal(kind)}" if default else "") for name, kind, default in called.named]
    variables = [Variable(name, kind) for name, kind, _ in called.parameters + called.named]
    with author.function(f"def {called.name}({', '.join(words)}) -> {called.result}:", Body(called.result), variables):
        author.line("spend()")
        if called.rest is not None:
            author.declare(Kind("list", (called.rest,)), f"list({rest})")
        author.statements(size)
        if called.result is not None:
            author.line(f"return {author.expression(called.result)}")


def module_generator(author: Author) -> None:
    """A generator function; its result kind is `Iterator[...]`."""
    item = any_kind(author.random, 1)
    name, parameter = author.name("g"), author.name("a")
    kind = Kind("Iterator", (item,))
    with author.function(f"def {name}({parameter}: int) -> {kind}:", Body(yields=item), [Variable(parameter, INT)]):
        author.line("spend()")
        author.line(f"yield {author.expression(item)}")
        author.statements(author.random.randint(1, 4))
        if author.often(0.3) and author.generators:
            inner = author.random.choice(author.generators)
            if inner.result == kind:
                author.line(f"yield from {inner.name}({author.simple(INT)})")
        if author.often(0.3):
            author.line(f"yield from {author.expression(Kind('list', (item,)))}")
    author.generators.append(Function(name, ((parameter, INT, False),), (), None, kind))


def test_function(author: Author, name: str) -> None:
    """A function without parameters that `main` calls."""
    with author.function(f"def {name}() -> None:", Body(), []):
        for _ in range(author.random.randint(2, 4)):
            author.statements(2)
            with author.block("try:"):
                author.statements(author.random.randint(1, 3))
            with author.block("except Exception as error:"):
                author.line("print(describe(error))")
        from fuzzing.assignments import print_variables
        print_variables(author)


def recursive_function(author: Author) -> None:
    """One that calls itself with less."""
    name, depth, value = author.name("f"), author.name("a"), author.name("a")
    kind = author.random.choice(PLAIN)
    called = Function(name, ((depth, INT, False), (value, kind, False)), (), None, kind)
    with author.function(f"def {name}({depth}: int, {value}: {kind}) -> {kind}:", Body(kind), [Variable(depth, INT, False), Variable(value, kind)]):
        author.line("spend()")
        with author.block(f"if {depth} <= 0:"):
            author.line(f"return {author.expression(kind)}")
        author.statements(2)
        deeper = f"{name}(min({depth}, 6) - {author.random.choice(['1', '2'])}, {author.expression(kind)})"
        author.declare(kind, deeper)
        author.line(f"return {author.expression(kind)}")
    author.functions.append(called)


@statement(3)
def nested_function(author: Author) -> None:
    """A function in a function that reads, and perhaps changes, what is around."""
    if author.body.nesting > DEEPEST or author.body.yields is not None:
        return
    changed = [v for v in author.variables if v.assignable and v.kind in (INT, STR)]
    kind = author.random.choice([INT, STR, BOOL])
    parameter, name = author.name("a"), author.name("h")
    called = function(INT, kind)
    with author.function(f"def {name}({parameter}: int) -> {kind}:", Body(kind), [Variable(parameter, INT)]):
        author.line("spend()")
        if changed and author.often(0.6):
            chosen = author.random.choice(changed)
            author.line(f"nonlocal {chosen.name}")
            author.line(f"{chosen.name} = {author.expression(chosen.kind)}")
        author.statements(2)
        author.line(f"return {author.expression(kind)}")
    author.variables.append(Variable(name, called, False))


@statement(2)
def global_change(author: Author) -> None:
    author.line(f"count({author.expression(INT)})")


@statement(3)
def stepping(author: Author) -> None:
    """A generator by hand."""
    if not author.generators or author.body.loops:
        return
    made = author.random.choice(author.generators)
    assert made.result is not None
    item = made.result.items[0]
    name = author.name("s")
    author.line(f"{name} = {made.name}({author.expression(INT)})")
    author.declare(item, f"next({name})")
    if author.often(0.5):
        author.declare(item, f"next({name}, {author.expression(item)})")
    if author.often(0.5):
        author.declare(Kind("list", (item,)), f"list({name})")
