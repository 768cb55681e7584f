"""Closures at work: accumulators, Church numerals, continuations, memoised recursion, a parser made of functions."""
from __future__ import annotations

import operator
from collections.abc import Callable

Step = Callable[[int], int]
Numeral = Callable[[Step], Step]
Parser = Callable[[str], "tuple[int, str] | None"]


def accumulator(total: float) -> Callable[[float], float]:
    def add(amount: float) -> float:
        nonlocal total
        total += amount
        return total
    return add


def zero(f: Step) -> Step:
    return lambda x: x


def successor(n: Numeral) -> Numeral:
    return lambda f: lambda x: f(n(f)(x))


def plus(m: Numeral, n: Numeral) -> Numeral:
    return lambda f: lambda x: m(f)(n(f)(x))


def times(m: Numeral, n: Numeral) -> Numeral:
    return lambda f: m(n(f))


def number(n: Numeral) -> int:
    return n(lambda x: x + 1)(0)


def church(n: int) -> Numeral:
    return zero if n == 0 else successor(church(n - 1))


def factorial_in_steps(n: int, then: Callable[[int], str]) -> str:
    return then(1) if n == 0 else factorial_in_steps(n - 1, lambda result: then(n * result))


def memoised(rule: Callable[[Callable[[int], int], int], int]) -> tuple[Callable[[int], int], dict[int, int]]:
    known: dict[int, int] = {}

    def function(n: int) -> int:
        if n not in known:
            known[n] = rule(function, n)
        return known[n]
    return function, known


def digits(text: str) -> tuple[int, str] | None:
    rest = text.lstrip("0123456789")
    return (int(text[:len(text) - len(rest)]), rest) if rest != text else None


def chain(item: Parser, operators: dict[str, Callable[[int, int], int]]) -> Parser:
    def parse(text: str) -> tuple[int, str] | None:
        found = item(text)
        while found is not None and found[1][:1] in operators:
            left, rest = found
            right = item(rest[1:])
            if right is None:
                return None
            found = operators[rest[0]](left, right[0]), right[1]
        return found
    return parse


def either(*parsers: Parser) -> Parser:
    return lambda text: next((found for parser in parsers if (found := parser(text)) is not None), None)


def bracketed(inner: Callable[[], Parser]) -> Parser:
    def parse(text: str) -> tuple[int, str] | None:
        if not text.startswith("("):
            return None
        found = inner()(text[1:])
        return (found[0], found[1][1:]) if found is not None and found[1].startswith(")") else None
    return parse


def calculator() -> Parser:
    whole: Parser
    atom = either(digits, bracketed(lambda: whole))
    product = chain(atom, {"*": lambda a, b: a * b, "/": lambda a, b: a // b})
    whole = chain(product, {"+": operator.add, "-": operator.sub})
    return whole


a, b = accumulator(1.0), accumulator(100.0)
print(a(5.0), b(1.0), a(2.3), b(-0.5), [accumulator(10.0)(x) for x in (1.0, 2.0)])
three, four = church(3), successor(church(3))
print(number(zero), number(three), number(plus(three, four)), number(times(three, four)), number(times(four, times(four, four))))
print(three(lambda x: x * 10)(7), four(lambda x: x * x)(2), plus(zero, three)(lambda x: x - 1)(0))
print([factorial_in_steps(n, lambda value: f"<{value}>") for n in range(0, 13, 3)])
fibonacci, known = memoised(lambda f, n: n if n < 2 else f(n - 1) + f(n - 2))
print(fibonacci(80), len(known), list(known.items())[:4])
collatz, lengths = memoised(lambda f, n: 1 if n == 1 else 1 + f(3 * n + 1 if n % 2 else n // 2))
print(max(range(1, 1000), key=collatz), collatz(871), len(lengths), max(lengths))
compute = calculator()
for text in ("7", "1+2*3", "(1+2)*3", "2*(3+4)*(5-1)-100/7", "10-3-2", "((8))", "1+", "(2", "x", "4)5"):
    print(text, "=", compute(text))
