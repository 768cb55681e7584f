"""Names: variables, functions, classes and modules where they are read."""

from __future__ import annotations

from dataclasses import dataclass

from mypy.nodes import CallExpr, Context, Decorator, EllipsisExpr, Expression, FuncDef, NameExpr, OverloadedFuncDef, RefExpr, TypeInfo, Var, GeneratorExpr, MypyFile
from mypy.types import Instance, NoneType, Type as MypyType, UnionType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import plain_function
from yarara.compiler.program.constants import MODULE_NAMES
from yarara.compiler.lowering.growing_texts import GrowingTexts
from yarara.compiler.program.instances import GlobalVariable
from yarara.compiler.lowering.intrinsics import Intrinsics
from yarara.compiler.program.program import Unsupported, is_decorated
from yarara.compiler.program.types import ANY, BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Keywords, Optional, Type

NONE_BELONGS_TO = ("builtins.object", "typing.Hashable")
"""Types that are not unions, but have None among their values."""


@dataclass
class Local:
    """A local variable: its stack slot, and the flag that says whether it has a value yet."""

    type: Type
    slot: str
    flag: str
    cell: Value | None = None  # the object that holds both, when a nested function uses the variable


class Names(Intrinsics):
    """What a name stands for."""

    locals: dict[Var, Local]
    assigned: set[Var]
    eager: set[GeneratorExpr]  # generator expressions of which everything is taken at once
    blanks_read: set[Var]  # variables called `_` whose value was used
    blanks_dropped: set[Var]  # those to which a value of another type was assigned
    own_variables: set[Var]  # in cells, but of this function itself
    shown_cells: dict[Var, str]  # for debuggers: the slots that say where the cells of variables are
    default_cells: dict[Var, str]  # for defaults of nested functions: the slots that say which cell holds them now

    def _lower_NameExpr(self, e: NameExpr, expected: Type | None) -> Value:
        if e.fullname == "builtins.None":
            return Value(NONE, "null")
        if e.fullname in ("builtins.True", "builtins.False"):
            return Value(BOOL, "true" if e.fullname == "builtins.True" else "false")
        if e.fullname == "builtins.NotImplemented":
            raise Unsupported("NotImplemented is not supported here", e)
        if e.fullname == "builtins.Ellipsis":
            return self.ellipsis()
        return self.reference(e, e.node, expected)

    def _lower_EllipsisExpr(self, e: EllipsisExpr, expected: Type | None) -> Value:
        return self.ellipsis()

    def ellipsis(self) -> Value:
        """`...`, of which there is one."""
        cls = self.program.ellipsis_class
        return Value(cls, self.program.only_object(cls))

    def reference(self, e: RefExpr, node: object, expected: Type | None) -> Value:
        """What a name stands for."""
        node = self.program.function_behind(node) or node
        if isinstance(node, Decorator) and is_decorated(node):
            return self.variable(e, node.var)
        if isinstance(node, Var):
            return self.variable(e, node)
        function = plain_function(node) if isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)) else None
        if function is not None:
            kind = expected if isinstance(expected, Function) else expected.inner if isinstance(expected, Optional) else None
            if not isinstance(kind, Function):
                kind = self.result_type(e)
            if not isinstance(kind, Function):
                self.signature(function, e)
                raise Unsupported(f"the function '{function.name}' cannot be used as a value here", e, "annotate where it goes with Callable[[...], ...]")
            if function.fullname.startswith("builtins."):
                return self.callable_as_function(e, kind)
            return self._with_names(node, self.function_value(function, kind, e))
        if isinstance(node, TypeInfo):
            called = expected.inner if isinstance(expected, Optional) else expected
            if isinstance(called, Function):
                return self.callable_as_function(e, called)
            cls = self.class_of_expression(e)
            if isinstance(cls, Class):
                return self.class_value(cls)
            table = self.program.plain_object if node.fullname == "builtins.object" else self.program.box(cls)
            self.program.instantiate(table)
            return Value(types.class_object(cls), table.symbol)
        if isinstance(node, MypyFile):
            raise Unsupported("a module is not a value that can be compiled", e)
        raise Unsupported(f"the name '{getattr(e, 'name', '?')}' cannot be compiled", e)

    def _with_names(self, node: object, value: Value) -> Value:
        """A function decorated with `functools.wraps` says of itself what the wrapped one does."""
        for decorator in node.decorators if isinstance(node, Decorator) else []:
            wrapped = self.wrapped_function(decorator)
            if wrapped is not None:
                return self.renamed(value, self.lower(wrapped))
        return value

    @staticmethod
    def wrapped_function(decorator: Expression) -> Expression | None:
        """`f` in `functools.wraps(f)`."""
        if isinstance(decorator, CallExpr) and isinstance(decorator.callee, RefExpr) and decorator.callee.fullname == "functools.wraps" and len(decorator.args) == 1:
            return decorator.args[0]
        return None

    def callable_as_function(self, e: RefExpr, kind: Function) -> Value:
        raise NotImplementedError

    def variable(self, e: RefExpr, node: Var) -> Value:
        constant = self.program.constants.value(node)
        if constant is not None and node not in self.locals:
            return self.literal(constant, e)
        local = self.locals.get(node)
        if local is None and node.name in MODULE_NAMES:
            raise Unsupported(f"this module has no {node.name}", e, "let it begin with a text")
        if local is None:
            return self._narrowed(e, self._module_variable(e, node), checked=True)
        if node.name == "_":
            self.blanks_read.add(node)
            if node in self.blanks_dropped:
                raise Unsupported("'_' has values of several types, and one of them is used", e, "give the value that is used a name of its own")
        if node not in self.assigned:
            flag = self.instruction(f"load i1, ptr {local.flag}")
            complaint = "raise_unbound_local" if node in self.own_variables or local.cell is None else "raise_free_variable"
            self.cold_raise(self.instruction(f"xor i1 {flag}, true"), complaint, [self.literal(node.name, e)])
        if isinstance(local.type, Keywords):
            return self.keywords_as_dict(self.load(local.type, local.slot), e)
        read = self.borrow if local.slot in self.sole_owners and e in self.growing().borrowed else self.load
        return self._narrowed(e, read(local.type, local.slot), checked=local.cell is not None)

    def _module_variable(self, e: RefExpr, node: Var) -> Value:
        if "." not in node.fullname:
            raise Unsupported(f"'{node.name}' belongs to an enclosing function or comprehension", e, "pass it as an argument")
        storage = self.module_storage(e, node)
        found = self.load(storage.type, storage.symbol)
        if storage.may_be_missing and (node not in self.assigned or node in self.program.deleted_variables):
            if storage.flag:
                missing = self.negate_if(True, self.instruction(f"load i1, ptr {storage.flag}")).ref
            else:
                missing = self.instruction(f"icmp eq ptr {found.ref}, null")
            self.cold_raise(missing, "raise_name", [self.literal(node.name, e)])
        return found

    def module_storage(self, e: RefExpr, node: Var) -> GlobalVariable:
        """Where a module variable lives; `from module import name` made a name of its own if the variable changes."""
        if isinstance(e, NameExpr) and self.program.is_copied(node, self.instance.module):
            return self.program.imported_variable(node, self.instance.module, e.name)
        return self.program.global_variable(node)

    def _narrowed(self, e: Expression, value: Value, checked: bool) -> Value:
        """At the type that mypy has narrowed it to by now."""
        kind = value.type
        if isinstance(kind, ClassObject):
            return self._narrowed_class(value, self.result_type(e))
        if kind in (INT, FLOAT, BOOL, self.program.str_class) and (other := self._excluded(kind, e)) is not None:
            self.raise_runtime("raise_unreachable", [])
            return Value(other, "poison")
        if not isinstance(kind, (Optional, Dynamic)) and not (isinstance(kind, Class) and kind.boxed is None and self.program.descendants(kind.info)):
            return value
        wanted = self.result_type(e)
        if wanted is None or wanted is kind or wanted is NEVER:
            return value
        if self.application and (checked and isinstance(kind, (Optional, Dynamic)) or wanted is INT and isinstance(kind, Dynamic)) and not types.is_unknown(kind):
            if self.program.equal_values.is_shown(e):
                return value  # its text needs no belief of mypy's, which may be wrong by now, or takes True for an int
        if isinstance(kind, Dynamic) and self.program.equal_values.only_equal(e, kind, wanted):
            as_it_is = self.to_dynamic(value, ANY)
            return as_it_is if isinstance(wanted, Dynamic) or self.program.equal_values.goes_as_it_is(e) else self.coerce(as_it_is, wanted, e)
        if isinstance(wanted, Dynamic) and wanted.unknown and isinstance(kind, Optional):
            return self.to_dynamic(value, wanted)  # mypy is told less than the declaration says: `slice.start`
        if isinstance(wanted, Dynamic) and isinstance(kind, Class) and all(isinstance(a, Class) and a.derives_from(kind) for a in wanted.alternatives) and wanted.alternatives:
            common = self.program.common_class(list(wanted.alternatives))  # `except (A, B) as error`
            return Value(common, value.ref) if isinstance(common, Class) else value
        if isinstance(wanted, Dynamic) and wanted.family is not None and isinstance(kind, Class):
            return self.narrow(value, wanted, checked, e)
        if isinstance(wanted, Dynamic) and wanted.is_crossing and isinstance(kind, Class):
            return self.coerce(value, wanted, e)
        if isinstance(wanted, Dynamic) and not isinstance(kind, Dynamic):
            return self.inside(value) if isinstance(kind, Optional) and not self._may_be_none(e) else value
        return self._narrowed_class(self.narrow(value, wanted, checked, e), wanted)

    def _excluded(self, kind: Type, e: Expression) -> Type | None:
        """What mypy takes a value for where it never comes: `x: Literal["a"] | int` behind `if x == "a": return`, in the copy of the function for text."""
        if not isinstance(e, RefExpr) or not isinstance(e.node, Var) or not isinstance(get_proper_type(e.node.type), UnionType):
            return None
        wanted, numbers, text = self.result_type(e), (INT, FLOAT, BOOL), self.program.str_class
        return wanted if kind is text and wanted in numbers or kind in numbers and wanted is text else None

    @staticmethod
    def _narrowed_class(value: Value, wanted: Type | None) -> Value:
        """A class of which issubclass() has told that it is derived from another one than was declared."""
        kind = value.type
        if isinstance(kind, ClassObject) and isinstance(wanted, ClassObject) and isinstance(wanted.instance, Class) and wanted is not kind:
            below = isinstance(kind.instance, Dynamic) or isinstance(kind.instance, Class) and wanted.instance.derives_from(kind.instance)
            return Value(wanted, value.ref) if below else value
        return value

    def _may_be_none(self, e: Expression) -> bool:
        """Whether mypy has not excluded None: it never does for `object` and `Hashable`, which None is too."""
        proper = get_proper_type(self.mypy_type(e))
        parts = [get_proper_type(item) for item in proper.items] if isinstance(proper, UnionType) else [proper]
        return any(part is None or isinstance(part, NoneType) or isinstance(part, Instance) and part.type.fullname in NONE_BELONGS_TO for part in parts)

    # -- given by the layers above -------------------------------------------------------------------------------------

    def growing(self) -> GrowingTexts:
        raise NotImplementedError

    def literal(self, value: object, where: Context | None) -> Value:
        raise NotImplementedError

    def mypy_type(self, expression: Expression) -> MypyType | None:
        raise NotImplementedError
