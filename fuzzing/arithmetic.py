"""Expressions that are numbers or truth values."""

from __future__ import annotations

from fuzzing.author import Author, produces
from fuzzing.kinds import BOOL, BYTES, FLOAT, INT, STR, Kind, any_kind, has_set, list_of, optional, ordered, set_of

COMPARED = (INT, INT, STR, FLOAT, BYTES, list_of(INT), list_of(STR), Kind("tuple", (INT, STR)))


@produces("int", weight=10)
def operation(author: Author, kind: Kind) -> str:
    operator = author.random.choice(["+", "-", "*", "+", "-", "*", "//", "%", "&", "|", "^"])
    if operator in ("//", "%") and not author.risky():
        return f"({author.expression(INT)} {operator} ({author.expression(INT)} or {author.random.choice(['1', '7', '-3', '10'])}))"
    return f"({author.expression(INT)} {operator} {author.expression(INT)})"


@produces("int")
def shift(author: Author, kind: Kind) -> str:
    amount = author.random.choice(["0", "1", "5", "31", "62", "63", "64", f"({author.simple(INT)} & 15)", author.simple(INT) if author.risky() else "3"])
    # CPython would make a number of 2**63 bits: beyond any word is far enough
    return f"({author.expression(INT)} {author.random.choice(['<<', '>>'])} min({amount}, 70))"


@produces("int")
def power(author: Author, kind: Kind) -> str:
    return f"({author.expression(INT)} ** {author.random.randrange(5)})"


@produces("int", weight=3)
def masked(author: Author, kind: Kind) -> str:
    mask = author.random.choice(["1", "7", "255", "0xFFFF", "0xFFFFFFFF", "0x7FFFFFFFFFFFFFFF"])
    return f"({author.expression(INT)} & {mask})"


@produces("int", weight=3)
def unary(author: Author, kind: Kind) -> str:
    return author.random.choice(["(-{})", "(~{})", "abs({})", "(+{})", "int({})", "{}.bit_length()", "{}.bit_count()"]).format(f"({author.expression(INT)})")


@produces("int", weight=3)
def number_function(author: Author, kind: Kind) -> str:
    one, other = author.expression(INT), author.expression(INT)
    divisor = other if author.risky() else f"({other} or 9)"
    return author.random.choice([
        f"min({one}, {other})", f"max({one}, {other})", f"divmod({one}, {divisor})[{author.random.randrange(2)}]", f"max({one}, {other}, {author.simple(INT)})",
        f"pow({one}, {author.random.randrange(4)}, {author.random.choice(['7', '1000', '-5', divisor])})", f"math.gcd({one}, {other})", f"math.isqrt({one} & 0xFFFFFF)",
        f"int({author.expression(BOOL)})", f"(({one}) + ({author.expression(BOOL)}))"])


@produces("int", weight=2)
def from_float(author: Author, kind: Kind) -> str:
    form = author.random.choice(["int({})", "round({})", "math.floor({})", "math.ceil({})", "math.trunc({})"])
    return form.format(author.expression(FLOAT))


@produces("int", weight=2)
def from_text(author: Author, kind: Kind) -> str:
    text = author.expression(STR)
    if author.risky():
        return author.random.choice([f"int({text})", f"({text}).index({author.simple(STR)})", f"int({text}, 16)", f"ord({text})"])
    return author.random.choice([
        f"len({text})", f"int(str({author.expression(INT)}))", f"({text}).find({author.simple(STR)})", f"({text}).count({author.simple(STR)})", f"ord(({text} or 'é')[0])", f"int(hex({author.expression(INT)}), 16)",
        f"({text}).rfind({author.simple(STR)}, {author.simple(INT)}, {author.simple(INT)})"])


@produces("int", weight=3)
def from_container(author: Author, kind: Kind) -> str | None:
    numbers = author.expression(list_of(INT))
    if author.risky():
        return author.random.choice([f"max({numbers})", f"({numbers}).index({author.simple(INT)})", f"next(iter({numbers}))", f"range(3)[{author.simple(INT)}]"])
    forms = [f"sum({numbers})", f"len({numbers})", f"max({numbers}, default=0)", f"min({numbers}, default={author.simple(INT)})", f"({numbers}).count({author.simple(INT)})",
             f"next(iter({numbers}), 4)", f"sum({numbers}, {author.simple(INT)})", f"functools.reduce(lambda x, y: x ^ y, {numbers}, {author.simple(INT)})",
             f"len(set({numbers}))", f"range({author.random.choice(['5', '2, 9', '10, 0, -3'])})[{author.random.randint(-4, 3)}]", f"len(range({author.small()}, {author.small()}, {author.random.choice('123')}))"]
    known = author.named("dict") + author.named("set") + author.named("list")
    if known:
        forms += [f"len({author.random.choice(known).name})"] * 3
    return author.random.choice(forms)


@produces("int", weight=1)
def from_bytes(author: Author, kind: Kind) -> str:
    blob = author.expression(BYTES)
    order, signed = repr(author.random.choice(["big", "little"])), author.random.choice(["", ", signed=True"])
    if author.risky():
        return f"({blob})[{author.simple(INT)}]"
    return author.random.choice([f"int.from_bytes(({blob})[:8], {order}{signed})", f"len({blob})", f"({blob}).find({author.simple(BYTES)})"])


# -- float -------------------------------------------------------------------------------------------------------------

@produces("float", weight=8)
def float_operation(author: Author, kind: Kind) -> str:
    operator = author.random.choice(["+", "-", "*", "/", "//", "%"])
    one, other = author.expression(FLOAT), author.expression(FLOAT)
    if author.often(0.3):
        one, other = (one, author.expression(INT)) if author.often(0.5) else (author.expression(INT), other)
    if operator in ("/", "//", "%") and not author.risky():
        other = f"({other} or 0.3)"
    return f"({one} {operator} {other})"


@produces("float", weight=4)
def to_float(author: Author, kind: Kind) -> str:
    one = author.expression(FLOAT)
    return author.random.choice([
        f"({author.expression(INT)} / ({author.expression(INT)} or 3))", f"float({author.expression(INT)})", f"float({author.expression(STR) if author.risky() else f'str({one})'})", f"round({one}, {author.random.randrange(-2, 5)})",
        f"abs({one})", f"min({one}, {author.expression(FLOAT)})", f"max({one}, {author.expression(FLOAT)})", f"math.sqrt(abs({one}))", f"(-{one})", f"divmod({one}, {author.simple(FLOAT)} or 1.5)[{author.random.randrange(2)}]",
        f"math.floor({one}) * 0.5", f"math.fmod({one}, {author.simple(FLOAT)} or 2.5)", f"math.fsum({author.expression(list_of(FLOAT))})", f"math.copysign({one}, {author.simple(FLOAT)})", f"({one} ** 2)"])


# -- bool --------------------------------------------------------------------------------------------------------------

@produces("bool", weight=8)
def comparison(author: Author, kind: Kind) -> str:
    compared = author.random.choice(COMPARED)
    operators = author.random.choices(["<", "<=", ">", ">=", "==", "!="], k=2 if author.often(0.2) else 1)
    text = author.computed(compared)
    for operator in operators:
        text += f" {operator} {author.computed(compared)}"
    return f"({text})"


@produces("bool", weight=2)
def mixed_comparison(author: Author, kind: Kind) -> str:
    return f"({author.computed(INT)} {author.random.choice(['<', '<=', '>', '>=', '==', '!='])} {author.expression(FLOAT)})"


@produces("bool", weight=2)
def equality(author: Author, kind: Kind) -> str:
    compared = any_kind(author.random)
    if compared.name in ("union", "optional", "float"):
        compared = INT
    return f"({author.computed(compared)} {author.random.choice(['==', '!='])} {author.expression(compared)})"


@produces("bool", weight=5)
def connective(author: Author, kind: Kind) -> str:
    if author.often(0.25):
        return f"(not {author.expression(BOOL)})"
    return f"({author.expression(BOOL)} {author.random.choice(['and', 'or', 'and', 'or', '^', '&', '|'])} {author.expression(BOOL)})"


@produces("bool", weight=4)
def membership(author: Author, kind: Kind) -> str:
    word = author.random.choice(["in", "not in"])
    item = author.random.choice([INT, STR])
    container = author.random.choice([list_of(item), set_of(item), Kind("dict", (item, INT)), STR if item == STR else BYTES])
    one = f"({author.expression(INT)} & 255)" if container == BYTES else author.computed(item)
    return f"({one} {word} {author.expression(container)})"


@produces("bool", weight=3)
def predicate(author: Author, kind: Kind) -> str:
    text = author.expression(STR)
    test = author.random.choice(["isdigit", "isalpha", "isupper", "islower", "isspace", "isalnum", "isidentifier", "istitle", "isnumeric", "isdecimal", "isprintable", "isascii"])
    numbers, sets = author.expression(list_of(INT)), author.expression(set_of(INT))
    variable = author.name("k")
    return author.random.choice([
        f"({text}).{test}()", f"({text}).startswith({author.simple(STR)})", f"({text}).endswith(({author.simple(STR)}, {author.simple(STR)}))", f"bool({author.expression(any_kind(author.random))})",
        f"any({variable} > {author.simple(INT)} for {variable} in {numbers})", f"all({variable} % 2 == 0 for {variable} in {numbers})", f"({sets}).isdisjoint({numbers})",
        f"({sets} <= {author.expression(set_of(INT))})", f"({author.expression(FLOAT)}).is_integer()", f"math.isinf({author.expression(FLOAT)})", f"bool({text})"])


@produces("bool", weight=2)
def absence(author: Author, kind: Kind) -> str:
    return f"({author.expression(optional(INT))} {author.random.choice(['is', 'is not'])} None)"


def orderable(author: Author) -> Kind:
    """A kind with an order."""
    kind = any_kind(author.random)
    return kind if ordered(kind) and not has_set(kind) else INT
