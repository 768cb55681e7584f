"""Functions as values whose callers choose how to give the arguments: by position, by name, with defaults, any number.

Nothing is matched at run time. Each call of such a value has a *shape*, the names of its arguments as they are written; the object holds a
table with code for each shape that calls of its type have anywhere in the program. So `*args` and `**kwargs` of a wrapper are exactly what
the caller wrote, and the defaults stay with the function that declares them. The tables are filled when everything else is compiled, and
filling them may find new shapes.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_STAR, ARG_STAR2, Context, Decorator, ExpressionStmt, FuncDef, StrExpr
from mypy.types import AnyType, ParamSpecType, Type as MypyType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.frontend.branched_functions import visible_name
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.construction import Construction
from yarara.compiler.lowering.conversions import STARRED
from yarara.compiler.program.instances import FunctionInstance, ShapedClosure
from yarara.compiler.program.program import Environment, Unsupported
from yarara.compiler.program.shown_names import HIDDEN
from yarara.compiler.program.types import WORD, Class, Function, Keywords, Shape, Starred, Type
from yarara.compiler.lowering.unification import unify


def docstring(node: FuncDef) -> str | None:
    """The text that a function begins with."""
    first = node.body.body[0] if node.body.body else None
    return first.expr.value if isinstance(first, ExpressionStmt) and isinstance(first.expr, StrExpr) else None


def argument_types(kind: Function, shape: Shape) -> tuple[Type, ...]:
    """The type of each argument of a call of this shape. One that is unknown, or fits no parameter, may be anything: only what was a
    `Callable[..., T]` is called so, and the function itself will say what is wrong."""
    found: list[Type] = []
    for position, name in enumerate(shape):
        index = _by_name(kind, name) if name is not None else _by_position(kind, position)
        found.append(types.ANY if index is None or name in ("*", "**") else kind.parameters[index])
    return tuple(found)


def _by_position(kind: Function, position: int) -> int | None:
    for index, formal in enumerate(kind.formals or [types.PLAIN] * len(kind.parameters)):
        if formal.kind is ARG_STAR or index == position and formal.kind.is_positional():
            return index
    return None


def _by_name(kind: Function, name: str) -> int | None:
    for index, formal in enumerate(kind.formals):
        if formal.kind is ARG_STAR2 or formal.name == name and not formal.kind.is_star():
            return index
    return None


class FunctionValues(Construction):
    """Calls of function objects by shape, and what the objects say of themselves."""

    def call_by_shape(self, value: Value, kind: Function, actuals: list[Actual], where: Context | None) -> Value:
        actuals = [self._in_one(actual, where) for actual in actuals]
        shape = tuple(actual.name for actual in actuals)
        wanted = argument_types(kind, shape)
        given = [self.coerce(a.value or self.lower_as(a.expression, w), w, where) for a, w in zip(actuals, wanted)]
        index = kind.shapes.setdefault(shape, len(kind.shapes))
        table = self.instruction(f"load ptr, ptr {self.offset(value.ref, WORD)}")
        code = self.instruction(f"load ptr, ptr {self.offset(table, index * WORD)}")
        found, error = self.call_raw(code, kind.result, [value, *given])
        self.check(error)
        return found

    def _in_one(self, actual: Actual, where: Context | None) -> Actual:
        """`*items` of unknown number are given as a list, `**names` as a dict."""
        value = actual.value
        if value is None or not isinstance(value.type, Starred):
            return actual
        if actual.name is not None:
            return Actual(value=self.keyword_dict(("",), [value], types.ANY, where), name="**")
        made = self.make_list(self.program.builtin_class("list", types.ANY), [])
        self.append_all(made, value, types.ANY, where)
        return Actual(value=made, name="*")

    def shaped_code(self, kind: Function, number: int, compiled: Callable[[tuple[Type, ...], Shape, str], FunctionInstance]) -> str:
        """The table of a new function object."""
        def compile_shape(shape: Shape) -> FunctionInstance:
            return compiled(argument_types(kind, shape), shape, f".{kind.shapes[shape]}")

        table = f"@shapes.{number}"
        self.program.shaped.append(ShapedClosure(table, kind, compile_shape, self.program.place))
        return table

    def call_decorated_method(self, value: Value, owner: Class, member: Decorator, actuals: list[Actual], where: Context | None, exact: bool) -> Value:
        """A method whose name is a variable of the class: what it holds is called with the object first."""
        storage = self.program.global_variable(member.var, self.program.class_environment(owner))
        kind = storage.type
        if member.func.is_static:
            return self.call_value(self.load(kind, storage.symbol), actuals, where)
        if member.func.is_class:
            return self.call_value(self.load(kind, storage.symbol), [Actual(value=value), *actuals], where)
        if not isinstance(kind, Function):
            if isinstance(kind, Class) and kind.info.fullname == "functools._lru_cache_wrapper":
                return self.call_value(self.load(kind, storage.symbol), [Actual(value=Value(owner, value.ref)), *actuals], where)
            return self.call_value(self.load(kind, storage.symbol), actuals, where)
        if exact or not self.overridden(value.type, member.name):  # type: ignore[arg-type]
            return self.call_value(self.load(kind, storage.symbol), [Actual(value=Value(owner, value.ref)), *actuals], where)
        shape = tuple(actual.name for actual in actuals)
        wanted = argument_types(kind, (None, *shape))[1:]
        given = [self.coerce(a.value or self.lower_as(a.expression, w), w, where) for a, w in zip(actuals, wanted)]
        return self.dispatch(value, member.name, given, kind.result, list(shape))

    # -- what a function says of itself --------------------------------------------------------------------------------

    def about_function(self, node: FuncDef) -> str:
        full_name, module = self.program.nested_names.get(node), self.instance.module
        if full_name is None:
            module = self.program._module_of(node.fullname)
            full_name = visible_name(node.fullname).removeprefix(f"{module}.")
        if module.startswith("yarara.kernel."):  # no program gets hold of it
            return self.program.about(HIDDEN, HIDDEN, None, node)
        return self.program.about(visible_name(node.name), full_name, docstring(node), node, module)

    def function_attribute(self, value: Value, name: str) -> Value | None:
        """`__name__`, `__qualname__`, `__doc__` or `__module__` of a function object."""
        place = {"__name__": 0, "__qualname__": WORD, "__doc__": 2 * WORD, "__module__": 3 * WORD}.get(name)
        if place is None:
            return None
        about = self.instruction(f"load ptr, ptr {self.offset(value.ref, 2 * WORD)}")
        kind: Type = self.program.str_class
        return self.load(types.optional(kind) if name == "__doc__" else kind, self.offset(about, place))

    def renamed(self, wrapper: Value, wrapped: Value) -> Value:
        """`functools.wraps(wrapped)(wrapper)`: the wrapper says of itself what the wrapped function does."""
        if not isinstance(wrapper.type, Function) or not isinstance(wrapped.type, Function):
            raise Unsupported("functools.wraps() is for functions here")
        if wrapper.ref.startswith("@"):  # nothing captured: the object is part of the image
            made = self.allocate(self.program.closure_class(()))
            code = self.instruction(f"load ptr, ptr {self.offset(wrapper.ref, WORD)}")
            self.emit(f"store ptr {code}, ptr {self.offset(made, WORD)}")
            wrapper = Value(wrapper.type, made)
        about = self.instruction(f"load ptr, ptr {self.offset(wrapped.ref, 2 * WORD)}")
        self.emit(f"store ptr {about}, ptr {self.offset(wrapper.ref, 2 * WORD)}")
        return wrapper

    def gathered(self, formal_type: MypyType, items: list[Value], environment: Environment, where: Context | None) -> Value:
        """What `*args` gets when some arguments are `*items` of any length."""
        for item in items:
            given = self.iteration_type(item.type.inner) if isinstance(item.type, Starred) else item.type
            if given is not None:
                unify(formal_type, given, environment, self)
        element = self.program.convert(formal_type, environment, where)
        made = self.make_list(self.program.builtin_class("list", element), [])
        for item in items:
            self.append_all(made, item, element, where)
        return self.call_runtime("tuple_from_iterable", made, where=where)

    def append_all(self, made: Value, item: Value, element: Type, where: Context | None) -> None:
        """To a new list: one value, or all items of a starred one."""
        def append(value: Value) -> None:
            self.call_runtime("list_append", made, self.coerce(value, element, where))

        if isinstance(item.type, Starred):
            self.loop(self.iterate_value(Value(item.type.inner, item.ref), where), append)
        else:
            append(item)

    def make_list(self, cls: Class, items: list[Value]) -> Value:
        raise NotImplementedError

    def concatenate(self, parts: list[Value]) -> Value:
        raise NotImplementedError

    def repr(self, value: Value, where: Context | None = None) -> Value:
        raise NotImplementedError

    def _text(self, text: str) -> Value:
        raise NotImplementedError

    def cold_raise(self, condition: str, function: str, arguments: list[Value], fresh: bool = True) -> None:
        raise NotImplementedError

    def iterate_value(self, value: Value, where: Context | None) -> Callable[[str], Value]:
        raise NotImplementedError

    def loop(self, following: Callable[[str], Value], body: Callable[[Value], None], otherwise: Callable[[], None] | None = None) -> None:
        raise NotImplementedError

    # -- **kwargs ------------------------------------------------------------------------------------------------------

    def keyword_arguments(self, formal_type: MypyType, given: list[Actual], environment: Environment, where: Context | None) -> Value:
        """What `**kwargs` gets: the values as they are where the function is compiled for each shape of call, else a new dict."""
        names = tuple(actual.name or "" for actual in given)
        if isinstance(get_proper_type(formal_type), (ParamSpecType, AnyType)):
            items = [actual.value or self.lower_as(actual.expression, None) for actual in given]
            if any(isinstance(item.type, Starred) for item in items):
                raise Unsupported(STARRED, where)
            return self.aggregate(types.keywords_of(names, tuple(item.type for item in items)), items)
        item: Type | None = None
        try:
            item = self.program.convert(formal_type, environment, where)
        except Unsupported:
            pass
        lowered = [actual.value or self.lower_as(actual.expression, item) for actual in given]
        for value in lowered:
            inner = value.type.inner if isinstance(value.type, Starred) else value.type
            unify(formal_type, inner.arguments[-1] if isinstance(value.type, Starred) and isinstance(inner, Class) and inner.arguments else inner, environment, self)
        return self.keyword_dict(names, lowered, self.program.convert(formal_type, environment, where), where)

    def keyword_dict(self, names: tuple[str, ...], items: list[Value], item: Type, where: Context | None) -> Value:
        made = self.call_runtime("dict_new", where=where, wanted=self.program.builtin_class("dict", self.program.str_class, item))
        for name, value in zip(names, items):
            if isinstance(value.type, Starred):
                self.call_method(made, "update", [Value(value.type.inner, value.ref)], where)
                continue
            key = Value(self.program.str_class, self.program.string_literal(name))
            self.call_runtime("dict_setitem", made, key, self.coerce(value, item, where))
        return made

    def keywords_as_dict(self, value: Value, where: Context | None) -> Value:
        """`kwargs` as a value: a dict of objects."""
        kind = value.type
        assert isinstance(kind, Keywords)
        items = [Value(item, self.extract(value.ref, kind.llvm, index)) for index, item in enumerate(kind.items)]
        return self.keyword_dict(kind.names, items, self.program.object, where)
