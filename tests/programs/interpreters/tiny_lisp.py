"""A Scheme-like interpreter: tokenizer, reader, eval with closures, tail loop, errors."""
from __future__ import annotations

import operator as op
from typing import Callable, List, Optional, Union


class Symbol:
    table: dict[str, Symbol] = {}

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


def sym(name: str) -> Symbol:
    return Symbol.table.setdefault(name, Symbol(name))


class LispError(Exception):
    pass


class Lambda:
    def __init__(self, params: list[Symbol], body: Exp, env: Env) -> None:
        self.params, self.body, self.env = params, body, env

    def __repr__(self) -> str:
        return f"#<lambda {' '.join(p.name for p in self.params)}>"


class Builtin:
    def __init__(self, name: str, fn: Callable[[list[Exp]], Exp]) -> None:
        self.name, self.fn = name, fn

    def __repr__(self) -> str:
        return f"#<builtin {self.name}>"


Exp = Union[bool, int, float, str, Symbol, Lambda, Builtin, None, List["Exp"]]


class Env:
    def __init__(self, outer: Optional[Env] = None) -> None:
        self.vars: dict[str, Exp] = {}
        self.outer = outer

    def find(self, name: str) -> Env:
        env: Optional[Env] = self
        while env is not None:
            if name in env.vars:
                return env
            env = env.outer
        raise LispError(f"unbound variable: {name}")


def tokenize(src: str) -> list[str]:
    return src.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()


def read(tokens: list[str]) -> Exp:
    if not tokens:
        raise LispError("unexpected end of input")
    token = tokens.pop(0)
    if token == "(":
        items: list[Exp] = []
        while tokens and tokens[0] != ")":
            items.append(read(tokens))
        if not tokens:
            raise LispError("missing )")
        tokens.pop(0)
        return items
    if token == ")":
        raise LispError("unexpected )")
    if token == "'":
        return [sym("quote"), read(tokens)]
    return atom(token)


def atom(token: str) -> Exp:
    if token in ("#t", "#f"):
        return token == "#t"
    try:
        return int(token)
    except ValueError:
        pass
    try:
        return float(token)
    except ValueError:
        return sym(token)


def show(x: Exp) -> str:
    if x is None:
        return "nil"
    if x is True:
        return "#t"
    if x is False:
        return "#f"
    if isinstance(x, list):
        return "(" + " ".join(map(show, x)) + ")"
    return str(x)


def number(x: Exp) -> float | int:
    if isinstance(x, (int, float)) and not isinstance(x, bool):
        return x
    raise LispError(f"not a number: {show(x)}")


def fold(f: Callable[[float, float], float], start: int) -> Callable[[list[Exp]], Exp]:
    def run(args: list[Exp]) -> Exp:
        if any(isinstance(a, float) for a in args):
            total = float(start)
            for a in args:
                total = f(total, number(a))
            return total
        acc: float = start
        for a in args:
            acc = f(acc, number(a))
        return int(acc)
    return run


def as_list(x: Exp) -> list[Exp]:
    if not isinstance(x, list):
        raise LispError(f"not a list: {show(x)}")
    return x


def standard_env() -> Env:
    env = Env()
    table: dict[str, Callable[[list[Exp]], Exp]] = {
        "+": fold(op.add, 0), "*": fold(op.mul, 1),
        "-": lambda a: number(a[0]) - number(a[1]) if len(a) > 1 else -number(a[0]),
        "/": lambda a: number(a[0]) / number(a[1]),
        "<": lambda a: number(a[0]) < number(a[1]),
        "=": lambda a: number(a[0]) == number(a[1]),
        "car": lambda a: as_list(a[0])[0], "cdr": lambda a: as_list(a[0])[1:],
        "cons": lambda a: [a[0], *as_list(a[1])], "list": lambda a: a,
        "null?": lambda a: a[0] == [], "length": lambda a: len(as_list(a[0])),
        "eq?": lambda a: a[0] is a[1] or a[0] == a[1],
        "not": lambda a: a[0] is False,
    }
    for name, fn in table.items():
        env.vars[name] = Builtin(name, fn)
    return env


def evaluate(x: Exp, env: Env) -> Exp:
    while True:
        if isinstance(x, Symbol):
            return env.find(x.name).vars[x.name]
        if not isinstance(x, list):
            return x
        if not x:
            return []
        head = x[0]
        if isinstance(head, Symbol):
            match head.name:
                case "quote":
                    return x[1]
                case "if":
                    test = evaluate(x[1], env)
                    x = x[2] if test is not False else (x[3] if len(x) > 3 else None)
                    continue
                case "define":
                    target = x[1]
                    if isinstance(target, list):
                        name, *params = target
                        assert isinstance(name, Symbol)
                        env.vars[name.name] = Lambda([p for p in params if isinstance(p, Symbol)], x[2], env)
                    else:
                        assert isinstance(target, Symbol)
                        env.vars[target.name] = evaluate(x[2], env)
                    return None
                case "set!":
                    assert isinstance(x[1], Symbol)
                    env.find(x[1].name).vars[x[1].name] = evaluate(x[2], env)
                    return None
                case "lambda":
                    return Lambda([p for p in as_list(x[1]) if isinstance(p, Symbol)], x[2], env)
                case "begin":
                    for e in x[1:-1]:
                        evaluate(e, env)
                    x = x[-1]
                    continue
                case "let":
                    inner = Env(env)
                    for pair in as_list(x[1]):
                        k, v = as_list(pair)
                        assert isinstance(k, Symbol)
                        inner.vars[k.name] = evaluate(v, env)
                    x, env = x[2], inner
                    continue
        fn = evaluate(head, env)
        args = [evaluate(a, env) for a in x[1:]]
        if isinstance(fn, Builtin):
            return fn.fn(args)
        if isinstance(fn, Lambda):
            if len(fn.params) != len(args):
                raise LispError(f"{fn} wants {len(fn.params)} arguments, got {len(args)}")
            env = Env(fn.env)
            for p, a in zip(fn.params, args):
                env.vars[p.name] = a
            x = fn.body
            continue
        raise LispError(f"not callable: {show(fn)}")


ENV = standard_env()
for line in """
(define x 10)
(+ x 1 2.5)
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 15)
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 5000 0)
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(map (lambda (v) (* v v)) '(1 2 3 4.5))
(define counter (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))
(counter)
(counter)
(list 1 'a "s" #t (quote (b c)) nil?)
(if #f 1)
car
(lambda (a b) (+ a b))
(undefined 1)
(1 2)
(fact)
(+ 1 'a)
(car 5)
((lambda (a) a) 1 2)
(/ 7 2)
(
)
(eq? 'a 'a)
""".strip().splitlines():
    try:
        result = evaluate(read(tokenize(line)), ENV)
        if result is not None:
            print(line, "=>", show(result))
    except LispError as e:
        print(line, "!!", e)
