"""What is asked of an object whose class is known exactly: each stub of a dispatcher does one of these things.

Most dispatchers call a method and are named after it. The others have the name of an action, which no method can have: one word in
parentheses, or two words of which the second is an attribute's or an operator's: "(copied)", "getattr name", "left +".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.comparisons import REFLECTED_EQUAL
from yarara.compiler.program.hierarchy import Misfit, NoOperator, WrongArguments
from yarara.compiler.lowering.lowering import FunctionLowering
from yarara.compiler.lowering.operations import DUNDERS
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, NONE, Class, ClassObject, Dynamic, Type

OF_EVERY_OBJECT = ("__repr__", "__str__", "__hash__", "__eq__", "__truth__", "__format__")
"""Methods that a class as a value has for itself: its objects' are not meant."""


@dataclass(frozen=True)
class Asked:
    """A call at one stub: the receiver is of just this class."""
    receiver: Value
    name: str
    """The second word of an action."""
    given: list[Value]
    actuals: list[Actual]
    """What is given, with the names it is given by."""

    @property
    def cls(self) -> Class:
        """The class that the receiver is: it is a value itself."""
        assert isinstance(self.receiver.type, ClassObject) and isinstance(self.receiver.type.instance, Class)
        return self.receiver.type.instance


Action = Callable[[FunctionLowering, Asked], Value]


def answer(lowering: FunctionLowering, receiver: Value, called: str, given: list[Value]) -> Value:
    """What a method, or an action, gives for a receiver of just this class. `called`: its name, and after a colon the names of arguments
    with commas between. Raises NoMember, NoOperator, Misfit or WrongArguments where the class has nothing of the kind.
    """
    method, _, labels = called.partition(":")
    names = [n or None for n in labels.split(",")] if labels else [None] * len(given)
    actuals = [Actual(value=v, name=n) for v, n in zip(given, names)]
    if method.isidentifier():
        return _method(lowering, method, Asked(receiver, "", given, actuals))
    action, _, name = method.partition(" ")
    return ACTIONS[action](lowering, Asked(receiver, name, given, actuals))


def _method(lowering: FunctionLowering, method: str, asked: Asked) -> Value:
    receiver = asked.receiver
    if isinstance(receiver.type, ClassObject) and isinstance(receiver.type.instance, Class) and method not in OF_EVERY_OBJECT:
        if method == "__new__":
            return _construct(lowering, asked)
        return lowering.invoke_on_class(receiver, method, asked.actuals, None)
    try:
        return lowering.invoke_special(receiver, method, asked.actuals)
    except Misfit:
        symbol = next((symbol for symbol, name in DUNDERS.items() if method in (f"__{name}__", f"__r{name}__")), "")
        if not symbol or len(asked.given) != 1:
            raise
        raise NoOperator(symbol, receiver.type, asked.given[0].type, None) from None  # a class below a built-in one, whose method takes only its like


def _construct(lowering: FunctionLowering, asked: Asked) -> Value:
    cls = asked.cls
    if cls.info.is_abstract:
        return _refuse_abstract(lowering, cls)
    try:
        return lowering.construct(cls, asked.actuals, None)
    except WrongArguments:
        lowering.raise_runtime("raise_type", [lowering.literal(f"{cls.info.name}() got other arguments than it takes", None)])
        return Value(cls, "null")


def _allocated(lowering: FunctionLowering, asked: Asked) -> Value:
    return _refuse_abstract(lowering, asked.cls) if asked.cls.info.is_abstract else lowering.allocated(asked.cls, None)


def _refuse_abstract(lowering: FunctionLowering, cls: Class) -> Value:
    lowering.raise_abstract(cls)
    return Value(cls, "null")


# -- `yield from` an iterator that may be a generator -------------------------------------------------------------------

def _thrown(lowering: FunctionLowering, asked: Asked) -> Value:
    """An exception reaches it: whether it goes on with an item. One that is no generator is closed, if it can be, and the exception raised."""
    iterator, error = asked.receiver, asked.given[0]
    if isinstance(iterator.type, Class) and not iterator.type.is_generator and lowering.user_method(iterator.type, "throw"):
        raise Unsupported(f"'yield from' an object with a throw() of its own, which {iterator.type} has", None, "write a generator")
    is_generator = isinstance(iterator.type, Class) and iterator.type.is_generator
    if is_generator or isinstance(iterator.type, Class) and lowering.user_method(iterator.type, "close"):
        leaves, stays = lowering.name("leaves"), lowering.name("stays")
        lowering.branch(lowering.has_class(error.ref, lowering.program.builtin_class("GeneratorExit")), leaves, stays)
        lowering.start_quietly(leaves)
        lowering.call_method(iterator, "close", [])
        lowering.throw(error.ref)
        lowering.start_quietly(stays)
    if is_generator:
        return lowering.call_method(iterator, "_deliver", [error])
    lowering.throw(error.ref)
    return Value(BOOL, BOOL.zero)


def _yielded(lowering: FunctionLowering, asked: Asked) -> Value:
    """What a generator has handed out. No other iterator has answered an exception with an item."""
    if isinstance(asked.receiver.type, Class) and asked.receiver.type.is_generator:
        return lowering.field(asked.receiver, "_value")
    result = lowering.instance.result
    return Value(result, result.zero)


# -- attributes --------------------------------------------------------------------------------------------------------

def _getattr(lowering: FunctionLowering, asked: Asked) -> Value:
    _refuse_unknown_method(lowering, asked.receiver, asked.name)
    return lowering.attribute(asked.receiver, asked.name, None, lowering.instance.result)


def _refuse_unknown_method(lowering: FunctionLowering, receiver: Value, name: str) -> None:
    """What getattr() finds in objects of any class can be kept, but of a method nobody would know how it is called."""
    found = lowering.program.find(receiver.type, name) if isinstance(receiver.type, Class) and types.is_unknown(lowering.instance.result) else None
    if found is not None and isinstance(found[1], (FuncDef, OverloadedFuncDef, Decorator)) and not lowering.is_property(found[1]):
        raise Unsupported(f"'{name}' may be the method of {found[0].info.name}, of which getattr() does not say how it is called", None, f"ask hasattr(x, '{name}'), then call x.{name}()")


def _setattr(lowering: FunctionLowering, asked: Asked) -> Value:
    lowering.store_attribute(asked.receiver, asked.name, asked.given[0], None)
    return Value(NONE, "null")


def _by_name(lowering: FunctionLowering, asked: Asked) -> Value:
    lowering.change_named(asked.receiver, asked.given, None)
    return Value(NONE, "null")


def _class_variable(lowering: FunctionLowering, asked: Asked) -> Value:
    if isinstance(asked.receiver.type, ClassObject):
        return lowering.class_variable(asked.cls, asked.name, None)
    assert isinstance(asked.receiver.type, Class)
    return lowering.class_variable(asked.receiver.type, asked.name, None, of=asked.receiver)


def _set_class_variable(lowering: FunctionLowering, asked: Asked) -> Value:
    lowering.store_class_variable(asked.cls, asked.name, asked.given[0], None)
    return Value(NONE, "null")


def _super_method(lowering: FunctionLowering, asked: Asked) -> Value:
    home, _, name = asked.name.partition(" ")
    kind = asked.receiver.type
    cls = kind.instance if isinstance(kind, ClassObject) else kind
    assert isinstance(cls, Class)
    owner = next(at for at in cls.mro if at.info.fullname == home)
    return lowering.invoke_after(asked.receiver, cls, owner, name, asked.actuals, None)


def _as_function(lowering: FunctionLowering, asked: Asked) -> Value:
    """A function out of a value of several types, of which only functions and what can be called like one are met."""
    wanted = lowering.instance.result
    if lowering.can_be_called(asked.receiver) == "true":
        return lowering.coerce(asked.receiver, wanted)
    lowering.raise_runtime("raise_type", [lowering.literal(f"'{asked.receiver.type}' object is not callable", None)])
    return Value(wanted, wanted.zero)


# -- operators ---------------------------------------------------------------------------------------------------------

def _from_left(lowering: FunctionLowering, asked: Asked) -> Value:
    return _binary(lowering, asked.name, asked.receiver, asked.given[0])


def _from_right(lowering: FunctionLowering, asked: Asked) -> Value:
    return _binary(lowering, asked.name, asked.given[0], asked.receiver)


def _compare(lowering: FunctionLowering, asked: Asked) -> Value:
    return _comparison(lowering, asked.name, asked.receiver, asked.given[0])


def _compare_mirrored(lowering: FunctionLowering, asked: Asked) -> Value:
    return _comparison(lowering, asked.name, asked.given[0], asked.receiver)


def _binary(lowering: FunctionLowering, operator: str, left: Value, right: Value) -> Value:
    if operator == "+" and _is_list(left.type) and _is_list(right.type) and left.type is not right.type:
        return lowering.of_all_items(lowering.program.builtin_class("list", lowering.program.object), [left, right], None)
    _check_sets(lowering, operator, left, right)
    in_place = len(operator) > 1 and operator.endswith("=")
    try:
        return lowering.binary(operator.removesuffix("="), left, right, None, in_place)
    except Misfit:
        raise NoOperator(operator, left.type, right.type, None) from None


def _comparison(lowering: FunctionLowering, operator: str, left: Value, right: Value) -> Value:
    _check_sets(lowering, operator, left, right)
    try:
        return lowering.compare(operator, left, right, None)
    except Misfit:
        raise NoOperator(operator, left.type, right.type, None) from None


def _check_sets(lowering: FunctionLowering, operator: str, left: Value, right: Value) -> None:
    """What is a set of one type has operators with sets of that type only. Raises NoOperator."""
    if _is_set(left.type) and _is_set(right.type):
        fits = lowering.iteration_type(left.type) is lowering.iteration_type(right.type)
    else:
        fits = not (_is_set(left.type) and _is_other_builtin(right.type) or _is_set(right.type) and _is_other_builtin(left.type))
    if not fits:
        raise NoOperator(operator, left.type, right.type, None)


def _is_set(kind: Type) -> bool:
    return isinstance(kind, Class) and (kind.info.has_base("builtins.set") or kind.info.has_base("builtins.frozenset") or kind.info.module_name == "yarara.runtime.dict_views")


def _is_list(kind: Type) -> bool:
    return isinstance(kind, Class) and kind.info.fullname == "builtins.list"


def _is_other_builtin(kind: Type) -> bool:
    """Whether values are of a built-in type that has no operators with sets."""
    return not isinstance(kind, (Class, Dynamic)) or isinstance(kind, Class) and kind.info.module_name == "builtins" and not _is_set(kind)


ACTIONS: dict[str, Action] = {
    "plain": lambda lowering, asked: lowering.plain_of(asked.receiver, asked.name, lowering.program),
    "asked": lambda lowering, asked: lowering.invoke(asked.receiver, asked.name, asked.actuals, None, exact=True),  # not what `==` makes of it
    "getattr": _getattr,
    "setattr": _setattr,
    "hasattr": lambda lowering, asked: Value(BOOL, lowering.has_attribute(asked.receiver, asked.name, None)),
    "super": _super_method,
    "said": lambda lowering, asked: lowering.said_exactly(asked.receiver, asked.cls, asked.name, None),
    "classvar": _class_variable,
    "setclassvar": _set_class_variable,
    "left": _from_left,
    "right": _from_right,
    "compare": _compare,
    "mirrored": _compare_mirrored,
    "unary": lambda lowering, asked: lowering.unary(asked.name, asked.receiver, None),
    "(covers)": lambda lowering, asked: Value(BOOL, lowering.is_class_below(lowering.class_table(asked.given[0].ref), asked.cls)),
    "(has_below)": lambda lowering, asked: Value(BOOL, lowering.is_class_below(asked.given[0].ref, asked.cls)),
    "(function)": _as_function,
    "(callable)": lambda lowering, asked: Value(BOOL, lowering.can_be_called(asked.receiver)),
    "(allocated)": _allocated,
    "(asdict)": lambda lowering, asked: lowering.record_taken_apart(asked.receiver, True, None),
    "(astuple)": lambda lowering, asked: lowering.record_taken_apart(asked.receiver, False, None),
    "(fields)": lambda lowering, asked: lowering.fields_of(asked.receiver.type, lowering.instance.result, None),
    "(replaced)": lambda lowering, asked: lowering.replaced(asked.receiver, asked.actuals, None),
    "(absolute)": lambda lowering, asked: lowering.absolute(asked.receiver, None),
    "(rounded)": lambda lowering, asked: lowering.rounded(asked.receiver, asked.given[0] if asked.given else None, None),
    "(copied)": lambda lowering, asked: lowering.copied(asked.receiver, None),
    "(deepcopied)": lambda lowering, asked: lowering.deep_copied(asked.receiver, asked.given[0], None),
    "(equal_to)": lambda lowering, asked: lowering.equal_exact(asked.given[0], asked.receiver),
    REFLECTED_EQUAL: lambda lowering, asked: lowering.invoke_special(asked.receiver, REFLECTED_EQUAL, asked.actuals),
    "(by_name)": _by_name,
    "(thrown)": _thrown,
    "(yielded)": _yielded,
    "(contains)": lambda lowering, asked: Value(BOOL, lowering.contains(asked.receiver, asked.given[0], None)),
}
