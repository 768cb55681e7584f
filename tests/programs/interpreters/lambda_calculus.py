"""Untyped lambda terms: parsing, free variables, substitution without capture, reduction in two orders, Church numerals."""
from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import count
from typing import Union


@dataclass(frozen=True)
class Var:
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Lam:
    param: str
    body: Term

    def __str__(self) -> str:
        return f"\\{self.param}.{self.body}"


@dataclass(frozen=True)
class App:
    f: Term
    x: Term

    def __str__(self) -> str:
        f = f"({self.f})" if isinstance(self.f, Lam) else str(self.f)
        x = str(self.x) if isinstance(self.x, Var) else f"({self.x})"
        return f"{f} {x}"


Term = Union[Var, Lam, App]


def parse(text: str) -> Term:
    tokens = text.replace("(", " ( ").replace(")", " ) ").replace("\\", " \\ ").replace(".", " . ").split()
    tokens.reverse()

    def term() -> Term:
        parts: list[Term] = []
        while tokens and tokens[-1] != ")":
            token = tokens.pop()
            if token == "(":
                parts.append(term())
                if not tokens or tokens.pop() != ")":
                    raise SyntaxError("missing )")
            elif token == "\\":
                params: list[str] = []
                while (name := tokens.pop()) != ".":
                    params.append(name)
                body = term()
                for param in reversed(params):
                    body = Lam(param, body)
                parts.append(body)
            else:
                parts.append(Var(token))
        if not parts:
            raise SyntaxError("empty term")
        return reduce(App, parts)

    result = term()
    if tokens:
        raise SyntaxError(f"left over: {' '.join(reversed(tokens))}")
    return result


def free(t: Term) -> frozenset[str]:
    match t:
        case Var(name):
            return frozenset({name})
        case Lam(param, body):
            return free(body) - {param}
        case App(f, x):
            return free(f) | free(x)


def substitute(t: Term, name: str, value: Term) -> Term:
    match t:
        case Var():
            return value if t.name == name else t
        case App(f, x):
            return App(substitute(f, name, value), substitute(x, name, value))
        case Lam(param, body):
            if param == name:
                return t
            if param in free(value):
                fresh = next(f"{param}{n}" for n in count(1) if f"{param}{n}" not in free(value) | free(body))
                body, param = substitute(body, param, Var(fresh)), fresh
            return Lam(param, substitute(body, name, value))


def step(t: Term, *, lazy: bool = True) -> Term | None:
    match t:
        case App(Lam(param, body), x):
            if not lazy and (inner := step(x, lazy=lazy)) is not None:
                return App(Lam(param, body), inner)
            return substitute(body, param, x)
        case App(f, x):
            if (less := step(f, lazy=lazy)) is not None:
                return App(less, x)
            less = step(x, lazy=lazy)
            return None if less is None else App(f, less)
        case Lam(param, body):
            less = step(body, lazy=lazy)
            return less and Lam(param, less)
    return None


def normal(t: Term, limit: int = 500, **options: bool) -> tuple[Term, int]:
    for n in range(limit):
        following = step(t, lazy=options.get("lazy", True))
        if following is None:
            return t, n
        t = following
    raise RecursionError(f"no normal form in {limit} steps")


def church(n: int) -> Term:
    body: Term = Var("x")
    for _ in range(n):
        body = App(Var("f"), body)
    return Lam("f", Lam("x", body))


def number(t: Term) -> int:
    count, t = 0, t.body.body if isinstance(t, Lam) and isinstance(t.body, Lam) else t
    while isinstance(t, App):
        count, t = count + 1, t.x
    return count


PLUS, TIMES = parse(r"\m n f x. m f (n f x)"), parse(r"\m n f. m (n f)")
PRED = parse(r"\n f x. n (\g h. h (g f)) (\u. x) (\u. u)")
print(parse(r"\x y. x (y z) \w. w"), free(parse(r"\x. x y (\y. y z)")) == {"y", "z"})
print(normal(parse(r"(\x y. x) y z")), normal(parse(r"(\x. \y. x y) y"))[0])
for name, term in {"3+4": App(App(PLUS, church(3)), church(4)), "3*4": App(App(TIMES, church(3)), church(4)), "pred 5": App(PRED, church(5))}.items():
    (lazy, n), (eager, m) = normal(term), normal(term, lazy=False)
    print(name, number(lazy), lazy == eager, n > 0 and m > 0, str(lazy)[:30])
print(normal(parse(r"(\x y. y) ((\x. x x) \x. x x) ok")))
for bad in (r"(\x. x x) \x. x x", "(a", ")", "", r"a) b"):
    try:
        print(normal(parse(bad), limit=50))
    except (SyntaxError, RecursionError) as e:
        print(type(e).__name__, e)
