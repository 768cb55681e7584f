"""Walking mypy's trees. (mypy's own visitors are compiled and cannot be subclassed here.)"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    Argument, Block, CallExpr, ConditionalExpr, Expression, FuncDef, GeneratorExpr, LambdaExpr, ListComprehension, NameExpr, Node, RefExpr, MemberExpr, ReturnStmt, SetComprehension,
    Statement, SuperExpr,
)
from mypy.patterns import Pattern

_PARTS = (
    "expr", "left", "right", "operands", "items", "args", "callee", "base", "index", "cond", "if_expr", "else_expr", "key", "value", "left_expr", "sequences",
    "condlists", "indices", "generator", "begin_index", "end_index", "stride", "body", "else_body", "handlers", "types", "vars", "finally_body", "target",
    "lvalues", "rvalue", "lvalue", "msg", "from_expr", "defs", "func", "arguments", "initializer", "decorators",
    "subject", "patterns", "guards", "bodies", "pattern", "name", "class_ref", "positionals", "keyword_values", "keys", "values", "rest", "capture",
)
"""The attributes of nodes that hold the nodes below them."""
OPERATORS = frozenset("add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split())
COMPARING = frozenset("lt le gt ge eq ne".split())
"""What the methods are called that operators call, without underscores."""
_NODES = (Expression, Statement, Block, FuncDef, LambdaExpr, Argument, Pattern)


class _PartsOf(dict[type, tuple[str, ...]]):
    """Which of these attributes the nodes of a class have. (What `super()` is short for is not part of the source.)"""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        self[kind] = found = tuple(name for name in _PARTS if hasattr(kind, name) and not (kind is SuperExpr and name == "expr"))
        return found


class _IsNode(dict[type, bool]):
    """Whether objects of a class are among the nodes to walk."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = found = issubclass(kind, _NODES)
        return found


parts_of, _is_node = _PartsOf(), _IsNode()


def children(node: Node) -> list[Node]:
    """The nodes directly below one."""
    found: list[Node] = [*node.call.args] if isinstance(node, SuperExpr) else []
    for name in parts_of[type(node)]:
        _collect(getattr(node, name, None), found)
    return found


def _collect(part: object, found: list[Node]) -> None:
    kind = type(part)
    if kind is list or kind is tuple:
        for item in part:  # type: ignore[attr-defined]
            _collect(item, found)
    elif _is_node[kind]:
        found.append(part)  # type: ignore[arg-type]


def walk(node: Node, enter: Callable[[Node], bool]) -> None:
    """Call `enter` for a node and, as long as it says so, for those below it."""
    if isinstance(node, CallExpr) and node.analyzed is not None:
        node = node.analyzed
    if enter(node):
        for child in children(node):
            walk(child, enter)


def contains(node: Node, kind: type[Node]) -> bool:
    """Whether a node, or one below it, is of this kind."""
    found = False

    def enter(part: Node) -> bool:
        nonlocal found
        found = found or isinstance(part, kind)
        return not found

    walk(node, enter)
    return found


EAGER = {
    "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.dict", "builtins.sorted", "builtins.min", "builtins.max",
    "builtins.bytes", "builtins.bytearray", "join", "extend", "update",
}
"""What takes all items of its argument before it returns: a generator expression there is a list."""
LOOPS = {"builtins.any", "builtins.all", "builtins.sum"}
"""What the compiler writes as a loop over its argument."""


def callee_name(call: CallExpr) -> str:
    """The full name of what is called, or the name of a method."""
    callee = call.callee
    return callee.fullname if isinstance(callee, RefExpr) and callee.fullname else getattr(callee, "name", "")


def is_eager(call: CallExpr) -> bool:
    """Whether the first argument of a call is a generator expression of which everything is taken at once."""
    if not call.args or not isinstance(call.args[0], GeneratorExpr):
        return False
    name = callee_name(call)
    return name in EAGER or name.rpartition(".")[2] in EAGER and not isinstance(call.callee, NameExpr)


def taken_in_place(node: Node) -> Node | None:
    """The generator expression below a node that never becomes an object."""
    if isinstance(node, CallExpr) and (is_eager(node) or callee_name(node) in LOOPS and node.args):
        return node.args[0]
    return node.generator if isinstance(node, (ListComprehension, SetComprehension)) else None


def is_operator(name: str) -> bool:
    """Whether it is the name of a method that an operator calls, and that may answer `NotImplemented`."""
    bare = name.removeprefix("__").removesuffix("__")
    return name == f"__{bare}__" and (bare in OPERATORS or bare[:1] in ("i", "r") and bare[1:] in OPERATORS or bare in COMPARING)


def called_operator(expression: Expression | None) -> str:
    """The name of the method in a call such as `super().__add__(other)`, or nothing."""
    callee = expression.callee if isinstance(expression, CallExpr) else None
    name = callee.name if isinstance(callee, (MemberExpr, SuperExpr)) else ""
    return name if is_operator(name) else ""


def may_be_not_implemented(result: Expression | None) -> bool:
    """Whether it is `NotImplemented`, or a choice of it: `NotImplemented if strange else 3`."""
    if isinstance(result, ConditionalExpr):
        return may_be_not_implemented(result.if_expr) or may_be_not_implemented(result.else_expr)
    return isinstance(result, NameExpr) and result.fullname == "builtins.NotImplemented"


def gives_up(function: FuncDef) -> bool:
    """Whether a function may return `NotImplemented`, or what another such method returns."""
    found = False

    def enter(node: Node) -> bool:
        nonlocal found
        if isinstance(node, ReturnStmt) and (may_be_not_implemented(node.expr) or called_operator(node.expr)):
            found = True
        return not found

    walk(function, enter)
    return found
