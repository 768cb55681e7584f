"""Expressions that are lists, dicts, sets and tuples."""

from __future__ import annotations

from fuzzing.author import Author, Variable, produces
from fuzzing.kinds import BOOL, INT, KEYS, STR, Kind, any_kind, dict_of, has_set, list_of, ordered, set_of, tuple_of


@produces("list", weight=5)
def display(author: Author, kind: Kind) -> str:
    item = kind.items[0]
    parts = [author.expression(item) for _ in range(author.random.randint(1, 3))]
    if author.often(0.2):
        parts.insert(author.random.randrange(len(parts) + 1), f"*{author.expression(kind)}")
    return f"[{', '.join(parts)}]"


@produces("list", "set", weight=6)
def comprehension(author: Author, kind: Kind) -> str:
    """With one or two loops and perhaps a condition."""
    before = len(author.variables)
    clauses = _clause(author)
    if author.often(0.2):
        clauses += _clause(author)
    if author.often(0.35):
        clauses += f" if {author.expression(BOOL)}"
    text = f"{author.expression(kind.items[0])}{clauses}"
    del author.variables[before:]
    return f"[{text}]" if kind.name == "list" else f"{{{text}}}" if author.often(0.7) else f"set({text})"


@produces("dict", weight=5)
def dict_comprehension(author: Author, kind: Kind) -> str:
    before = len(author.variables)
    clauses = _clause(author) + (f" if {author.expression(BOOL)}" if author.often(0.3) else "")
    text = f"{author.expression(kind.items[0])}: {author.expression(kind.items[1])}{clauses}"
    del author.variables[before:]
    return f"{{{text}}}"


def _clause(author: Author) -> str:
    """` for x in xs`; its variables are known from here on."""
    header, variables = loop_header(author)
    author.variables += variables
    return f" {header}"


def loop_header(author: Author) -> tuple[str, list[Variable]]:
    """`for x in xs` in many ways, and the variables it binds. Never in the order of a set."""
    one, other = author.name("i"), author.name("j")
    item = author.random.choice([INT, STR, any_kind(author.random, 1)])
    known = [variable for variable in author.named("list") if variable.kind.items]
    if known and author.often(0.5):
        chosen = author.random.choice(known)
        text, item = chosen.name, chosen.kind.items[0]
    else:
        text = author.expression(list_of(item))
    match author.random.randrange(12):
        case 0 | 1:
            return f"for {one} in range({author.random.choice(['3', '5', '1, 4', '6, 0, -2', f'len({text})'])})", [Variable(one, INT)]
        case 2:
            return f"for {one}, {other} in enumerate({text}{author.random.choice(['', ', 1', ', start=5'])})", [Variable(one, INT, False), Variable(other, item, False)]
        case 3:
            return f"for {one}, {other} in zip({text}, {author.expression(STR)})", [Variable(one, item, False), Variable(other, STR, False)]
        case 4:
            return f"for {one} in reversed({text})", [Variable(one, item, False)]
        case 5:
            return f"for {one} in {author.expression(STR)}", [Variable(one, STR, False)]
        case 6:
            key = author.random.choice(KEYS)
            return f"for {one}, {other} in ({author.expression(dict_of(key, item))}).items()", [Variable(one, key, False), Variable(other, item, False)]
        case 7:
            kind = author.random.choice([set_of(INT), set_of(STR)])
            return f"for {one} in sorted({author.expression(kind)})", [Variable(one, kind.items[0], False)]
        case 8 if ordered(item) and not has_set(item):
            return f"for {one} in sorted({text}{author.random.choice(['', ', reverse=True', ', key=repr'])})", [Variable(one, item, False)]
        case 9:
            return f"for {one}, {other} in {author.expression(list_of(tuple_of(INT, STR)))}", [Variable(one, INT, False), Variable(other, STR, False)]
        case 10 if author.generators:
            made = author.random.choice(author.generators)
            assert made.result is not None
            from fuzzing.general import call_text
            return f"for {one} in {call_text(author, made)}", [Variable(one, made.result.items[0], False)]
        case _:
            return f"for {one} in {text}", [Variable(one, item, False)]


@produces("list", weight=6)
def list_function(author: Author, kind: Kind) -> str:
    item, text = kind.items[0], author.expression(kind)
    forms = [f"({text} + {author.expression(kind)})", f"({text} * {author.random.randrange(3)})", f"{text}.copy()", f"list(reversed({text}))", f"list({text})", f"list(({author.expression(dict_of(STR, item))}).values())",
             f"list(({author.expression(dict_of(INT, item))}).values())", f"list(itertools.islice({text}, {author.random.randrange(4)}))", f"list(itertools.chain({text}, {author.expression(kind)}))"]
    variable = author.name("q")
    forms.append(f"[{variable} for {variable} in {text} if {author.expression(BOOL)}]")
    if ordered(item):
        forms += [f"sorted({text})", f"sorted({text}, reverse=True)", f"sorted({text}, key=lambda {variable}: repr({variable}))", f"list(filter(lambda {variable}: {variable} != {author.literal(item)}, {text}))"]
    if item in KEYS:
        forms += [f"list({author.expression(dict_of(item, INT))})", f"sorted({author.expression(set_of(item))})" if ordered(item) else text, f"list(dict.fromkeys({text}))"]
    return author.random.choice(forms)


@produces("list", weight=4)
def list_of_some(author: Author, kind: Kind) -> str | None:
    """What only lists of one kind of item have."""
    item, variable = kind.items[0], author.name("q")
    text = author.expression(STR)
    if item == INT:
        with author.later([Variable(variable, INT, False)]):
            body = author.expression(INT)
        mapped = f"list(map(lambda {variable}: {body}, {author.expression(kind)}))"
        return author.random.choice([mapped, f"list(range({author.small()}))", f"list(range({author.small()}, {author.small()}, {author.random.choice(['2', '-1', '3'])}))", f"list(({text}).encode())", f"list(itertools.accumulate({author.expression(kind)}))"])
    if item == STR:
        return author.random.choice([f"list({text})", f"({text}).split()", f"({text}).split({separator(author)})", f"({text}).rsplit({separator(author)}, {author.small()})", f"({text}).splitlines()", f"list(map(str, {author.expression(list_of(INT))}))",
                                     f"({text}).split(',', {author.small()})"])
    if item == tuple_of(INT, STR):
        return author.random.choice([f"list(enumerate({author.expression(list_of(STR))}))", f"list(zip({author.expression(list_of(INT))}, {author.expression(list_of(STR))}))", f"list(({author.expression(dict_of(INT, STR))}).items())"])
    return None


def separator(author: Author) -> str:
    """Text that is not empty, mostly."""
    return author.simple(STR) if author.risky() else f"({author.simple(STR)} or ' ')"


# -- dict --------------------------------------------------------------------------------------------------------------

@produces("dict", weight=5)
def dict_display(author: Author, kind: Kind) -> str:
    key, value = kind.items
    parts = [f"{author.expression(key)}: {author.expression(value)}" for _ in range(author.random.randint(1, 3))]
    if author.often(0.2):
        parts.insert(author.random.randrange(len(parts) + 1), f"**{author.expression(kind)}")
    return f"{{{', '.join(parts)}}}"


@produces("dict", weight=4)
def dict_function(author: Author, kind: Kind) -> str:
    key, value = kind.items
    one = author.expression(kind)
    return author.random.choice([f"dict(zip({author.expression(list_of(key))}, {author.expression(list_of(value))}))", f"({one} | {author.expression(kind)})", f"({one}).copy()", f"dict({one})",
                                 f"dict.fromkeys({author.expression(list_of(key))}, {author.expression(value)})", f"dict(({one}).items())"])


# -- set ---------------------------------------------------------------------------------------------------------------

@produces("set", weight=6)
def set_function(author: Author, kind: Kind) -> str:
    one, other, item = author.expression(kind), author.expression(kind), kind.items[0]
    return author.random.choice([f"set({author.expression(list_of(item))})", f"({one} | {other})", f"({one} & {other})", f"({one} - {other})", f"({one} ^ {other})", f"({one}).union({author.expression(list_of(item))})",
                                 f"({one}).intersection({author.expression(list_of(item))})", f"({one}).difference({other})", f"{{{author.expression(item)}, *{one}}}", f"({one}).copy()"])


# -- tuple -------------------------------------------------------------------------------------------------------------

@produces("tuple", weight=8)
def tuple_display(author: Author, kind: Kind) -> str:
    return f"({', '.join(author.expression(item) for item in kind.items)},)"


@produces("tuple", weight=2)
def tuple_function(author: Author, kind: Kind) -> str | None:
    if kind == tuple_of(INT, INT):
        return f"divmod({author.expression(INT)}, {author.expression(INT)})"
    if kind == tuple_of(STR, STR, STR):
        return f"({author.expression(STR)}).{author.random.choice(['partition', 'rpartition'])}({author.simple(STR)})"
    if len(kind.items) > 1:
        return f"({author.expression(tuple_of(kind.items[0]))} + {author.expression(tuple_of(*kind.items[1:]))})"
    return None
