"""Decorators of one's own. The decorated name is a variable that holds what the decorators gave; calls go through its value.

The types are known beforehand: that of the function as it is written, then what each decorator makes of it. A decorator that is the result of
a call, `@repeat(3)`, is mostly a generic function; it is compiled for the function that it decorates.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, ClassDef, Context, Decorator, Expression, FuncDef, MypyFile, NameExpr, RefExpr
from mypy.types import CallableType, Overloaded, get_proper_type

from yarara.compiler.lowering.unification import unify
from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import values
from yarara.compiler.lowering.matching import Matching
from yarara.compiler.program.program import Environment, Unsupported
from yarara.compiler.program.types import Class, Function, Type


class Decorators(Matching):
    """Definitions with decorators."""

    def define_decorated(self, s: Decorator, owner: Class | None = None) -> None:
        """`@decorator def f(...)`: in CPython's order, decorators, defaults, the function, then the calls from the innermost decorator on."""
        self._refuse_outside(s)
        signature = self.program.signature_of(s.func)
        before = self.program.convert(signature, self.instance.environment, s)
        assert isinstance(before, Function)
        kinds = self._kinds(s, before)
        ready = [self._prepared(decorator, kinds[index + 1], kinds[index]) for index, decorator in enumerate(s.decorators)]
        self.default_values(s.func)
        value = self._undecorated(s.func, before, owner, s)
        for index in reversed(range(len(s.decorators))):
            self.where(s.decorators[index])
            value = self._applied(s.decorators[index], ready[index], value, kinds[index])
        self._store_decorated(s, value)

    @staticmethod
    def _refuse_outside(s: Decorator) -> None:
        """What comes before `@classmethod` or `@property` would be given no function."""
        for index, decorator in enumerate(s.original_decorators):
            name = decorator.fullname if isinstance(decorator, RefExpr) else ""
            if name in ("builtins.classmethod", "builtins.property") and any(before in s.decorators for before in s.original_decorators[:index]):
                raise Unsupported(f"a decorator before @{name.rpartition('.')[2]} is not supported", s, "write it below, next to the function")

    def _kinds(self, s: Decorator, innermost: Type) -> list[Type | None]:
        """The type of the name after each decorator, the outermost first, and that of the function itself."""
        found: list[Type | None] = [innermost]
        for decorator in reversed(s.decorators):
            found.insert(0, self._result_kind(decorator, found[0]))
        try:
            found[0] = self.program.convert(s.var.type, self.instance.environment, s)
        except Unsupported:
            if found[0] is None:
                raise
        return found

    def _result_kind(self, decorator: Expression, given: Type | None) -> Type | None:
        """What a decorator makes of a value of this type, as far as its signature says."""
        callee = get_proper_type(self.mypy_type(decorator))
        if isinstance(callee, Overloaded):
            callee = callee.items[0]
        if self.wrapped_function(decorator) is not None:
            return given
        if given is None or not isinstance(callee, CallableType) or not callee.arg_types:
            return None
        environment: Environment = dict(self.instance.environment)
        unify(callee.arg_types[0], given, environment, self)
        try:
            return self.program.convert(callee.ret_type, environment, decorator)
        except Unsupported:
            return None

    def _prepared(self, decorator: Expression, given: Type | None, result: Type | None) -> Value | None:
        """The decorator, if it must be computed: `repeat(3)`."""
        if not isinstance(decorator, CallExpr) or self.wrapped_function(decorator) is not None:
            return None
        expected = types.function_of((given,), result) if given is not None and result is not None else None
        return self.lower(decorator, expected)

    def _applied(self, decorator: Expression, ready: Value | None, value: Value, wanted: Type | None) -> Value:
        wrapped = self.wrapped_function(decorator)
        if wrapped is not None:
            return self.renamed(value, self.lower(wrapped))
        found = self.call_value(ready, values(value), decorator) if ready is not None else self.lower(self.written_call(decorator, [value]), wanted)
        return found if wanted is None else self.coerce(found, wanted, decorator)

    def _undecorated(self, node: FuncDef, kind: Function, owner: Class | None, where: Context) -> Value:
        if owner is not None and node.is_class:
            return self.unbound_class_method(owner, node, kind, where)
        if owner is not None and not node.is_static:
            return self.unbound_method(owner, node, kind, where)
        return self.function_value(node, kind, where, owner)

    def _store_decorated(self, s: Decorator, value: Value) -> None:
        if isinstance(self.instance.node, MypyFile):
            storage = self.program.global_variable(s.var)
            self.store(self.coerce(value, storage.type, s), storage.symbol)
            if storage.flag:
                self.emit(f"store i1 true, ptr {storage.flag}")
            return
        local = self.declare(s.var, value.type)
        self.store(self.coerce(value, local.type, s), local.slot)
        self.emit(f"store i1 true, ptr {local.flag}")
        self.assigned.add(s.var)

    # -- classes -------------------------------------------------------------------------------------------------------

    def decorate_class(self, s: ClassDef, decorators: list[Expression]) -> None:
        """`@register class C`: the decorator is called with the class, and must give it back."""
        if not decorators:
            return
        cls = self.class_of_expression(self._naming(s))
        if not isinstance(cls, Class):
            raise Unsupported("this class cannot have decorators", s)
        kind = types.class_object(cls)
        ready = [self._prepared(decorator, kind, kind) for decorator in decorators]
        for decorator, made in reversed(list(zip(decorators, ready))):
            given = self.class_value(cls)
            found = self._applied(decorator, made, given, kind)
            other = self.instruction(f"icmp ne ptr {found.ref}, {given.ref}")
            self.cold_raise(other, "raise_type", [self.literal(f"a decorator of class {cls.info.name} gave something else than the class", s)])

    @staticmethod
    def _naming(s: ClassDef) -> NameExpr:
        name = NameExpr(s.name)
        name.node, name._fullname = s.info, s.info.fullname
        name.set_line(s)
        return name

    # -- given by the layers above -------------------------------------------------------------------------------------

    def default_values(self, node: FuncDef) -> None:
        raise NotImplementedError
