"""`getattr` and `hasattr` with a name that is written out.

What the concrete type of a value says is decided while compiling, so that `if hasattr(value, "name")` leaves one branch. Otherwise the object is asked: the
attribute is read, and an AttributeError says that it is not there.
"""

from __future__ import annotations

import builtins
import importlib
from collections import namedtuple
from collections.abc import Callable

from mypy.nodes import CallExpr, Context, Expression, RefExpr, StrExpr, Var
from mypy.types import UnionType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.program.hierarchy import VALUE_TYPES
from yarara.compiler.lowering.named_attributes import NamedAttributes
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, NONE, Class, ClassObject, Dynamic, Function, Optional, Tuple, Type

INNER = ("__dict__", "__weakref__", "__annotations__", "__slots__", "__match_args__", "__dataclass_fields__", "__abstractmethods__")
"""What CPython keeps in objects and classes and nobody has here."""

_PLAIN = namedtuple("_PLAIN", ())  # what every named tuple has


class AskedAttributes(NamedAttributes):
    """Attributes that a value may have."""

    def _builtin_getattr(self, e: CallExpr, expected: Type | None) -> Value:
        name = self._name_in(e)
        value = self.lower(e.args[0])
        wanted = self.result_type(e)
        if wanted is None:
            raise Unsupported(f"what type the attribute '{name}' is of is not known", e, "declare it in the class, and test with isinstance()")
        if len(e.args) == 2 and self.has_surely(value, name, e) is False:
            self.raise_runtime("raise_attribute", [self.kind_name(value), self.literal(name, e)])
            return Value(wanted, wanted.zero)
        if len(e.args) == 2:
            return self.coerce(self.attribute(value, name, e), wanted, e)
        default = self.coerce(self.lower(e.args[2]), wanted, e.args[2])
        self.where(e)
        if self.has_surely(value, name, e) is False:
            return default
        return self.attempt(lambda: self.coerce(self.attribute(value, name, e), wanted, e), default)

    def _builtin_hasattr(self, e: CallExpr, expected: Type | None) -> Value:
        self._refuse_misleading(e)
        return Value(BOOL, self.has_attribute(self.raw_value(e.args[0]), self._name_in(e), e))

    def static_test(self, e: Expression) -> bool | None:
        if isinstance(e, CallExpr) and isinstance(e.callee, RefExpr) and e.callee.fullname == "builtins.hasattr" and len(e.args) == 2 and isinstance(e.args[1], StrExpr):
            kind = self.static_type(e.args[0])
            return None if kind is None else self.has_surely(Value(kind, ""), e.args[1].value, e)
        return super().static_test(e)

    @staticmethod
    def _name_in(e: CallExpr) -> str:
        assert isinstance(e.args[1], StrExpr)
        return e.args[1].value

    def _refuse_misleading(self, e: CallExpr) -> None:
        """Where hasattr() tells the classes of a union apart, those that declare the attribute must have it: else mypy would take an object for one of another class."""
        name = self._name_in(e)
        owner = get_proper_type(self.mypy_type(e.args[0]))
        kinds = [self.program.convert(part, self.instance.environment, e) for part in owner.items] if isinstance(owner, UnionType) else []
        if not any(isinstance(kind, Class) and kind.info.get(name) is not None for kind in kinds):
            return
        for kind in kinds:
            if isinstance(kind, Class) and kind.info.get(name) is not None and not self.has_surely(Value(kind, ""), name, e):
                raise Unsupported(f"whether an object of class {kind.info.name} has the attribute '{name}' is known only when the program runs", e, "test with isinstance()")

    # -- whether there is one ------------------------------------------------------------------------------------------

    def has_attribute(self, value: Value, name: str, where: Context | None) -> str:
        """`hasattr(value, name)` as an i1."""
        known = self.has_surely(value, name, where)
        if known is not None:
            return "true" if known else "false"
        kind = value.type
        if isinstance(kind, (Optional, Dynamic)):
            return self._some_has(value, name, where)
        if isinstance(kind, Class) and value.ref != self.exact_receiver and self.program.descendants(kind.info):
            return self.dispatch(value, f"hasattr {name}", [], BOOL).ref

        def read() -> Value:
            self.attribute(value, name, where)
            return Value(BOOL, "true")

        return self.attempt(read, Value(BOOL, "false")).ref

    def _some_has(self, value: Value, name: str, where: Context | None) -> str:
        """The same of a value that may be None."""
        some, done, result = self.name("some"), self.name("done"), self.slot("i1")
        self.emit(f"store i1 {'true' if hasattr(None, name) else 'false'}, ptr {result}")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        inner = self.inside(value)
        answer = self.dispatch(inner, f"hasattr {name}", [], BOOL).ref if isinstance(inner.type, Dynamic) else self.has_attribute(inner, name, where)
        self.store(Value(BOOL, answer), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def has_surely(self, value: Value, name: str, where: Context | None) -> bool | None:
        """Whether the type of a value says that it has the attribute, or that it has not; None where the object has to be asked."""
        kind = value.type
        if name in INNER:
            raise Unsupported(f"whether there is a '{name}' is not known here", where)
        if isinstance(kind, Optional):
            inner = self.has_surely(Value(kind.inner, value.ref), name, where)
            return inner if inner is hasattr(None, name) else None
        if isinstance(kind, Dynamic):
            return None
        if isinstance(kind, ClassObject):
            return self._class_has(kind, name, where)
        if not isinstance(kind, Class):
            return hasattr(_built_in(kind), name)
        if kind.info.module_name in self.program.typed.application:
            return self._object_has(value, kind, name)
        if kind.info.get(name) is None and self.from_below(value, name):
            return None
        return hasattr(object, name) or _is_offered(kind, name)

    def _object_has(self, value: Value, cls: Class, name: str) -> bool | None:
        """The same of an object of a class of the program."""
        self.program.lay_out(cls)
        if name in cls.fields:
            return None if cls.fields[name].may_be_missing else True
        found = self.program.find(cls, name)
        if found is not None and not self.program.is_abstract(found[0].info):
            asked = self.is_property(found[1]) or isinstance(found[1], Var) and not self._is_plain(found[0], found[1])
            return None if asked else True
        if hasattr(object, name) or _is_offered(cls, name) or self.program.named_tuples.of(cls.info) is not None and hasattr(_PLAIN, name):
            return True
        return None if self.hooked(cls, "__getattr__") or self.from_below(value, name) else False

    def _is_plain(self, owner: Class, node: Var) -> bool:
        """Whether an attribute of a class has its value from the class's body, and is no descriptor."""
        return not node.is_property and self.program.descriptors.of(node) is None and self.program.constants.has_class_value(owner.info, node.name)

    def _class_has(self, kind: ClassObject, name: str, where: Context | None) -> bool:
        cls = kind.instance
        found = self.program.find(cls, name) if isinstance(cls, Class) else None
        in_order = isinstance(cls, Class) and cls.info.module_name in self.program.typed.application and not any(name in below.names for below in self.program.descendants(cls.info))
        if not in_order or found is not None and isinstance(found[1], Var) and (name in self.program.stored_variables(found[0].info) or not self._is_plain(found[0], found[1])):
            raise Unsupported(f"whether a class has the attribute '{name}' is not known here", where, "ask an object of it")
        return found is not None or hasattr(type, name)

    # -- given by the layers around ------------------------------------------------------------------------------------

    def attempt(self, read: Callable[[], Value], default: Value) -> Value:
        """What `read` gives, or where it raises AttributeError the default, which is of the same type."""
        result = self.slot(default.type.llvm)
        done = self.name("done")
        handler = self.new_handler()
        self.store(read(), result)
        self.handlers.pop()
        self.jump(done)
        if handler.used:
            error = self.land(handler)
            lacking, other = self.name("lacking"), self.name("other")
            self.branch(self.has_class(error, self.program.builtin_class("AttributeError")), lacking, other)
            self.start_quietly(other)
            self.throw(error, fresh=False)
            self.start_quietly(lacking)
            self.store(default, result)
            self.jump(done)
        self.start_quietly(done)
        return self.load(default.type, result)


def _built_in(kind: Type) -> type:
    """CPython's class of values that are no objects of a class here."""
    if isinstance(kind, Tuple):
        return tuple
    if isinstance(kind, Function):
        return type(_built_in)
    return next((getattr(builtins, name.rpartition(".")[2]) for name, one in VALUE_TYPES.items() if one is kind), type(None))


def _is_offered(kind: Class, name: str) -> bool:
    """Whether objects of a class of the library have an attribute: as the stubs say, or CPython's own class of that name."""
    for info in kind.info.mro:
        if name in info.names and (not name.startswith("_") or name.endswith("__")):
            return True
    if kind.info.module_name.startswith("yarara."):
        return False
    try:
        return hasattr(getattr(importlib.import_module(kind.info.module_name), kind.info.name), name)
    except (ImportError, AttributeError):
        return False
