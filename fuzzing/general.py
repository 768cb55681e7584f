"""Expressions of any kind: variables, conditions, calls, subscripts, attributes."""

from __future__ import annotations

from fuzzing.author import Author, Function, Variable, produces
from fuzzing.kinds import BOOL, INT, KEYS, STR, Kind, dict_of, function, list_of, optional, tuple_of, union


@produces("*", weight=10)
def variable(author: Author, kind: Kind) -> str | None:
    known = author.known(kind)
    return author.random.choice(known).name if known else None


@produces("*", weight=2)
def literal(author: Author, kind: Kind) -> str:
    return author.simple(kind) if kind == BOOL else author.literal(kind)


@produces("*", weight=3)
def conditional(author: Author, kind: Kind) -> str | None:
    if kind.shape is not None and kind.shape.derived:
        return None
    return f"({author.expression(kind)} if {author.expression(BOOL)} else {author.expression(kind)})"


@produces("*", weight=3)
def noted(author: Author, kind: Kind) -> str | None:
    """Prints when it is evaluated."""
    if kind.name == "function":
        return None  # mypy does not say what a lambda is that goes through a type variable
    return f"note({author.name('')}, {author.expression(kind)})"


@produces("*", weight=4)
def subscript(author: Author, kind: Kind) -> str | None:
    """An item of a container, of a variable if there is one."""
    if kind.name in ("optional", "union", "function") or kind.shape is not None:
        known = [v for v in author.variables if v.kind == list_of(kind)]
        return f"{author.random.choice(known).name}[{author.random.choice(['0', '-1'])}]" if known else None
    match author.random.randrange(4):
        case 0 | 1:
            return f"{author.expression(list_of(kind))}[{author.simple(INT) if author.risky() else author.random.choice(['0', '-1'])}]"
        case 2:
            key = author.random.choice(KEYS)
            container = author.expression(dict_of(key, kind))
            if author.risky():
                return f"{container}[{author.expression(key)}]"
            return author.random.choice([f"{container}.get({author.expression(key)}, {author.expression(kind)})"])
        case _:
            return f"{author.expression(tuple_of(INT, kind))}[{author.random.choice(['1', '-1'])}]"


@produces("*", weight=4)
def item_of_variable(author: Author, kind: Kind) -> str | None:
    known = [v for v in author.variables if kind in v.kind.items and v.kind.name in ("list", "dict", "tuple")]
    if not known:
        return None
    chosen = author.random.choice(known)
    if chosen.kind.name == "tuple":
        return f"{chosen.name}[{chosen.kind.items.index(kind)}]"
    if chosen.kind.name == "list":
        return f"{chosen.name}[{author.expression(INT) if author.risky() else author.random.choice(['0', '-1', f'{author.expression(INT)} % len({chosen.name})'])}]"
    if chosen.kind.items[1] != kind:
        return None
    key = author.expression(chosen.kind.items[0])
    return f"{chosen.name}[{key}]" if author.risky() else f"{chosen.name}.get({key}, {author.expression(kind)})"


@produces("*", weight=5)
def call(author: Author, kind: Kind) -> str | None:
    """Of a function of the program or a variable that holds one."""
    if author.body.loops > 1:
        return None
    known = [f for f in author.functions if f.result == kind]
    values = [v for v in author.named("function") if v.kind.items[-1] == kind]
    if values and (author.often(0.5) or not known):
        chosen = author.random.choice(values)
        return f"{chosen.name}({', '.join(author.expression(item) for item in chosen.kind.items[:-1])})"
    return call_text(author, author.random.choice(known)) if known else None


def call_text(author: Author, called: Function) -> str:
    """A call with arguments by place and by name; defaults are sometimes left out."""
    arguments = []
    by_name = False
    for name, kind, has_default in called.parameters:
        if has_default and author.often(0.4):
            by_name = True
            continue
        by_name = by_name or (author.often(0.2) and called.rest is None)
        arguments.append(f"{name}={author.expression(kind)}" if by_name else author.expression(kind))
    if called.rest is not None and not by_name:
        arguments += [author.expression(called.rest) for _ in range(author.random.randrange(3))]
        if author.often(0.2):
            arguments.append(f"*{author.expression(list_of(called.rest))}")
    named = [f"{name}={author.expression(kind)}" for name, kind, has_default in called.named if not has_default or author.often(0.5)]
    author.random.shuffle(named)
    return f"{called.name}({', '.join(arguments + named)})"


@produces("*", weight=6)
def attribute(author: Author, kind: Kind) -> str | None:
    """An attribute, property, method or operator of an object of the program."""
    offers = [(owner, member) for owner in author.variables if owner.kind.shape is not None for member in owner.kind.shape.members if member.result == kind]
    if not offers:
        return None
    owner, member = author.random.choice(offers)
    return member.use(author, owner.name)


# -- what is not one type ----------------------------------------------------------------------------------------------

@produces("optional", weight=8)
def maybe(author: Author, kind: Kind) -> str:
    if author.often(0.25):
        key = author.random.choice(KEYS)
        return f"({author.expression(dict_of(key, kind.items[0]))}).get({author.expression(key)})"
    return f"maybe({author.expression(BOOL)}, {author.expression(kind.items[0])})"


@produces("union", weight=8)
def either(author: Author, kind: Kind) -> str:
    if len(kind.items) != 2:
        return author.literal(kind)
    one, other = author.random.sample(kind.items, 2)
    return f"either({author.expression(BOOL)}, {author.expression(one)}, {author.expression(other)})"


@produces("function", weight=8)
def closure(author: Author, kind: Kind) -> str:
    """A lambda that uses what is around it."""
    parameters = [Variable(author.name("p"), item, False) for item in kind.items[:-1]]
    with author.later(parameters):
        body = author.expression(kind.items[-1])
    return f"(lambda {', '.join(p.name for p in parameters)}: {body})"


FUNCTIONS = (function(INT, INT), function(STR, INT), function(INT, STR), function(INT, INT, INT), function(STR, BOOL), function(INT))
SPECIAL = (optional(INT), optional(STR), optional(list_of(INT)), union(INT, STR), union(STR, list_of(INT)), union(INT, STR, tuple_of(INT, STR)))
