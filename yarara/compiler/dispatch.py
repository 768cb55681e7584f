"""Dispatchers: calls whose target depends on the class of an object, or on a class that is a value.

One stub for each class that the receiver may be of; in a stub the class is exact. Stubs are asked for as classes come to have objects, and the
switch over them is written last.
"""

from __future__ import annotations

from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef

from yarara.compiler.instances import Dispatcher, FunctionInstance
from yarara.compiler import types
from yarara.compiler.builder import Value
from yarara.compiler.calls import Actual
from yarara.compiler.conversions import TABLE_MASK
from yarara.compiler.folding import Folding
from yarara.compiler.hierarchy import Misfit, NoMember, NoOperator, WrongArguments
from yarara.compiler.inlining import attributes_of_dispatch
from yarara.compiler.lowering import FunctionLowering
from yarara.compiler.operations import DUNDERS
from yarara.compiler.program import Program, Unsupported
from yarara.compiler.types import BOOL, NEVER, NONE, Class, ClassObject, Dynamic, Type


SEQUENCE_METHODS = ("__iter__", "__reversed__", "__getitem__", "__getitem_slice__", "count", "index")
WITHOUT = {
    "__getitem__": "'{}' object is not subscriptable", "__getitem_slice__": "'{}' object is not subscriptable",
    "__setitem__": "'{}' object does not support item assignment", "__setitem_slice__": "'{}' object does not support item assignment",
    "__delitem__": "'{}' object does not support item deletion", "__len__": "object of type '{}' has no len()", "__iter__": "'{}' object is not iterable",
    "__contains__": "argument of type '{}' is not iterable", "(contains)": "argument of type '{}' is not iterable", "__next__": "'{}' object is not an iterator",
    "__call__": "'{}' object is not callable", "-": "bad operand type for unary -: '{}'", "+": "bad operand type for unary +: '{}'",
    "~": "bad operand type for unary ~: '{}'", "(absolute)": "bad operand type for abs(): '{}'", "(rounded)": "type {} doesn't define __round__ method",
}
"""The TypeErrors of objects without what these calls ask for."""


def _is_set(kind: Type) -> bool:
    return isinstance(kind, Class) and (kind.info.has_base("builtins.set") or kind.info.has_base("builtins.frozenset") or kind.info.module_name == "yarara.runtime.dict_views")


def _is_list(kind: Type) -> bool:
    return isinstance(kind, Class) and kind.info.fullname == "builtins.list"


def _is_other_builtin(kind: Type) -> bool:
    """Whether values are of a built-in type that has no operators with sets."""
    return not isinstance(kind, (Class, Dynamic)) or isinstance(kind, Class) and kind.info.module_name == "builtins" and not _is_set(kind)


class Dispatching:
    """The part of emission that writes dispatchers."""

    program: Program
    folding: Folding

    def _targets(self, dispatcher: Dispatcher) -> list[Type]:
        receiver = dispatcher.receiver
        classes = [cls for cls in self.program.classes.values() if cls.boxed is None and cls.instantiated]
        if isinstance(receiver, ClassObject) and isinstance(receiver.instance, Dynamic):  # `type`: any class
            return [types.class_object(cls) for cls in self.program.classes.values() if cls.instantiated or cls in self.program.tables]
        if isinstance(receiver, ClassObject):
            classes += [cls for cls in self.program.tables if not cls.instantiated]
            return [types.class_object(cls) for cls in classes if isinstance(receiver.instance, Class) and cls.derives_from(receiver.instance)]
        if not isinstance(receiver, Dynamic):
            return [cls for cls in classes if cls.derives_from(receiver)]
        found: dict[Type, None] = {NONE: None} if receiver.unknown else {}
        for member in receiver.all_members():
            if isinstance(member, Class):
                found.update(dict.fromkeys(cls for cls in classes if cls.derives_from(member)))
            else:
                found[member] = None
        return [target for target in found if types.may_hold(receiver, target)]

    def _fill(self, dispatcher: Dispatcher) -> None:
        for target in self._targets(dispatcher):
            if target not in dispatcher.stubs:
                dispatcher.stubs[target] = self._stub(dispatcher, target)

    def _stub(self, dispatcher: Dispatcher, target: Type) -> FunctionInstance:
        """The call for one class of receiver."""
        def write(lowering: object) -> None:
            assert isinstance(lowering, FunctionLowering)
            given = lowering.parameter_values()
            receiver = self._as_sequence(lowering, self._receiver(lowering, given[0], target), dispatcher)
            lowering.exact_receiver = receiver.ref
            arguments = given[1:]
            before = len(lowering.lines), lowering.block, lowering.terminated
            try:
                if types.is_unknown(dispatcher.receiver):
                    arguments = [Value(types.ANY, a.ref) if isinstance(a.type, Dynamic) else a for a in arguments]
                    if self._look_up(lowering, receiver, dispatcher, arguments):
                        return
                result = self._answer(lowering, receiver, target, dispatcher.method, arguments)
                if not lowering.terminated:
                    lowering.leave(None if dispatcher.result is NONE else lowering.narrow_to(result, dispatcher.result))
            except NoMember:
                if not isinstance(dispatcher.receiver, Dynamic) and not self._is_from_below(dispatcher):
                    raise
                self._write_anew(lowering, *before)
                self._refuse_member(lowering, receiver, dispatcher.method.partition(":")[0].rpartition(" ")[2])
            except Misfit as error:
                if not isinstance(dispatcher.receiver, Dynamic) or not (dispatcher.receiver.unknown or dispatcher.method.startswith(("plain ", "__next__"))):
                    raise  # an iterator of other items is never met: it comes from where isinstance() has told of other classes
                self._write_anew(lowering, *before)
                lowering.raise_runtime("raise_type", [lowering.literal(error.message, None)])
            except WrongArguments:
                method = dispatcher.method.partition(":")[0]
                if method not in ("__init__", "__post_init__"):
                    raise
                self._write_anew(lowering, *before)  # `__new__` or `__init__` of the class above has not got an object of this one
                lowering.raise_runtime("raise_type", [lowering.literal(f"{target}.{method}() takes other arguments", None)])
            except NoOperator as error:
                self._write_anew(lowering, *before)
                lowering.raise_unsupported_operands(error.operator, error.left, error.right)

        parameters = (dispatcher.receiver, *dispatcher.parameters)
        self.program.place = dispatcher.requester
        return self.program.synthetic(f"{dispatcher.symbol.strip(chr(64) + chr(34))} for {target}", parameters, dispatcher.result, write)

    def _refuse_unknown_method(self, lowering: FunctionLowering, receiver: Value, name: str) -> None:
        """What getattr() finds in objects of any class can be kept, but of a method nobody would know how it is called."""
        found = self.program.find(receiver.type, name) if isinstance(receiver.type, Class) and types.is_unknown(lowering.instance.result) else None
        if found is not None and isinstance(found[1], (FuncDef, OverloadedFuncDef, Decorator)) and not lowering.is_property(found[1]):
            raise Unsupported(f"'{name}' may be the method of {found[0].info.name}, of which getattr() does not say how it is called", None, f"ask hasattr(x, '{name}'), then call x.{name}()")

    def _is_from_below(self, dispatcher: Dispatcher) -> bool:
        """Whether some classes have what is asked for, but not the one that the receiver is declared to be of: hasattr() tells them apart."""
        receiver = dispatcher.receiver
        name = dispatcher.method.partition(":")[0].rpartition(" ")[2]
        return isinstance(receiver, Class) and receiver.info.get(name) is None

    @staticmethod
    def _refuse_member(lowering: FunctionLowering, receiver: Value, name: str) -> None:
        """What is raised where an object has no such method or attribute: of a special method, in the words of what asks for it."""
        if name not in WITHOUT:
            lowering.raise_runtime("raise_attribute", [lowering.kind_name(receiver), lowering.literal(name, None)])
            return
        before, _, after = WITHOUT[name].partition("{}")
        text = lowering.call_runtime("str_add", lowering.literal(before, None), lowering.kind_name(receiver))
        lowering.raise_runtime("raise_type", [lowering.call_runtime("str_add", text, lowering.literal(after, None))])

    @staticmethod
    def _write_anew(lowering: FunctionLowering, length: int, block: str, terminated: bool) -> None:
        """Take back what was written of a call before it turned out that it cannot be."""
        del lowering.lines[length:]
        lowering.block, lowering.terminated = block, terminated

    def _as_sequence(self, lowering: FunctionLowering, value: Value, dispatcher: Dispatcher) -> Value:
        """A fixed tuple where a sequence of any length is meant."""
        if not isinstance(value.type, types.Tuple) or dispatcher.method not in SEQUENCE_METHODS or not isinstance(dispatcher.receiver, Dynamic):
            return value
        item = lowering.iteration_type(value.type) or dispatcher.receiver.item or self.program.object
        return lowering.tuple_to_sequence(value, self.program.builtin_class("tuple", item), None)

    def _receiver(self, lowering: FunctionLowering, value: Value, target: Type) -> Value:
        if target.is_reference:
            return Value(target, value.ref)
        return lowering.load(target, lowering.offset(value.ref, types.WORD))

    def _answer(self, lowering: FunctionLowering, receiver: Value, target: Type, called: str, given: list[Value]) -> Value:
        """What the method of just this class gives. What is no name is something that the compiler does with the object: two words, or one in parentheses."""
        method, _, labels = called.partition(":")
        names = [n or None for n in labels.split(",")] if labels else [None] * len(given)
        actuals = [Actual(value=v, name=n) for v, n in zip(given, names)]
        action, _, name = method.partition(" ")
        if method.isidentifier():
            action = ""
        if action == "plain":
            return lowering.plain_of(receiver, name, self.program)
        if action == "asked":  # the method itself, not what `==` makes of it
            return lowering.invoke(receiver, name, actuals, None, exact=True)
        if action == "getattr":
            self._refuse_unknown_method(lowering, receiver, name)
            return lowering.attribute(receiver, name, None, lowering.instance.result)
        if action == "hasattr":
            return Value(BOOL, lowering.has_attribute(receiver, name, None))
        if action == "super":
            return self._super_method(lowering, receiver, target, name, actuals)
        if action == "said":
            assert isinstance(target, ClassObject) and isinstance(target.instance, Class)
            return lowering.said_exactly(receiver, target.instance, name, None)
        if action == "classvar":
            return self._class_variable(lowering, receiver, name)
        if action == "setclassvar":
            assert isinstance(target, ClassObject) and isinstance(target.instance, Class)
            lowering.store_class_variable(target.instance, name, given[0], None)
            return Value(NONE, "null")
        if action == "(covers)":
            assert isinstance(target, ClassObject) and isinstance(target.instance, Class)
            return Value(BOOL, lowering.is_class_below(lowering.class_table(given[0].ref), target.instance))
        if action == "(has_below)":
            assert isinstance(target, ClassObject) and isinstance(target.instance, Class)
            return Value(BOOL, lowering.is_class_below(given[0].ref, target.instance))
        if action == "(function)":
            return self._as_function(lowering, receiver)
        if action in ("(asdict)", "(astuple)"):
            return lowering.record_taken_apart(receiver, action == "(asdict)", None)
        if action == "(fields)":
            return lowering.fields_of(receiver.type, lowering.instance.result, None)
        if action == "(replaced)":
            return lowering.replaced(receiver, actuals, None)
        if action == "(callable)":
            return Value(BOOL, lowering.can_be_called(receiver))
        if action == "(absolute)":
            return lowering.absolute(receiver, None)
        if action == "(rounded)":
            return lowering.rounded(receiver, given[0] if given else None, None)
        if action == "(copied)":
            return lowering.copied(receiver, None)
        if action == "(deepcopied)":
            return lowering.deep_copied(receiver, given[0], None)
        if action == "(allocated)":
            assert isinstance(target, ClassObject) and isinstance(target.instance, Class)
            return self._allocated(lowering, target.instance)
        if action == "(equal_to)":
            return lowering.equal_exact(given[0], receiver)
        if action == "(by_name)":
            lowering.change_named(receiver, given, None)
            return Value(NONE, "null")
        if action == "setattr":
            lowering.store_attribute(receiver, name, given[0], None)
            return Value(NONE, "null")
        if action == "(contains)":
            return Value(BOOL, lowering.contains(receiver, given[0], None))
        if action in ("left", "right", "compare", "mirrored", "unary"):
            return self._operator(lowering, action, name, receiver, given)
        if isinstance(target, ClassObject) and isinstance(target.instance, Class) and method not in ("__repr__", "__str__", "__hash__", "__eq__", "__truth__", "__format__"):
            if method == "__new__":
                return self._construct(lowering, target.instance, actuals)
            return lowering.invoke_on_class(receiver, method, actuals, None)
        try:
            return lowering.invoke_special(receiver, method, actuals)
        except Misfit:
            symbol = next((symbol for symbol, name in DUNDERS.items() if method in (f"__{name}__", f"__r{name}__")), "")
            if not symbol or len(given) != 1:
                raise
            raise NoOperator(symbol, receiver.type, given[0].type, None) from None  # a class below a built-in one, whose method takes only its like

    def _look_up(self, lowering: FunctionLowering, receiver: Value, dispatcher: Dispatcher, given: list[Value]) -> bool:
        """A key of whatever type for a dict that isinstance() has found: one of another type is not in it. Whether that settles the call."""
        name = dispatcher.method
        kind = receiver.type
        if name not in ("__getitem__", "get", "(contains)") or not isinstance(kind, Class) or not kind.info.has_base("builtins.dict"):
            return False
        wanted = kind.arguments[0]
        if given[0].type is wanted or isinstance(wanted, Dynamic):
            return False
        if types.is_unknown(given[0].type):
            there, absent = lowering.name("key"), lowering.name("absent")
            lowering.branch(lowering.is_value_of(given[0], wanted), there, absent)
            lowering.start_quietly(absent)
        elif types.may_hold(wanted, given[0].type):
            return False
        if name == "__getitem__":
            lowering.raise_runtime("raise_key", [lowering.to_dynamic(given[0], self.program.object)])
        elif name == "(contains)":
            lowering.leave(Value(BOOL, "false"))
        else:
            lowering.leave(lowering.narrow_to(given[1] if len(given) > 1 else Value(NONE, "null"), dispatcher.result))
        if not types.is_unknown(given[0].type):
            return True
        lowering.start_quietly(there)
        return False

    @staticmethod
    def _as_function(lowering: FunctionLowering, value: Value) -> Value:
        """A function out of a value of several types, of which only functions and what can be called like one are met."""
        wanted = lowering.instance.result
        if lowering.can_be_called(value) == "true":
            return lowering.coerce(value, wanted)
        lowering.raise_runtime("raise_type", [lowering.literal(f"'{value.type}' object is not callable", None)])
        return Value(wanted, wanted.zero)

    @staticmethod
    def _operator(lowering: FunctionLowering, action: str, operator: str, receiver: Value, given: list[Value]) -> Value:
        if action == "unary":
            return lowering.unary(operator, receiver, None)
        left, right = (receiver, given[0]) if action in ("left", "compare") else (given[0], receiver)
        if operator == "+" and _is_list(left.type) and _is_list(right.type) and left.type is not right.type:
            return lowering.of_all_items(lowering.program.builtin_class("list", lowering.program.object), [left, right], None)
        if _is_set(left.type) and _is_other_builtin(right.type) or _is_set(right.type) and _is_other_builtin(left.type):
            raise NoOperator(operator, left.type, right.type, None)
        if _is_set(left.type) and _is_set(right.type) and lowering.iteration_type(left.type) is not lowering.iteration_type(right.type):
            raise NoOperator(operator, left.type, right.type, None)  # what is a set of one type is compared with sets of that type
        try:
            if action in ("compare", "mirrored"):
                return lowering.compare(operator, left, right, None)
            in_place = len(operator) > 1 and operator.endswith("=")
            return lowering.binary(operator.removesuffix("="), left, right, None, in_place)
        except Misfit:
            raise NoOperator(operator, left.type, right.type, None) from None

    def _construct(self, lowering: FunctionLowering, cls: Class, actuals: list[Actual]) -> Value:
        if cls.info.is_abstract:
            return self._refuse_abstract(lowering, cls)
        try:
            return lowering.construct(cls, actuals, None)
        except WrongArguments:
            lowering.raise_runtime("raise_type", [lowering.literal(f"{cls.info.name}() got other arguments than it takes", None)])
            return Value(cls, "null")

    def _allocated(self, lowering: FunctionLowering, cls: Class) -> Value:
        return self._refuse_abstract(lowering, cls) if cls.info.is_abstract else lowering.allocated(cls, None)

    @staticmethod
    def _refuse_abstract(lowering: FunctionLowering, cls: Class) -> Value:
        lowering.raise_abstract(cls)
        return Value(cls, "null")

    def _super_method(self, lowering: FunctionLowering, receiver: Value, target: Type, wanted: str, actuals: list[Actual]) -> Value:
        home, _, name = wanted.partition(" ")
        cls = target.instance if isinstance(target, ClassObject) else target
        assert isinstance(cls, Class)
        owner = next(at for at in cls.mro if at.info.fullname == home)
        return lowering.invoke_after(receiver, cls, owner, name, actuals, None)

    def _class_variable(self, lowering: FunctionLowering, receiver: Value, name: str) -> Value:
        if isinstance(receiver.type, ClassObject):
            assert isinstance(receiver.type.instance, Class)
            return lowering.class_variable(receiver.type.instance, name, None)
        assert isinstance(receiver.type, Class)
        return lowering.class_variable(receiver.type, name, None, of=receiver)

    # -- the switch ----------------------------------------------------------------------------------------------------

    def _dispatchers(self) -> list[str]:
        return [self._dispatcher(d) for d in self.program.dispatchers.values()]

    def _dispatcher(self, dispatcher: Dispatcher) -> str:
        result = "ptr" if dispatcher.result in (NONE, NEVER) else f"{{ {dispatcher.result.llvm}, ptr }}"
        parameters = [dispatcher.receiver, *dispatcher.parameters]
        declared = ", ".join(f"{p.llvm} %a{i}" for i, p in enumerate(parameters))
        scope = self.program.debug.subprogram(dispatcher.symbol.strip('@"'), "dispatch", 1)
        at = f", !dbg {self.program.debug.location(scope, 1)}"
        weighed = attributes_of_dispatch(dispatcher.receiver.info.module_name) if isinstance(dispatcher.receiver, Class) else ""
        lines = [f"define internal {result} {dispatcher.symbol}({declared}) {weighed} #0 !dbg {scope} {{"]
        if not dispatcher.stubs:
            return "\n".join([*lines, "  unreachable", "}"])
        stubs = {target: self.folding.of(stub.symbol) for target, stub in dispatcher.stubs.items()}
        cases = {symbol: f"%case{index}" for index, symbol in enumerate(dict.fromkeys(stubs.values()))}
        if len(cases) > 1:
            lines += self._switch(dispatcher, {target: cases[symbol] for target, symbol in stubs.items()})
        for symbol, label in cases.items():
            lines += [f"{label[1:]}:"] * (len(cases) > 1) + [f"  {label}.result = call {result} {symbol}({declared}){at}", f"  ret {result} {label}.result"]
        return "\n".join([*lines, "}"])

    def _switch(self, dispatcher: Dispatcher, labels: dict[Type, str]) -> list[str]:
        """From the class of the receiver to the label for it; where most classes go is said once."""
        lines: list[str] = []
        if NONE in labels:  # nobody has asked whether such a value is None
            lines += ["  %nothing = icmp eq ptr %a0, null", f"  br i1 %nothing, label {labels.pop(NONE)}, label %some", "some:"]
        if not isinstance(dispatcher.receiver, ClassObject):
            lines += ["  %word = load i64, ptr %a0", f"  %low = and i64 %word, {TABLE_MASK}", "  %table = inttoptr i64 %low to ptr"]
        table = "%a0" if isinstance(dispatcher.receiver, ClassObject) else "%table"
        lines += [f"  %place = getelementptr i8, ptr {table}, i64 32", "  %class = load i32, ptr %place"]
        numbers = {target: self._number(dispatcher, target) for target in labels}
        others = [label for target, label in labels.items() if numbers[target] is None] or sorted(labels.values(), key=list(labels.values()).count)[-1:]
        cases = [f"i32 {numbers[target]}, label {label}" for target, label in labels.items() if label != others[0] and numbers[target] is not None]
        return [*lines, f"  switch i32 %class, label {others[0]} [ {' '.join(cases)} ]"]

    def _number(self, dispatcher: Dispatcher, target: Type) -> int | None:
        """The class number that leads to a stub."""
        if isinstance(target, ClassObject) and isinstance(dispatcher.receiver, ClassObject):
            target = target.instance
        if isinstance(target, Class):
            return target.identifier
        if isinstance(target, ClassObject):
            return self.program.box(target).identifier
        return None if target.is_reference else self.program.box(target).identifier
