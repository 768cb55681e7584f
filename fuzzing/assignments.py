"""Statements that give values to names, items and attributes, and those that print."""

from __future__ import annotations

from fuzzing.author import Author, Variable, statement
from fuzzing.general import FUNCTIONS, SPECIAL
from fuzzing.kinds import BOOL, FLOAT, INT, STR, Kind, any_kind, has_set, list_of, ordered, set_of, tuple_of
from fuzzing.texts import slice_text


def some_kind(author: Author) -> Kind:
    """A kind of any sort, also of the program's own classes."""
    chance = author.random.random()
    if chance < 0.2 and author.classes:
        return author.random.choice(author.classes)
    if chance < 0.3:
        return author.random.choice(FUNCTIONS)
    return author.random.choice(SPECIAL) if chance < 0.42 else any_kind(author.random)


@statement(12)
def declaration(author: Author) -> None:
    author.declare(some_kind(author))


@statement(8)
def assignment(author: Author) -> None:
    targets = [v for v in author.variables if v.assignable]
    if targets:
        target = author.random.choice(targets)
        author.line(f"{target.name} = {bounded(author, target.kind)}")


def bounded(author: Author, kind: Kind) -> str:
    """An expression whose value does not grow from round to round."""
    text = author.expression(kind)
    return f"({text})[:20]" if kind.name in ("str", "bytes", "list") and author.body.loops else text


@statement(7)
def in_place(author: Author) -> None:
    """`+=` and its like on names, items and attributes."""
    targets = [v for v in author.variables if v.assignable and v.kind in (INT, FLOAT)]
    places = [v.name for v in targets] * 2 + [f"{v.name}[{author.random.choice(['0', '-1'])}]" for v in author.known(list_of(INT))]
    places += [f"{v.name}[{author.expression(v.kind.items[0])}]" for v in author.named("dict") if v.kind.items[1] == INT]
    places += [f"{v.name}.{m.name}" for v in author.variables if v.kind.shape for m in v.kind.shape.members if m.settable and m.result == INT]
    if not places:
        return
    place = author.random.choice(places)
    number = FLOAT if place in [v.name for v in targets if v.kind == FLOAT] else INT
    operator = author.random.choice(["+", "-", "*", "//", "%", "&", "|", "^"] if number == INT else ["+", "-", "*", "/"])
    value = author.expression(number)
    author.line(f"{place} {operator}= {f'({value} or 3)' if operator in ('//', '%', '/') else value}")


@statement(3)
def grow(author: Author) -> None:
    """`+=` on what is text or a list: the list itself grows."""
    targets = [v for v in author.variables if v.kind.name in ("str", "bytes", "list") and v.assignable]
    if targets and not author.body.loops:
        target = author.random.choice(targets)
        operator = "*=" if author.often(0.2) else "+="
        author.line(f"{target.name} {operator} {author.random.choice('0123') if operator == '*=' else author.expression(target.kind)}")


@statement(10)
def mutation(author: Author) -> None:
    """A method or a subscript that changes a container."""
    known = author.named("list") + author.named("dict") + author.named("set")
    if known:
        chosen = author.random.choice(known)
        author.line({"list": _change_list, "dict": _change_dict, "set": _change_set}[chosen.kind.name](author, chosen))


def _change_list(author: Author, chosen: Variable) -> str:
    name, item = chosen.name, chosen.kind.items[0]
    if author.risky():
        return author.random.choice([f"{name}[{author.expression(INT)}] = {author.expression(item)}", f"del {name}[{author.small()}]", f"{name}.pop()", f"{name}[::2] = {author.simple(chosen.kind)}"])
    forms = [f"{name}.append({author.expression(item)})", f"{name}[:1] = [{author.expression(item)}]", f"{name}.insert({author.small()}, {author.expression(item)})",
             f"{name}.reverse()", f"del {name}[{slice_text(author)}]", f"{name}[{author.small()}:{author.small()}] = {author.simple(chosen.kind)}[:5]", f"{name}[0] = {author.expression(item)}", f"{name}[-1] = {author.expression(item)}"]
    if not has_set(item) and item.name != "function":
        forms.append(f"print({name}.pop({author.random.choice(['', '0', '-1'])}))")
    if author.risky() and item.name not in ("function", "union", "optional") and not item.shape:
        forms.append(f"{name}.remove({author.expression(item)})")
    if not author.body.loops:
        forms.append(f"{name}.extend({author.expression(chosen.kind)})")
    if ordered(item):
        forms += [f"{name}.sort({author.random.choice(['', 'reverse=True', 'key=repr', 'key=str, reverse=True'])})"] * 2
    return author.random.choice(forms)


def _change_dict(author: Author, chosen: Variable) -> str:
    name, (key, value) = chosen.name, chosen.kind.items
    one = author.expression(key)
    forms = [f"{name}[{one}] = {author.expression(value)}", f"{name}[{one}] = {author.expression(value)}", f"del {name}[{one}]" if author.risky() else f"{name}.pop({one}, {author.simple(value)})", f"{name}.update({author.expression(chosen.kind)})", f"{name}.setdefault({one}, {author.expression(value)})",
             f"{name}.pop({one}, {author.simple(value)})", f"{name} |= {author.expression(chosen.kind)}" if chosen.assignable else f"{name}.clear()"]
    if not has_set(value):
        forms.append(f"print({name}.popitem())" if author.often(0.5) else f"print({name}.pop({one}, {author.simple(value)}))")
    return author.random.choice(forms)


def _change_set(author: Author, chosen: Variable) -> str:
    name, item = chosen.name, chosen.kind.items[0]
    forms = [f"{name}.add({author.expression(item)})", f"{name}.discard({author.expression(item)})", f"{name}.discard({author.expression(item)})" if not author.risky() else f"{name}.remove({author.expression(item)})", f"{name}.update({author.expression(list_of(item))})", f"{name}.intersection_update({author.expression(set_of(item))})"]
    if chosen.assignable:
        forms.append(f"{name} {author.random.choice(['|=', '&=', '-=', '^='])} {author.expression(chosen.kind)}")
    return author.random.choice(forms)


@statement(4)
def attribute_assignment(author: Author) -> None:
    offers = [(v, m) for v in author.variables if v.kind.shape for m in v.kind.shape.members if m.settable and m.result]
    if offers:
        owner, member = author.random.choice(offers)
        assert member.result is not None
        author.line(f"{owner.name}.{member.name} = {bounded(author, member.result)}")


@statement(4)
def unpacking(author: Author) -> None:
    kinds = [any_kind(author.random, 1) for _ in range(author.random.randint(2, 3))]
    names = [author.name("u") for _ in kinds]
    match author.random.randrange(4):
        case 0:
            author.line(f"{', '.join(names)} = {', '.join(author.expression(kind) for kind in kinds)}")
        case 1:
            author.line(f"{', '.join(names)} = {author.expression(tuple_of(*kinds))}")
        case 2:
            kinds = [kinds[0]] * len(kinds)
            right = author.expression(list_of(kinds[0]))
            author.line(f"{', '.join(names)} = " + (f"list({right})" if author.risky() else f"({right} * 3)[:{len(names)}]"))
        case _:
            kinds = [kinds[0], list_of(kinds[0]), kinds[0]][:len(kinds)]
            author.line(f"{', '.join(('*' if i == 1 else '') + name for i, name in enumerate(names))} = list({author.expression(list_of(kinds[0]))} * 2)")
    author.variables += [Variable(name, kind) for name, kind in zip(names, kinds)]


@statement(2)
def swap(author: Author) -> None:
    kind = author.random.choice([INT, STR])
    known = [v.name for v in author.known(kind) if v.assignable]
    items = [f"{v.name}[{author.random.choice(['0', '-1'])}]" for v in author.known(list_of(kind))]
    places = known + items
    if len(places) >= 2:
        one, other = author.random.sample(places, 2)
        author.line(f"{one}, {other} = {other}, {one}")


@statement(2)
def several_targets(author: Author) -> None:
    one, other = author.name("v"), author.name("v")
    kind = author.random.choice([INT, STR, BOOL])
    author.line(f"{one} = {other} = {author.expression(kind)}")
    author.variables += [Variable(one, kind), Variable(other, kind)]


@statement(12)
def printing(author: Author) -> None:
    kinds = [any_kind(author.random) for _ in range(author.random.randint(1, 3))]
    shown = [shown_text(author.expression(kind), kind) for kind in kinds]
    options = author.random.choice(["", "", "", ", sep='|'", ", end='.\\n'"])
    author.line(f"print({', '.join(shown)}{options})")


def shown_text(text: str, kind: Kind) -> str:
    """What prints a value in the same way in both lives."""
    if kind.name == "set":
        return f"sorted({text})"
    if kind.name == "function":
        return f"callable({text})"
    return f"len({text})" if has_set(kind) and kind.name in ("list", "dict", "tuple") else f"({text}) is None" if has_set(kind) else text


@statement(8)
def print_variables(author: Author) -> None:
    known = [v for v in author.variables if v.kind.name != "function"]
    if known:
        chosen = author.random.sample(known, min(len(known), 3))
        author.line(f"print({', '.join(shown_text(v.name, v.kind) for v in chosen)})")


@statement(2)
def call_of_method(author: Author) -> None:
    """A method for what it does."""
    offers = [(v, m) for v in author.variables if v.kind.shape for m in v.kind.shape.members if m.result is None]
    if offers:
        owner, member = author.random.choice(offers)
        author.line(member.use(author, owner.name))


@statement(2)
def call_of_function(author: Author) -> None:
    from fuzzing.general import call_text
    known = [f for f in author.functions if f.result is None]
    if known and author.body.loops < 2:
        author.line(call_text(author, author.random.choice(known)))


@statement(1)
def assertion(author: Author) -> None:
    if author.often(0.3):
        author.line(f"assert {author.expression(BOOL)}, {author.expression(STR)}")
