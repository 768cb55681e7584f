"""Dispatchers: calls whose target depends on the class of an object, or on a class that is a value.

One stub for each class that the receiver may be of; in a stub the class is exact. Stubs are asked for as classes come to have objects, and the
switch over them is written last.
"""

from __future__ import annotations

from yarara.compiler.program import types
from yarara.compiler.emission.actions import answer
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.conversions import TABLE_MASK
from yarara.compiler.emission.folding import Folding
from yarara.compiler.program.hierarchy import Misfit, NoMember, NoOperator, WrongArguments
from yarara.compiler.program.inlining import attributes_of_dispatch
from yarara.compiler.program.instances import Dispatcher, FunctionInstance
from yarara.compiler.lowering.lowering import FunctionLowering
from yarara.compiler.program.program import Program
from yarara.compiler.program.types import BOOL, NEVER, NONE, Class, ClassObject, Dynamic, Type

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
                result = answer(lowering, receiver, dispatcher.method, arguments)
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
