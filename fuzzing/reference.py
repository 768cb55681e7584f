"""CPython with ints of 64 bits: the program that is run beside the compiled one.

What differs on purpose is written into its source: every operation whose result does not fit raises OverflowError, but
those below a mask and products of which a remainder is taken (docs/language.md).
"""

from __future__ import annotations

import ast

CHECKED = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.LShift: "lshift", ast.Pow: "pow", ast.FloorDiv: "floordiv"}
WRAPPING = (ast.Add, ast.Sub, ast.Mult, ast.LShift, ast.BitAnd, ast.BitOr, ast.BitXor)
FUNCTIONS = {"int", "abs", "pow", "round", "divmod", "from_bytes", "isqrt", "floor", "ceil", "trunc"}
START = '''
import operator as _operator, itertools as _itertools
def _fit(value):
    if type(value) is int and not -1 << 63 <= value < 1 << 63:
        raise OverflowError
    if type(value) is tuple:
        for item in value:
            _fit(item)
    return value
def _sum(items, start=0):
    for item in items:
        start = _fit(start + item)
    return start
def _operate(operation, left, right):
    return _fit(getattr(_operator, operation)(left, right))
def _accumulate(items):
    return map(_fit, _itertools.accumulate(items))
'''


class Words(ast.NodeTransformer):
    """Puts the checks in."""

    def __init__(self, constants: dict[str, int]) -> None:
        self.constants = constants

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.BitAnd) and (self._mask(node.left) or self._mask(node.right)):
            return ast.BinOp(self._wrapping(node.left), node.op, self._wrapping(node.right))
        exact = node.left if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.BinOp) and isinstance(node.left.op, (ast.Mult, ast.Pow)) else None
        if exact is not None:  # `a * b % m`
            exact.left, exact.right, node.right = self.visit(exact.left), self.visit(exact.right), self.visit(node.right)
            return node
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Call) and isinstance(node.left.func, ast.Name) and node.left.func.id == "pow":
            node.left.args, node.right = [self.visit(argument) for argument in node.left.args], self.visit(node.right)
            return node
        self.generic_visit(node)
        return _call("_fit", node) if type(node.op) in CHECKED else node

    def _mask(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Constant) and type(node.value) is int

    def _wrapping(self, node: ast.expr) -> ast.expr:
        """An expression whose high bits do not matter. A product that is not a number repeats a sequence: that is no different."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, WRAPPING):
            right = self.visit(node.right) if isinstance(node.op, ast.LShift) else self._wrapping(node.right)
            return ast.BinOp(self._wrapping(node.left), node.op, right)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Invert)):
            return ast.UnaryOp(node.op, self._wrapping(node.operand))
        visited = self.visit(node)
        assert isinstance(visited, ast.expr)
        return visited

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.operand, ast.Constant):
            return node  # also as a pattern
        self.generic_visit(node)
        return _call("_fit", node) if isinstance(node.op, ast.USub) else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in ("sum", "accumulate"):
            node.func = ast.Name(f"_{name}")
        return _call("_fit", node) if name in FUNCTIONS else node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        """`x += y` as `x = _operate("iadd", x, y)`; places have no effects in the programs that are made, but subscripts may."""
        self.generic_visit(node)
        name = CHECKED.get(type(node.op))
        if name is None:
            return node
        if isinstance(node.target, ast.Subscript):
            return self._item(node, node.target, name)
        read = ast.Name(node.target.id) if isinstance(node.target, ast.Name) else ast.Attribute(node.target.value, node.target.attr)
        return ast.Assign([node.target], _call("_operate", ast.Constant(f"i{name}"), read, node.value))

    def _item(self, node: ast.AugAssign, target: ast.Subscript, name: str) -> ast.stmt:
        """The container and the index are evaluated once, before the value: as defaults of a lambda."""
        text = f"(lambda o, k, v: _operator.setitem(o, k, _operate('i{name}', o[k], v())))(0, 0, lambda: 0)"
        call = ast.parse(text, mode="eval").body
        assert isinstance(call, ast.Call) and isinstance(call.args[2], ast.Lambda)
        call.args[0], call.args[1], call.args[2].body = target.value, target.slice, node.value
        return ast.Expr(call)


def _call(name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name), list(arguments), [])


def reference(source: str) -> str:
    """The source of the program with ints of 64 bits."""
    tree = Words({}).visit(ast.parse(source))
    assert isinstance(tree, ast.Module)
    future = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    rest = [node for node in tree.body if node not in future]
    return ast.unparse(ast.fix_missing_locations(ast.Module([*future, *ast.parse(START).body, *rest], [])))
