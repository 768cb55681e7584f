"""Exceptions and context managers."""

from __future__ import annotations

from fuzzing.author import Author, Variable, statement
from fuzzing.control import DEEPEST, some
from fuzzing.kinds import BOOL, INT, STR

CAUGHT = ["ValueError", "KeyError", "IndexError", "ZeroDivisionError", "(IndexError, KeyError)", "LookupError", "ArithmeticError", "OverflowError", "Exception", "TypeError", "Trouble", "DeepTrouble", "(Trouble, ValueError)", "UnicodeError"]
RAISED = ["ValueError", "KeyError", "IndexError", "RuntimeError", "Trouble", "DeepTrouble", "ZeroDivisionError", "StopIteration", "AssertionError"]


@statement(8)
def try_block(author: Author) -> None:
    if author.body.nesting > DEEPEST:
        return
    with author.block("try:"):
        some(author)
    handlers = author.random.randint(0, 2)
    for caught in author.random.sample(CAUGHT, handlers):
        _handler(author, caught)
    if handlers and author.often(0.3):
        with author.block("else:"):
            some(author)
    if not handlers or author.often(0.35):
        with author.block("finally:"):
            if author.often(0.7):
                author.line(f'print("finally {author.name("")}")')
            some(author)


def _handler(author: Author, caught: str) -> None:
    name = author.name("e")
    with author.block(f"except {caught} as {name}:" if author.often(0.8) else f"except {caught}:"):
        if author.lines[-1].endswith(f"as {name}:"):
            author.line(f"print(describe({name}))")
        some(author)
        if author.often(0.15):
            with author.block(f"if {author.expression(BOOL)}:"):
                author.line("raise")


@statement(3)
def raising(author: Author) -> None:
    kind = author.random.choice(RAISED)
    arguments = author.random.choice([author.expression(STR), author.expression(INT), f"{author.expression(INT)}, {author.expression(STR)}", ""])
    if "Trouble" in kind:
        arguments = f"{author.expression(STR)}, {author.expression(INT)}"
    text = f"raise {kind}({arguments})"
    if author.often(0.15):
        text += author.random.choice([" from None", " from ValueError('cause')"])
    if author.body.nesting > 1 and author.often(0.3):
        author.line(text)
    else:
        with author.block(f"if {author.expression(BOOL)}:"):
            author.line(text)


@statement(4)
def with_block(author: Author) -> None:
    if author.body.nesting > DEEPEST:
        return
    items, variables = [], []
    for _ in range(author.random.choice([1, 1, 2])):
        name = author.name("c")
        variables.append(Variable(name, INT))
        items.append(f"{author.random.choice(['Guard', 'Swallow', 'guarded'])}({author.expression(INT)}) as {name}")
    with author.block(f"with {', '.join(items)}:"):
        author.variables += variables
        some(author)
