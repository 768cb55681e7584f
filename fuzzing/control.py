"""`if`, loops and `match`."""

from __future__ import annotations

from fuzzing.assignments import shown_text
from fuzzing.author import Author, Variable, statement
from fuzzing.containers import loop_header
from fuzzing.general import SPECIAL
from fuzzing.kinds import BOOL, INT, STR, Kind, dict_of, list_of, tuple_of, union

DEEPEST = 4


def some(author: Author) -> None:
    """A few statements, fewer the deeper."""
    author.statements(author.random.randint(1, max(1, 4 - author.body.nesting)))


@statement(8)
def branches(author: Author) -> None:
    if author.body.nesting > DEEPEST:
        return
    condition = author.expression(BOOL)
    walrus = author.name("w")
    if author.often(0.15):
        kind = author.random.choice([INT, STR])
        condition = f"({walrus} := {author.expression(kind)}) {author.random.choice(['>', '==', '!='])} {author.expression(kind)}"
        with author.block(f"if {condition}:"):
            author.variables.append(Variable(walrus, kind))
            some(author)
    else:
        with author.block(f"if {condition}:"):
            some(author)
    if author.often(0.3):
        with author.block(f"elif {author.expression(BOOL)}:"):
            some(author)
    if author.often(0.5):
        with author.block("else:"):
            some(author)


@statement(7)
def narrowing(author: Author) -> None:
    """`isinstance` and `is None` on what is not one type."""
    if author.body.nesting > DEEPEST:
        return
    known = author.named("optional") + author.named("union")
    if not known or author.often(0.3):
        kind = author.random.choice(SPECIAL)
        known = [Variable(author.declare(kind), kind)]
    chosen = author.random.choice(known)
    if chosen.kind.name == "optional":
        test, inside = f"{chosen.name} is not None", chosen.kind.items[0]
    else:
        inside = author.random.choice([kind for kind in chosen.kind.items])
        test = f"isinstance({chosen.name}, {inside.name})"
    outside = author.variables
    author.variables = [v for v in outside if v.name != chosen.name]  # an assignment would end what is known of it
    more = f" and {author.expression(BOOL)}" if author.often(0.2) else ""
    with author.block(f"if {test}{more}:"):
        author.variables.append(Variable(chosen.name, inside, False, narrowed=True))
        author.line(f"print({shown_text(chosen.name, inside)})")
        some(author)
    if author.often(0.5):
        with author.block("else:"):
            author.line(f"print({chosen.name})")
            some(author)
    author.variables = outside


@statement(9)
def for_loop(author: Author) -> None:
    if author.body.nesting > DEEPEST or author.body.loops > 1:
        return
    header, variables = loop_header(author)
    with author.block(f"{header}:"):
        author.variables += variables
        _loop_body(author)
    _loop_else(author)


@statement(4)
def while_loop(author: Author) -> None:
    if author.body.nesting > DEEPEST or author.body.loops > 1:
        return
    counter = author.name("n")
    author.line(f"{counter} = 0")
    bound = author.random.randint(1, 6)
    condition = author.random.choice([f"{counter} < {bound}", f"{counter} < {bound} and {author.expression(BOOL)}", "True", f"({counter} := {counter} + 1) < {bound}"])
    with author.block(f"while {condition}:"):
        author.variables.append(Variable(counter, INT, False))
        author.line(f"{counter} += 1")
        if condition == "True":
            with author.block(f"if {counter} > {bound}:"):
                author.line("break")
        _loop_body(author)
    _loop_else(author)
    author.variables.append(Variable(counter, INT, False))


def _loop_body(author: Author) -> None:
    author.body.loops += 1
    some(author)
    author.body.loops -= 1


def _loop_else(author: Author) -> None:
    if author.often(0.25):
        with author.block("else:"):
            some(author)


@statement(4)
def leave(author: Author) -> None:
    """`break`, `continue`, `return` or `yield`, under a condition or not."""
    words = ["break", "continue"] if author.body.loops else []
    if author.body.yields is not None:
        words += [f"yield {author.expression(author.body.yields)}"] * 3
    elif author.body.result is not None:
        words += [f"return {author.expression(author.body.result)}"] * (1 if author.body.nesting > 1 else 0)
    if not words:
        return
    word = author.random.choice(words)
    if author.often(0.75):
        with author.block(f"if {author.expression(BOOL)}:"):
            author.line(word)
    elif author.body.nesting > 1:
        author.line(word)


@statement(5)
def matching(author: Author) -> None:
    if author.body.nesting > DEEPEST:
        return
    kind = author.random.choice([INT, STR, list_of(INT), tuple_of(INT, STR), union(INT, STR), dict_of(STR, INT), tuple_of(INT, INT), union(STR, list_of(INT))])
    with author.block(f"match {author.computed(kind)}:"):
        for _ in range(author.random.randint(1, 3)):
            pattern, variables = _pattern(author, kind)
            known = len(author.variables)
            author.variables += variables
            guard = f" if {author.expression(BOOL)}" if author.often(0.3) else ""
            with author.block(f"case {pattern}{guard}:"):
                author.line(f"print({', '.join([repr('case'), *(shown_text(v.name, v.kind) for v in variables)])})")
                some(author)
            del author.variables[known:]
        if author.often(0.7):
            with author.block("case _:"):
                some(author)


def _pattern(author: Author, kind: Kind, depth: int = 0) -> tuple[str, list[Variable]]:
    """A pattern that may match, and what it binds."""
    name, chance = author.name("m"), author.random.random()
    if chance < 0.2 and depth:
        return name, [Variable(name, kind)]
    if chance < 0.28 and depth:
        return "_", []
    if kind == INT:
        return author.random.choice([str(author.random.randint(-3, 9)), "0 | 1 | 2", "-1 | 5", f"int({name})", f"(3 | 4) as {name}"]), []
    if kind == STR:
        return author.random.choice([author.literal(STR), f"{author.literal(STR)} | {author.literal(STR)}", "str()"]), []
    if kind.name == "tuple":
        made = [_pattern(author, item, 1) for item in kind.items]
        return f"({', '.join(text for text, _ in made)})", [v for _, variables in made for v in variables]
    if kind.name == "list":
        other = author.name("m")
        return author.random.choice([("[]", []), (f"[{name}]", [Variable(name, INT)]), (f"[{name}, *{other}]", [Variable(name, INT), Variable(other, list_of(INT))]), (f"[1, {name}, *_]", [Variable(name, INT)]),
                                     (f"[*{other}, {name}]", [Variable(name, INT), Variable(other, list_of(INT))]), (f"[_, _] as {other}", [Variable(other, list_of(INT))])])
    if kind.name == "dict":
        other = author.name("m")
        return author.random.choice([("{}", []), (f"{{{author.literal(STR)}: {name}}}", [Variable(name, INT)]), (f"{{'a': {name}, **{other}}}", [Variable(name, INT), Variable(other, kind, False)])])
    part = author.random.choice(kind.items)
    if part.name in ("int", "str"):
        return author.random.choice([(f"{part.name}({name})", [Variable(name, part)]), (f"{part.name}() as {name}", [Variable(name, part)])])
    return _pattern(author, part)
