"""What `functools` cannot say of itself: `partial`, which of the two `lru_cache` is meant, and the key that a remembered result has."""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, FuncDef, NameExpr, OverloadedFuncDef, RefExpr, SymbolNode, TypeInfo, Var
from mypy.types import CallableType, Overloaded, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.callables import Callables
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.enum_calls import EnumCalls
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import INT, Dynamic, Function, Type


def _is_generic(function: SymbolNode | None) -> bool:
    """Whether it is a function of a module that is compiled for the types of each call."""
    if not isinstance(function, (FuncDef, OverloadedFuncDef)) or function.info:
        return False
    kind = get_proper_type(function.type)
    return isinstance(kind, Overloaded) or isinstance(kind, CallableType) and bool(kind.variables)


class FunctionTools(EnumCalls):
    """Calls of `functools`."""

    def function_tool(self, name: str, e: CallExpr, expected: Type | None) -> Value | None:
        """A call of a function of the module that the compiler writes; None for the others."""
        if name == "partial":
            return self._partial(e)
        if name == "update_wrapper":
            raise Unsupported("update_wrapper() is for a function that is defined just before in the same block", e, "write @functools.wraps(...) above the function")
        if name == "lru_cache":
            bare = len(e.args) == 1 and isinstance(self._kind_of(e.args[0]), Function)
            chosen = self._of_functools("_lru_cache_bare" if bare else "_lru_cache_sized")
            return self._call_value(chosen, self.actuals(e), e, wanted=expected or self.result_type(e))
        return self._key(self.actuals(e), e) if name == "_make_key" else None

    def _of_functools(self, name: str) -> FuncDef:
        node = self.program.typed.modules["functools"].names[name].node
        assert isinstance(node, FuncDef)
        return node

    def _kind_of(self, argument: Expression) -> Type | None:
        local = self.locals.get(argument.node) if isinstance(argument, NameExpr) and isinstance(argument.node, Var) else None
        return local.type if local is not None else self.result_type(argument)

    # -- partial -------------------------------------------------------------------------------------------------------

    def _partial(self, e: CallExpr) -> Value:
        """The function and the arguments are evaluated now; the object holds them."""
        kind = self.result_type(e)
        if not isinstance(kind, Function):
            raise Unsupported("what is left of this function's parameters is not known", e, "write a lambda")
        callee = e.args[0]
        by_name = isinstance(callee, RefExpr) and (isinstance(callee.node, TypeInfo) or callee.fullname.startswith("builtins.") or _is_generic(callee.node))
        function = None if by_name else self.lower(callee)
        signature = self._partial_signature(callee)
        given = [self.lower_as(argument, signature.get(index if name is None else name)) for index, (argument, name) in enumerate(zip(e.args[1:], e.arg_names[1:]))]
        names = e.arg_names[1:]

        def body(lowering: Callables, captured: list[Value], arguments: list[Value]) -> Value | None:
            assert isinstance(lowering, FunctionTools)
            more = lowering.passed(arguments)
            again = {actual.name for actual in more}
            held = captured[-len(names):] if names else []
            mine = [Actual(value=value, name=name) for value, name in zip(held, names) if name is None or name not in again]
            whole = [a for a in mine if a.name is None] + [a for a in more if a.name is None] + [a for a in mine + more if a.name is not None]
            found = lowering.call_value(captured[0], whole, e) if not by_name else lowering.call_given(callee, whole, kind.result)
            return None if kind.result is types.NONE else found

        return self.closure(kind, ([function] if function is not None else []) + given, body, about=self.program.about("partial", "partial", None, e))

    def _partial_signature(self, callee: Expression) -> dict[int | str, Type]:
        """The types of a function's parameters, by place and by name."""
        found: dict[int | str, Type] = {}
        kind = self.result_type(callee)
        if isinstance(kind, Function):
            for index, parameter in enumerate(kind.parameters):
                found[index] = parameter
                if kind.formals and kind.formals[index].name:
                    found[kind.formals[index].name] = parameter
        return found

    # -- keys ----------------------------------------------------------------------------------------------------------

    def _key(self, actuals: list[Actual], e: CallExpr) -> Value:
        """A tuple of the arguments, with a mark between those by position and those by name; a lone number or text is its own key."""
        typed, given = actuals[0], actuals[1:]
        by_place = [self._given_value(a) for a in given if a.name is None]
        by_name = [(a.name, self._given_value(a)) for a in given if a.name is not None]
        if len(by_place) == 1 and not by_name and by_place[0].type in (INT, self.program.str_class):
            return self.to_dynamic(by_place[0], self.program.object)
        items = list(by_place)
        if by_name:
            mark = self.program.typed.modules["functools"].names["_BY_NAME"].node
            assert isinstance(mark, Var)
            storage = self.program.global_variable(mark)
            items.append(self.load(storage.type, storage.symbol))
        for name, value in by_name:
            items += [self.literal(name or "", e), value]
        items += [self._class_mark(typed, value) for value in [*by_place, *(v for _, v in by_name)] if isinstance(value.type, Dynamic)]
        return self.to_dynamic(self.make_tuple(items), self.program.object)

    def _given_value(self, actual: Actual) -> Value:
        return actual.value or self.lower_as(actual.expression, None)

    def _class_mark(self, typed: Actual, value: Value) -> Value:
        """With `typed`, the name of the value's class. (Where the class is known, there is only one.)"""
        chosen = self.truth(self._given_value(typed), None)
        some = self.instruction(f"and i1 {chosen}, {self.is_some(value)}")
        result = self.slot("ptr")
        self.store(self.literal("", typed.expression), result) if typed.expression is not None else None
        named, done = self.name("named"), self.name("done")
        self.branch(some, named, done)
        self.start_quietly(named)
        self.store(self.type_name(value), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(self.program.str_class, result)
